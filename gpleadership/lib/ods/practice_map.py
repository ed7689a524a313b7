"""The map of practice, PCN, sub-ICB, ICB and region ("Patients Registered at a GP Practice"): 17 columns, headings."""

import datetime as dt
from operator import itemgetter
from typing import Final

from .errors import BadValue
from .formats import Format, positions, tidy
from .kinds import Kind, Layout
from .rows import MapRow
from .values import code, date, day, postcode, required_text, text

_HEADINGS: Final = (
    "extract_date",
    "practice_code",
    "practice_name",
    "practice_postcode",
    "pcn_code",
    "pcn_name",
    "sub_icb_location_code",
    "sub_icb_location_name",
    "ons_sub_icb_location_code",
    "icb_code",
    "icb_name",
    "ons_icb_code",
    "comm_region_code",
    "comm_region_name",
)
_UNALLOCATED: Final = "U"


def is_map(headings: list[str]) -> bool:
    """By three headings that no other file has together."""
    return {"extract_date", "practice_code", "pcn_code"} <= set(tidy(headings))


def map_format(headings: list[str], first: list[str], file: str) -> Format:
    """From the headings and the first row, whose extract date all others must have."""
    pick = itemgetter(*positions(headings, _HEADINGS, file, Kind.MAP))
    as_at = date(pick(first)[0], "extract date")

    def parse(line: int, cells: list[str]) -> MapRow:
        return _row(line, pick(cells), as_at)

    return Format(Kind.MAP, Layout.PUBLICATION, len(headings), parse, headings=True, as_at=as_at)


def _row(line: int, cells: tuple[str, ...], as_at: dt.date) -> MapRow:
    same_extract_date(cells[0], as_at)
    in_pcn = cells[4].strip().upper() != _UNALLOCATED
    return MapRow(
        line=line,
        practice_code=code(cells[1], "practice code"),
        practice_name=required_text(cells[2]),
        postcode=postcode(cells[3]),
        pcn_code=code(cells[4], "PCN code") if in_pcn else None,
        pcn_name=required_text(cells[5], "name of the PCN") if in_pcn else None,
        sub_icb_code=code(cells[6], "sub-ICB code"),
        sub_icb_name=required_text(cells[7], "name of the sub-ICB"),
        sub_icb_ons_code=text(cells[8], "ONS code of the sub-ICB"),
        icb_code=code(cells[9], "ICB code"),
        icb_name=required_text(cells[10], "name of the ICB"),
        icb_ons_code=text(cells[11], "ONS code of the ICB"),
        region_code=code(cells[12], "region code"),
        region_name=required_text(cells[13], "name of the region"),
    )


def same_extract_date(raw: str, as_at: dt.date) -> None:
    """Two months in one file were joined by hand."""
    if (found := date(raw, "extract date")) != as_at:
        raise BadValue(
            f"the extract date is {day(found)}, and {day(as_at)} in the first row. Import one month at a time."
        )
