"""Dates and times in words, as everybody here reads them: Europe/London, "6 August 2018", "5.30pm".

A term of office is a half-open range of instants; people read and write whole days. What turns one
into the other is here, and nowhere else.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_INSTANT: Final = timedelta(microseconds=1)


class Instants(Protocol):
    """A half-open range of instants, as PostgreSQL's tstzrange arrives."""

    @property
    def upper(self) -> datetime | None:
        """The first instant that is no longer in it; None if it has no end."""


# ---- Days and instants ----


def today() -> date:
    """The day it is in London."""
    return datetime.now(LONDON).date()


def london_day(when: date | datetime) -> date:
    """The London day of an instant; a date is its own day."""
    if isinstance(when, datetime):
        return when.astimezone(LONDON).date()
    return when


def start_of_day(day: date) -> datetime:
    """The instant at which a London day begins."""
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The instant at which a London day ends, and the next begins."""
    return start_of_day(day + timedelta(days=1))


def last_day(span: Instants) -> date | None:
    """The last London day of a half-open range of instants; None if it has no end."""
    return london_day(span.upper - _INSTANT) if span.upper else None


# ---- Words ----


def long_date(when: date | datetime) -> str:
    """6 August 2018."""
    day = london_day(when)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(when: date | datetime) -> str:
    """6 August: only where a heading gives the year."""
    day = london_day(when)
    return f"{day.day} {MONTHS[day.month - 1]}"


def day_and_date(when: date | datetime) -> str:
    """Thursday 3 December 2026."""
    day = london_day(when)
    return f"{DAYS[day.weekday()]} {long_date(day)}"


def clock(when: datetime | time) -> str:
    """7am, 5.30pm, midday, midnight; a bare time is taken as London's."""
    local = when.astimezone(LONDON) if isinstance(when, datetime) else when
    if (local.hour, local.minute) in {(0, 0), (12, 0)}:
        return "midday" if local.hour else "midnight"
    minutes = f".{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def date_and_clock(when: datetime) -> str:
    """10 December 2026 at 5.04pm."""
    return f"{long_date(when)} at {clock(when)}"


def period(first: date | datetime, last: date | datetime | None) -> str:
    """15 to 30 April 2026; 3 April to 6 May 2026; 1 May 2026 to now. `last` is the last day in it."""
    start = london_day(first)
    if last is None:
        return f"{long_date(start)} to now"
    end = london_day(last)
    if start == end:
        return long_date(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {long_date(end)}"
    return f"{short_date(start) if start.year == end.year else long_date(start)} to {long_date(end)}"


def days(count: int) -> str:
    """1 day, 54 days."""
    return f"{count:,} day" if count == 1 else f"{count:,} days"


def days_left(due: date | datetime, on: date | None = None) -> str:
    """3 days left, today, 1 day late: how long until the end of a day, seen on a day."""
    left = (london_day(due) - (on or today())).days
    if left == 0:
        return "today"
    return f"{days(left)} left" if left > 0 else f"{days(-left)} late"


def days_ago(when: date | datetime, on: date | None = None) -> str:
    """Today, yesterday, 6 days ago; for a day to come, in 6 days."""
    ago = ((on or today()) - london_day(when)).days
    near = {0: "today", 1: "yesterday", -1: "tomorrow"}
    return near.get(ago) or (f"{days(ago)} ago" if ago > 0 else f"in {days(-ago)}")
