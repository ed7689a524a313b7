"""Who holds an office until when, who comes next, and what happens on the day between them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from gpleadership.lib.dates import last_day, long_date
from gpleadership.lib.words import small
from groups.seats.models import OfficeTerm
from groups.seats.presenters.words import until_words
from groups.seats.rules.spans import begun, holds, over

SOON: Final = timedelta(days=180)
"""Finding a chair takes months: within so long of an end it is said that nobody follows."""


def succession(terms: Sequence[OfficeTerm], now: datetime) -> str:
    """Ruth Calder is chair until 31 January 2027, then Dr Mei Tan from 1 February 2027. Empty if there is nobody."""
    said: list[str] = []
    ends: datetime | None = None
    for term in _from_now(terms, now):
        gap = bool(said) and ends != term.period.lower
        said.append(f"then {'nobody until ' if gap else ''}{_next(term, gap=gap)}" if said else _first(term, now))
        ends = term.period.upper
    return ", ".join(said)


def passes(terms: Sequence[OfficeTerm], now: datetime) -> str:
    """What happens on the day on which the chair passes on, and what an acting chair may do; nothing otherwise."""
    found = _from_now(terms, now)
    chair = next((term for term in found if holds(term.period, now)), None)
    if chair is None:
        return ""
    follows = next((term for term in found if term.period.lower == chair.period.upper), None)
    if follows is not None and chair.period.upper is not None:
        return _handover(chair, follows, long_date(last_day(chair.period) or now))
    if chair.acting:
        return f"{chair.person} has all of a chair’s rights until a chair is appointed and takes over."
    return ""


def nobody_follows(terms: Sequence[OfficeTerm], now: datetime) -> str:
    """That nobody follows the chair, said while there is time to find somebody."""
    found = _from_now(terms, now)
    ends = found[0].period.upper if len(found) == 1 else None
    if ends is None or ends > now + SOON:
        return ""
    return f"Nobody follows yet: without a successor the group has no chair from {long_date(ends)}."


def _handover(chair: OfficeTerm, follows: OfficeTerm, last: str) -> str:
    leaves = f"{chair.person} leaves early. " if follows.acting else ""
    does = "acts as chair" if follows.acting else "is chair"
    return (
        f"{leaves}When {last} ends, {follows.person} {does} and runs the group, and {chair.person} no longer does. "
        "Nobody has to press anything. Both are told by email that day, with the deputy chair and the secretariat."
    )


def _from_now(terms: Sequence[OfficeTerm], now: datetime) -> list[OfficeTerm]:
    return sorted((term for term in terms if not over(term.period, now)), key=lambda term: term.period.lower)


def _first(term: OfficeTerm, now: datetime) -> str:
    if not begun(term.period, now):
        verb = "will act as chair" if term.acting else f"will be {small(term.title)}"
        return f"{term.person} {verb} from {long_date(term.period.lower)}"
    verb = "acts as chair" if term.acting else f"is {small(term.title)}"
    until = "until a chair is appointed" if term.acting and not term.period.upper else until_words(term.period)
    return f"{term.person} {verb}{'' if until.startswith('until') else ','} {until}"


def _next(term: OfficeTerm, *, gap: bool) -> str:
    first = long_date(term.period.lower)
    return f"{term.person} {'acts' if term.acting else 'begins'} on {first}" if gap else _follows(term, first)


def _follows(term: OfficeTerm, first: str) -> str:
    return f"{term.person} acts from {first}" if term.acting else f"{term.person} from {first}"
