"""Whether nominations may be opened like this."""

from datetime import date, datetime, timedelta
from typing import Final

from gpleadership.lib.dates import london_day
from gpleadership.lib.refusal import Refused
from groups.ballots.policies import check_floor
from groups.chair.models import Appointment
from groups.chair.policies.steps import check_none_running

LONGEST: Final = timedelta(days=90)


def check_days(first: date, last: date, closes_at: datetime) -> None:
    """The term ends after it begins, and begins after nominations have closed."""
    if last <= first:
        raise Refused("Last day must be after the first day", field="until")
    if first <= london_day(closes_at):
        raise Refused("First day must be after nominations close", field="begins")


def check_closes(closes_at: datetime, now: datetime) -> None:
    """Nominations close later than now, and within three months."""
    if closes_at <= now:
        raise Refused("Nominations must close later than now", field="closes")
    if closes_at > now + LONGEST:
        raise Refused("Nominations must close within the next 90 days", field="closes")


def check_can_open(
    found: Appointment | None, *, floor: int, closes_at: datetime, first: date, last: date, now: datetime
) -> None:
    """Whether an appointment may be opened like this."""
    check_none_running(found)
    check_floor(floor)
    check_closes(closes_at, now)
    check_days(first, last, closes_at)
