"""GP practices (epraccur), in both its formats. 27 columns, no headings.

1 code, 2 name, 3 region, 4 ICB, 5 to 9 address (in the current format 8 is the town and 9 is blank), 10 postcode,
11 opened, 12 closed, 13 status, 14 B or Z, 15 sub-ICB, 16 joined it, 17 left it, 18 telephone, 22 amended,
24 provider or purchaser, 26 prescribing setting.
"""

from functools import partial
from typing import Final

from .formats import Format
from .kinds import Kind, Layout
from .rows import PracticeRow
from .values import (
    address_line,
    code,
    date,
    in_order,
    optional_code,
    optional_date,
    parse_date,
    postcode,
    required_text,
    status,
    text,
    town,
)

WIDTH: Final = 27
SETTING: Final = 25
_MARKERS: Final = frozenset(("4", "RO76"))


def marker(cells: list[str]) -> str | None:
    """What says that a row of 27 columns is a GP practice: "4" (legacy) or "RO76" (current), else None."""
    if len(cells) != WIDTH:
        return None
    return next((mark for mark in cells[SETTING].split("|") if mark in _MARKERS), None)


def practices_format(mark: str) -> Format:
    """By what `marker` found."""
    layout = Layout.LEGACY if mark == "4" else Layout.CURRENT
    return Format(Kind.PRACTICES, layout, WIDTH, partial(_practice, layout))


def _practice(layout: Layout, line: int, cells: list[str]) -> PracticeRow:
    opened, closed = date(cells[10], "opening date"), optional_date(cells[11], "closing date")
    joined, left = optional_date(cells[15], "date of joining"), optional_date(cells[16], "date of leaving")
    in_order(opened, closed, "the practice")
    in_order(joined, left, "the spell in the sub-ICB")
    return PracticeRow(
        line=line,
        code=code(cells[0], "practice code"),
        name=required_text(cells[1]),
        region_code=optional_code(cells[2], "region code"),
        icb_code=optional_code(cells[3], "ICB code"),
        address=address(cells),
        town=town(cells[7]) if layout is Layout.CURRENT else "",
        postcode=postcode(cells[9]),
        opened=opened,
        closed=closed,
        status=status(cells[12]),
        sub_icb_code=optional_code(cells[14], "sub-ICB code"),
        joined=joined,
        left=left,
        amended=parse_date(cells[21]),
        setting=text(cells[SETTING], "prescribing setting"),
    )


def address(cells: list[str]) -> str:
    """Columns 5 to 9 in one line."""
    return ", ".join(line for line in map(address_line, cells[4:9]) if line)
