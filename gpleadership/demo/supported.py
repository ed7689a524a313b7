"""Who supports the demo's groups, paid by whom, and the hours that were used lately."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final


@dataclass(frozen=True, slots=True)
class Paid:
    """A role. `who`: a name, or nobody's for the secretariat; `funder`: “icb”, or a kind of organisation.

    `since` and `left` are days from today, `left` nothing for no end; `used`: hours of the last whole months.
    """

    role: str
    hours: Decimal
    funder: str
    since: int
    left: int
    used: tuple[Decimal, ...]
    who: str = ""
    funded: Decimal | None = None


def _hours(text: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(hours) for hours in text.split())


SUPPORT: Final = {
    "eastmere": (
        Paid("Programme manager", Decimal("22.5"), "icb", 600, 129, _hours("88 94.5 91 97.25 104 106.5")),
        Paid("Minute taker", Decimal(4), "federation", 420, 0, _hours("16 12 17.5 16 18 15.25"), who="Lesley Marr"),
    ),
    "ambleford": (
        Paid("Business manager", Decimal(15), "lmc", 380, 74, _hours("52 61 58.5 44 60 57"), funded=Decimal(12)),
    ),
    "fenbridge": (Paid("Group support", Decimal("7.5"), "federation", 200, 300, _hours("30 28 33 31 29 32")),),
}
