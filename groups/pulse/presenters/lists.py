"""What the address asks of the trend: whose, and in which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from gpleadership.lib.parts import Option
from groups.pulse.queries import Round

EVERYBODY: Final = "everybody"
OLDEST: Final = "oldest"
WHOSE: Final = [Option(EVERYBODY, "Everybody who was ever asked about")]
ORDERS: Final = [Option(OLDEST, "Oldest first")]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose trend, and in which order; empty text is what is usual."""

    who: str
    sort: str

    @property
    def everybody(self) -> bool:
        """Whether those who speak for the group no more are asked for, too."""
        return self.who == EVERYBODY

    def sorted(self, counted: Sequence[Round]) -> list[Round]:
        """Pulses in the order that is asked for; they come with the newest first."""
        return list(reversed(counted)) if self.sort == OLDEST else list(counted)


def asked_for(query: Mapping[str, Any]) -> Wanted:
    """Read it off the address; what means nothing is left out."""
    return Wanted(
        EVERYBODY if query.get("who") == EVERYBODY else "",
        OLDEST if query.get("sort") == OLDEST else "",
    )
