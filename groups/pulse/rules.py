"""When a pulse is due and until when it is open, and what a count says of somebody: pure."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from gpleadership.lib.dates import LONDON, london_day
from groups.ballots.rules.disclosure import Published

EVERY_MONTHS: Final = 6
OPEN_FOR: Final = timedelta(days=7)
CLOSES_AT: Final = 17
"""The hour, in London."""


def later(day: date, months: int) -> date:
    """The same day some months later, or the last day of a month that is too short for it."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due(last_closed: datetime | None, chair_since: date | None, others_since: Iterable[date] = ()) -> date | None:
    """Half a year after the last pulse closed; after the chair’s term began if there was none.

    Without a chair the first of the others counts. None where there is nobody to ask about.
    """
    begun = chair_since or min(others_since, default=None)
    if begun is None:
        return None
    return later(london_day(last_closed) if last_closed else begun, EVERY_MONTHS)


def half_year(day: date) -> date:
    """The first day of the half-year that a day is in."""
    return date(day.year, 1 if day.month < 7 else 7, 1)


def closing(now: datetime) -> datetime:
    """A week from today, at 5pm."""
    return datetime.combine(london_day(now) + OPEN_FOR, datetime.min.time(), LONDON).replace(hour=CLOSES_AT)


def below(published: Published) -> tuple[int, ...]:
    """Those whose trust was below the floor somewhere, from what is published and from nothing else.

    Where nobody voted at all there is no answer, and nothing to talk about.
    """
    if not published.cast:
        return ()
    return tuple(each.position for each in published.answers if any(not shown.met for shown in each.shown))


def missed_in(published: Published, position: int) -> list[str]:
    """Where somebody did not meet the floor: “among the PCNs”."""
    missed = {shown.pool for shown in published.of(position) if not shown.met}
    return [pool.where for pool in published.pools if pool.key in missed]
