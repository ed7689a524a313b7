"""Councils of the United Kingdom, current and former, from mySociety's list (CC-BY-4.0). 41 columns with headings."""

from operator import itemgetter
from typing import Final

from .formats import Format, positions, tidy
from .kinds import Kind, Layout
from .rows import CouncilRow
from .values import council_code, in_order, optional_date, required_text, text, yes

_HEADINGS: Final = (
    "local-authority-code",
    "official-name",
    "nice-name",
    "gss-code",
    "start-date",
    "end-date",
    "replaced-by",
    "nation",
    "region",
    "local-authority-type",
    "local-authority-type-name",
    "county-la",
    "current-authority",
)


def is_councils(headings: list[str]) -> bool:
    """By the two headings that no other file has."""
    return {"local-authority-code", "official-name"} <= set(tidy(headings))


def councils_format(headings: list[str], file: str) -> Format:
    """From the headings: further columns and their order do not matter."""
    pick = itemgetter(*positions(headings, _HEADINGS, file, Kind.COUNCILS))

    def parse(line: int, cells: list[str]) -> CouncilRow:
        return _row(line, pick(cells))

    return Format(Kind.COUNCILS, Layout.MYSOCIETY, len(headings), parse, headings=True)


def _row(line: int, cells: tuple[str, ...]) -> CouncilRow:
    started, ended = optional_date(cells[4], "start date"), optional_date(cells[5], "end date")
    in_order(started, ended, "the council")
    return CouncilRow(
        line=line,
        code=council_code(cells[0]),
        name=required_text(cells[1]),
        short_name=required_text(cells[2]),
        gss_code=text(cells[3], "GSS code") or None,
        started=started,
        ended=ended,
        current=yes(cells[12], "mark of a current council"),
        replaced_by=tuple(council_code(code) for code in cells[6].split(",") if code.strip()),
        nation=text(cells[7], "nation"),
        region=text(cells[8], "region"),
        type_code=text(cells[9], "type of council"),
        type_name=text(cells[10], "type of council"),
        county_code=text(cells[11], "county") or None,
    )
