"""What needs somebody: a list that each part of the portal fills, sorted by what runs out first.

A part registers a provider when it starts. Providers are asked for all of a person's groups at once,
so that the list costs the same number of queries for one group as for five.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gpleadership.lib.parts import Duty
from groups.home.asking import Ask, Asking, Facts, Rows, Standings, answers

__all__ = ["Ask", "Asking", "Facts", "Need", "Standings", "needs_of", "register_asked", "register_needs"]


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for this person in one group, and the day it runs out, if it does."""

    group_id: int
    duty: Duty
    due: date | None = None


Provider = Callable[[Standings, int, date], Iterable[Need]]
"""From (groups with the person's standing, the person's id, today) to what waits for them."""
Words = Callable[[Standings, Sequence[Facts], int, date], Iterable[Need]]
"""The same as a provider, given the rows that were asked for."""

_providers: Final[dict[str, Provider]] = {}
_asked: Final[dict[str, tuple[Ask, Words]]] = {}


def register_needs(name: str, provider: Provider) -> None:
    """Add a part's provider, under its name. It makes no query of its own, or shares one with the page."""
    _providers[name] = provider


def register_asked(name: str, ask: Ask, words: Words) -> None:
    """Add a part whose needs rest on a query: all parts' queries are asked in one statement."""
    _asked[name] = (ask, words)


def asks() -> list[Ask]:
    """What the parts ask for."""
    return [ask for ask, _ in _asked.values()]


def needs_of(standings: Standings, person_id: int, today: date, rows: Rows | None = None) -> list[Need]:
    """Everything that waits for the person, by clock; what has no date comes last. Without `rows`, they are asked."""
    rows = answers(asks(), standings, person_id, today) if rows is None else rows
    found = [need for provider in _providers.values() for need in provider(standings, person_id, today)]
    for ask, words in _asked.values():
        found += words(standings, rows[ask], person_id, today)
    return sorted(found, key=lambda need: (need.due is None, need.due or today, need.duty.what))
