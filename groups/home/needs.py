"""What needs somebody: a list that each part of the portal fills, sorted by what runs out first.

A part registers a provider when it starts. Providers are asked for all of a person's groups at once,
so that the list costs the same number of queries for one group as for five.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gpleadership.lib.parts import Duty
from groups.tenancy.models import LeadershipGroup
from groups.tenancy.standing import Standing

Standings = Sequence[tuple[LeadershipGroup, Standing]]


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for this person in one group, and the day it runs out, if it does."""

    group_id: int
    duty: Duty
    due: date | None = None


Provider = Callable[[Standings, int, date], Iterable[Need]]
"""From (groups with the person's standing, the person's id, today) to what waits for them."""

_providers: Final[dict[str, Provider]] = {}


def register_needs(name: str, provider: Provider) -> None:
    """Add a part's provider, under its name."""
    _providers[name] = provider


def needs_of(standings: Standings, person_id: int, today: date) -> list[Need]:
    """Everything that waits for the person, by clock; what has no date comes last."""
    found = [need for provider in _providers.values() for need in provider(standings, person_id, today)]
    return sorted(found, key=lambda need: (need.due is None, need.due or today, need.duty.what))
