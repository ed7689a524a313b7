"""PCNs and the practices in them (ePCN): a workbook of two sheets with headings, or two .csv twins without."""

from typing import Final

from .formats import Format, tidy
from .kinds import Kind, Layout
from .rows import MembershipRow, PcnRow
from .values import address_line, code, date, in_order, optional_date, parse_date, postcode, required_text, text, yes

_DETAILS: Final = (
    "pcn code",
    "pcn name",
    "current sub icb loc code",
    "sub icb location",
    "open date",
    "close date",
    "address line 1",
    "address line 2",
    "address line 3",
    "address line 4",
    "address line 5",
    "postcode",
)
_PARTNERS: Final = (
    "partner organisation code",
    "partner name",
    "practice parent sub icb loc code",
    "practice parent sub icb loc name",
    "pcn code",
    "pcn name",
    "pcn parent sub icb loc code",
    "pcn parent sub icb loc name",
    "practice to pcn relationship start date",
    "practice to pcn relationship end date",
    "practice sub icb loc and pcn sub icb loc match",
)


def by_headings(headings: list[str]) -> Format | None:
    """A sheet of the workbook. Its headings hold line breaks and a space at an end."""
    found = tuple(tidy(headings))
    if found == _DETAILS:
        return _details_format(Layout.WORKBOOK)
    if found == _PARTNERS:
        return _partners_format(Layout.WORKBOOK)
    return None


def by_cells(cells: list[str]) -> Format | None:
    """A .csv twin, by one of its rows: as wide, with a PCN code (U and five more) and dates where they belong."""
    if len(cells) == len(_DETAILS) and _is_pcn(cells[0]) and parse_date(cells[4]):
        return _details_format(Layout.REPORT)
    if len(cells) == len(_PARTNERS) and _is_pcn(cells[4]) and parse_date(cells[8]):
        return _partners_format(Layout.REPORT)
    return None


def _is_pcn(value: str) -> bool:
    return len(value) == 6 and value.startswith("U")


def _details_format(layout: Layout) -> Format:
    return Format(Kind.PCNS, layout, len(_DETAILS), _pcn, headings=layout is Layout.WORKBOOK)


def _partners_format(layout: Layout) -> Format:
    return Format(Kind.MEMBERSHIPS, layout, len(_PARTNERS), _membership, headings=layout is Layout.WORKBOOK)


def _pcn(line: int, cells: list[str]) -> PcnRow:
    opened, closed = date(cells[4], "opening date"), optional_date(cells[5], "closing date")
    in_order(opened, closed, "the PCN")
    return PcnRow(
        line=line,
        code=code(cells[0], "PCN code"),
        name=required_text(cells[1]),
        sub_icb_code=code(cells[2], "sub-ICB code"),
        sub_icb_name=text(cells[3], "name of the sub-ICB"),
        opened=opened,
        closed=closed,
        address=", ".join(part for part in map(address_line, cells[6:11]) if part),
        postcode=postcode(cells[11]),
    )


def _membership(line: int, cells: list[str]) -> MembershipRow:
    start, end = date(cells[8], "start date"), optional_date(cells[9], "end date")
    in_order(start, end, "the membership")
    return MembershipRow(
        line=line,
        practice_code=code(cells[0], "practice code"),
        practice_name=required_text(cells[1], "name of the practice"),
        practice_sub_icb_code=code(cells[2], "sub-ICB code of the practice"),
        practice_sub_icb_name=text(cells[3], "name of the sub-ICB"),
        pcn_code=code(cells[4], "PCN code"),
        pcn_name=required_text(cells[5], "name of the PCN"),
        pcn_sub_icb_code=code(cells[6], "sub-ICB code of the PCN"),
        pcn_sub_icb_name=text(cells[7], "name of the sub-ICB"),
        start=start,
        end=end,
        same_sub_icb=yes(cells[10], "match of sub-ICBs"),
    )
