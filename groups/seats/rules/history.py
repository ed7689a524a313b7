"""A seat's history: who held it when, and when nobody did, in whole London days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

from gpleadership.lib.dates import last_day, london_day
from groups.seats.rules.spans import beginning, holds, over


class HasPeriod(Protocol):
    """A term: it lasts from one instant until before another."""

    @property
    def period(self) -> Any:
        """When it holds: a `Span`."""


Term = TypeVar("Term", bound=HasPeriod)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spell(Generic[Term]):
    """Some days in a history: a term, or (`term` is None) days on which nobody was there. No `last`: it goes on."""

    first: date
    last: date | None
    term: Term | None = None

    def days(self, on: date) -> int:
        """How many days it has, or has had by a day if it goes on."""
        return max(0, ((self.last or on) - self.first).days + 1)


def spells(terms: Iterable[Term], *, since: date, now: datetime) -> list[Spell[Term]]:
    """The newest first: every term, and every gap between them of a day or more.

    The history begins on `since` if that is before the first term. A day that one term ends on and the
    next begins on belongs to both, and leaves no gap.
    """
    found: list[Spell[Term]] = []
    free_from: date | None = since
    for term in sorted(terms, key=_begins):
        first, last = london_day(_begins(term)), last_day(term.period)
        if free_from is not None and free_from < first:
            found.append(Spell(free_from, first - DAY))
        found.append(Spell(first, last, term))
        free_from = last + DAY if last else None
    if free_from is not None and free_from <= london_day(now) + DAY and not _held(found, now):
        found.append(Spell(free_from, None))
    return found[::-1]


def empty_for(left: datetime | None, set_up: datetime, at: datetime) -> tuple[date, int]:
    """The last day on which somebody sat there (or the day the seat was set up), and the days since then."""
    last = london_day(left - datetime.resolution) if left else london_day(set_up)
    return last, max(0, (london_day(at) - last).days)


def _begins(term: HasPeriod) -> datetime:
    return beginning(term.period)


def _held(found: Sequence[Spell[Term]], now: datetime) -> bool:
    """Whether somebody is there now, or will be after what is found so far."""
    terms = [spell.term for spell in found if spell.term is not None]
    return any(holds(term.period, now) or not over(term.period, now) for term in terms)
