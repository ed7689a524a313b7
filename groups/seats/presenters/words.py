"""How terms, ends and seats are said in a line."""

from datetime import date, datetime
from typing import Final

from gpleadership.lib.dates import days, last_day, london_day, long_date
from groups.reference.enums import Kind
from groups.seats.rules.spans import Span, begun

SOON: Final = 90
"""Within so many days of its end a term says how many are left."""
A_KIND: Final = {
    Kind.PCN: "a primary care network",
    Kind.LMC: "a local medical committee",
    Kind.FEDERATION: "a federation",
}


def until(period: Span, on: date) -> str:
    """Until 31 January 2027 · 69 days; without an end, since when."""
    last = last_day(period)
    if last is None:
        return f"Since {long_date(period.lower)}, no end date" if period.lower else ""
    left = (last - on).days
    if left == 0:
        return f"Until {long_date(last)} · last day"
    return f"Until {long_date(last)}{f' · {days(left)}' if 0 < left < SOON else ''}"


def term_days(period: Span, now: datetime) -> str:
    """1 July 2022 to 30 June 2023; 1 May 2026, no end date; from 1 April 2027."""
    first, last = london_day(period.lower or now), last_day(period)
    if last is None:
        return f"Since {long_date(first)}, no end date" if begun(period, now) else f"From {long_date(first)}"
    return f"{long_date(first)} to {long_date(last)}" if first != last else long_date(first)


def when_it_closes(at: datetime, now: datetime) -> str:
    """When access goes, in a sentence's end: now, or at the end of a day."""
    if at <= now:
        return "now"
    return f"at the end of {long_date(at - datetime.resolution)}"


def until_words(period: Span) -> str:
    """Until 31 January 2027; with no end date."""
    last = last_day(period)
    return f"until {long_date(last)}" if last else "with no end date"


def ended(what: str, period: Span, now: datetime, told: str = " They are not told by email.") -> str:
    """What was done to a term, for the message after it."""
    last = last_day(period)
    if last is None:
        return f"{what} goes on."
    if period.upper is not None and period.upper <= now:
        return f"{what} has ended: access is closed.{told}"
    return f"{what} ends at the end of {long_date(last)}; until then nothing changes.{told}"
