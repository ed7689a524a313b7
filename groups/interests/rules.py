"""When somebody is to look at their interests: within 28 days of joining, then once a year. Pure."""

from datetime import date, timedelta
from typing import Final

WITHIN: Final = timedelta(days=28)
SOON: Final = timedelta(days=14)
"""So long before the day somebody is told of it."""
AGAIN: Final = timedelta(days=90)
"""A letter that was not answered goes out again after so long."""


def due_on(joined: date, reviewed: date | None) -> date:
    """The last day on which they may look: of the first time, or a year after the last."""
    if reviewed is None:
        return joined + WITHIN
    try:
        return reviewed.replace(year=reviewed.year + 1)
    except ValueError:  # 29 February
        return reviewed.replace(year=reviewed.year + 1, month=3, day=1)


def to_be_told(due: date, reminded: date | None, today: date) -> bool:
    """Whether a letter is to go today: the day is near or past, and none went lately."""
    return due - today <= SOON and (reminded is None or today - reminded >= AGAIN)
