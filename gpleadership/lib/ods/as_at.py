"""What date a file is of, where it carries none: a proposal with its reason, for a person to confirm."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from .rows import CouncilRow, ListSizeRow, MapRow, MembershipRow, PcnRow, PracticeRow, Row, TrustRow
from .values import Status, day, parse_date

_DAY: Final = (
    re.compile(r"(?<!\d)(20\d\d)[-_. ]?([01]\d)[-_. ]?([0-3]\d)(?!\d)"),
    re.compile(r"(?<!\d)([0-3]?\d)[-_. ]?([A-Za-z]{3})[a-z]*[-_. ]?(20\d\d)(?!\d)"),
)
_MONTH: Final = (
    re.compile(r"(?<!\d)(20\d\d)[-_. ]([01]\d)(?![-_. ]?\d)"),
    re.compile(r"(?<![A-Za-z])([A-Za-z]{3})[a-z]*[-_. ]?(20\d\d)(?!\d)"),
)


@dataclass(frozen=True, slots=True)
class AsAt:
    """A proposed date and where it comes from, in words: "from the name of the file"."""

    date: dt.date
    source: str


def propose(names: str, rows: Iterable[Row]) -> AsAt | None:
    """From the file's name, or else from its newest record; None where neither says anything.

    A name often gives only the month; then the newest record gives the day, if it lies in that month.
    """
    if found := _day_in(names):
        return AsAt(found, "from the name of the file")
    newest = newest_record(rows)
    if month := _month_in(names):
        if newest and newest.date.replace(day=1) == month:
            return AsAt(newest.date, f"from the month in the name of the file, and its {newest.source}")
        return AsAt(month, "from the name of the file, which gives only the month")
    return newest


def newest_record(rows: Iterable[Row]) -> AsAt | None:
    """The latest date on which something was opened, begun or amended. Endings do not count: they can lie ahead."""
    date, what = max((found for row in rows for found in _dates(row)), default=(None, ""))
    return AsAt(date, f"newest record, {what} on {day(date)}") if date else None


def _dates(row: Row) -> list[tuple[dt.date, str]]:
    match row:
        case PracticeRow(status=Status.PROPOSED):
            return []
        case PracticeRow(opened=opened, amended=amended):
            return [(opened, "opened")] if amended is None else [(opened, "opened"), (amended, "amended")]
        case PcnRow(opened=opened) | TrustRow(opened=opened):
            return [(opened, "opened")]
        case MembershipRow(start=start):
            return [(start, "begun")]
        case CouncilRow(started=started):
            return [(started, "begun")] if started else []
        case MapRow() | ListSizeRow():
            return []


def _day_in(names: str) -> dt.date | None:
    found = (parse_date("-".join(match.groups())) for pattern in _DAY for match in pattern.finditer(names))
    return next((date for date in found if date), None)


def _month_in(names: str) -> dt.date | None:
    found = (match.groups() for pattern in _MONTH for match in pattern.finditer(names))
    spelt = (f"{a}-{b}-01" if a.isdigit() else f"01-{a}-{b}" for a, b in found)
    return next((date for date in map(parse_date, spelt) if date), None)
