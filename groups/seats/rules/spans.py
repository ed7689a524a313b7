"""Spans of time: half-open between instants, read and written by people as whole London days."""

from datetime import date, datetime
from typing import Protocol

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from gpleadership.lib.dates import end_of_day, london_day, start_of_day


class Span(Protocol):
    """A half-open range of instants, as PostgreSQL's tstzrange arrives."""

    @property
    def lower(self) -> datetime | None:
        """The first instant in it."""

    @property
    def upper(self) -> datetime | None:
        """The first instant no longer in it; None if it has no end."""


def span(begins: datetime, ends: datetime | None) -> DateTimeTZRange:
    """The range from one instant until before another."""
    return DateTimeTZRange(begins, ends)


def beginning(period: Span) -> datetime:
    """The first instant of a span: a constraint of the database says that there is one."""
    if period.lower is None:
        raise ValueError("A term begins.")
    return period.lower


def begun(period: Span, now: datetime) -> bool:
    """Whether the span has begun."""
    return period.lower is not None and period.lower <= now


def over(period: Span, now: datetime) -> bool:
    """Whether the span has ended."""
    return period.upper is not None and period.upper <= now


def holds(period: Span, now: datetime) -> bool:
    """Whether the span holds at an instant."""
    return begun(period, now) and not over(period, now)


def instant_it_begins(day: date, now: datetime) -> datetime:
    """When something that begins on a day does so: today means now, another day its first instant."""
    return now if day == london_day(now) else start_of_day(day)


def instant_it_ends(day: date | None) -> datetime | None:
    """When something that lasts until a day is over: with that day. None has no end."""
    return None if day is None else end_of_day(day)


def instant_of(day: date, now: datetime) -> datetime:
    """The instant that “as at this day” means: now for today, otherwise the last of the day."""
    if day == london_day(now):
        return now
    return end_of_day(day) - datetime.resolution
