"""List sizes, in two layouts, both with headings: the publication's and a derived one (practice_code, list_size)."""

from collections.abc import Callable
from operator import itemgetter
from typing import Final

from .formats import Format, positions, tidy
from .kinds import Kind, Layout
from .practice_map import same_extract_date
from .rows import ListSizeRow
from .values import code, count, date

_PUBLICATION: Final = ("extract_date", "type", "sex", "age", "code", "number_of_patients")
_DERIVED: Final = ("practice_code", "list_size")
_WANTED: Final = ("GP", "ALL", "ALL")


def is_publication(headings: list[str]) -> bool:
    """The file of totals has ORG_TYPE and ORG_CODE in place of TYPE and CODE, and is no list size file."""
    return {"type", "code", "number_of_patients"} <= set(tidy(headings))


def is_derived(headings: list[str]) -> bool:
    """By the two headings that are read."""
    return set(_DERIVED) <= set(tidy(headings))


def publication_format(headings: list[str], first: list[str], file: str) -> Format:
    """One row per practice is taken: TYPE GP, SEX ALL, AGE ALL. The others are parts of it."""
    pick = itemgetter(*positions(headings, _PUBLICATION, file, Kind.LIST_SIZES))
    as_at = date(pick(first)[0], "extract date")

    def parse(line: int, cells: list[str]) -> ListSizeRow | None:
        extracted, *parts, practice, patients = pick(cells)
        if tuple(parts) != _WANTED:
            return None
        same_extract_date(extracted, as_at)
        return _row(line, practice, patients)

    return Format(Kind.LIST_SIZES, Layout.PUBLICATION, len(headings), parse, headings=True, as_at=as_at)


def derived_format(headings: list[str], file: str) -> Format:
    """One row per practice, and no date."""
    pick: Callable[[list[str]], tuple[str, ...]] = itemgetter(*positions(headings, _DERIVED, file, Kind.LIST_SIZES))

    def parse(line: int, cells: list[str]) -> ListSizeRow:
        practice, patients = pick(cells)
        return _row(line, practice, patients)

    return Format(Kind.LIST_SIZES, Layout.DERIVED, len(headings), parse, headings=True)


def _row(line: int, practice: str, patients: str) -> ListSizeRow:
    return ListSizeRow(line, code(practice, "practice code"), count(patients, "number of patients"))
