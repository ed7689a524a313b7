"""Whether an end may be taken back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from gpleadership.lib.dates import last_day, london_day, long_date
from gpleadership.lib.refusal import Refused
from groups.seats.rules.spans import Span, over

WHILE_FRESH: Final = timedelta(hours=24)
"""An end that has already come may be taken back for so long after somebody set it."""


@dataclass(frozen=True, slots=True)
class Ending:
    """An end that somebody set: when they did, and when the term would have ended without it."""

    made_at: datetime
    ends_before: datetime | None

    @property
    def last_day(self) -> date | None:
        """The last day that the term would have again; None has no end."""
        return london_day(self.ends_before - datetime.resolution) if self.ends_before else None


def check_can_undo(term_words: str, period: Span, ending: Ending | None, *, now: datetime) -> datetime | None:
    """The end that the term would have again; None is no end. `ending`: the end that was set, if one was."""
    if ending is None:
        raise Refused(f"{term_words} ends as it was agreed. To let it run longer, change its last day.")
    last = long_date(last_day(period) or now)
    if over(period, now) and ending.made_at < now - WHILE_FRESH:
        raise Refused(f"{term_words} ended on {last}, more than a day ago. Give the seat again instead.")
    ends = ending.ends_before
    if ends is not None and ends <= now:
        raise Refused(f"{term_words} would be over by now in any case.")
    return ends
