"""Who holds an office until when, who comes next, and what happens on the day between them."""

from collections.abc import Sequence
from datetime import datetime

from gpleadership.lib.dates import last_day, long_date
from groups.seats.models import OfficeTerm
from groups.seats.presenters.words import until_words
from groups.seats.rules.spans import begun, holds, over


def succession(terms: Sequence[OfficeTerm], now: datetime) -> str:
    """Ruth Calder until 31 January 2027, then Dr Mei Tan from 1 February 2027. Empty if there is nobody."""
    said: list[str] = []
    ends: datetime | None = None
    for term in _from_now(terms, now):
        gap = "nobody until " if said and ends != term.period.lower else ""
        said.append(f"{'then ' if said else ''}{gap}{_one(term, now, gap=bool(gap))}")
        ends = term.period.upper
    return ", ".join(said)


def passes(terms: Sequence[OfficeTerm], now: datetime) -> str:
    """What happens on the day on which the chair passes on; that nobody follows yet; nothing where no end is near."""
    found = _from_now(terms, now)
    chair = next((term for term in found if holds(term.period, now)), None)
    if chair is None:
        return ""
    follows = next((term for term in found if term.period.lower == chair.period.upper), None)
    if follows is not None and chair.period.upper is not None:
        return _handover(chair, follows, long_date(last_day(chair.period) or now))
    if chair.acting:
        return f"{chair.person} has all of a chair’s rights until a chair is appointed and takes over."
    if chair.period.upper is not None:
        return f"Nobody follows yet: without a successor the group has no chair from {long_date(chair.period.upper)}."
    return ""


def _handover(chair: OfficeTerm, follows: OfficeTerm, last: str) -> str:
    leaves = f"{chair.person} leaves early. " if follows.acting else ""
    does = "acts as chair" if follows.acting else "is chair"
    return (
        f"{leaves}When {last} ends, {follows.person} {does} and runs the group, and {chair.person} no longer does. "
        "Nobody has to press anything. Both are told by email that day, with the deputy chair and the secretariat."
    )


def _from_now(terms: Sequence[OfficeTerm], now: datetime) -> list[OfficeTerm]:
    return sorted((term for term in terms if not over(term.period, now)), key=lambda term: term.period.lower)


def _one(term: OfficeTerm, now: datetime, *, gap: bool = False) -> str:
    acting = ", acting," if term.acting else ""
    if begun(term.period, now):
        if term.acting and term.period.upper is None:
            return f"{term.person}, acting until a chair is appointed"
        return f"{term.person}{acting} {until_words(term.period)}"
    first = long_date(term.period.lower)
    return f"{term.person}{acting} begins on {first}" if gap else f"{term.person}{acting} from {first}"
