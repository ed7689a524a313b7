"""When letters about a round go by themselves. Pure. Working days are Monday to Friday."""

from datetime import date, datetime, time, timedelta
from typing import Final

from gpleadership.lib.dates import LONDON

WORKING_DAYS_BEFORE: Final = 3
MORNING: Final = time(8)
SATURDAY: Final = 5
DAY: Final = timedelta(days=1)


def reminder_at(answer_by: date, opened_at: datetime) -> datetime | None:
    """The morning three working days before the day to answer by; None where people were asked within a day of it."""
    day, left = answer_by, WORKING_DAYS_BEFORE
    while left:
        day -= DAY
        left -= day.weekday() < SATURDAY
    at = _morning(day)
    return at if at >= opened_at + DAY else None


def overdue_at(answer_by: date) -> datetime:
    """The morning after the day to answer by."""
    return _morning(answer_by + DAY)


def _morning(day: date) -> datetime:
    return datetime.combine(day, MORNING, LONDON)
