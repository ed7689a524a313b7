"""What needs somebody: a list that each part of the portal fills, sorted by what runs out first.

A part registers a provider when it starts. Providers are asked for all of a person's groups at once,
so that the list costs the same number of queries for one group as for five.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from gpleadership.lib.parts import Duty
from groups.tenancy.capabilities import Capability
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
Facts = Mapping[str, Any]
"""A row of an `Ask`'s answer, as JSON: dates and instants are text in ISO form, numbers are numbers."""
Words = Callable[[Standings, Sequence[Facts], int, date], Iterable[Need]]
"""The same as a provider, given the rows that were asked for."""


@dataclass(frozen=True, slots=True)
class Asking:
    """For whom and when: ids of the person's groups, of those they manage, of the person; now and today."""

    groups: list[int]
    managed: list[int]
    person: int
    now: datetime
    today: date


Ask = Callable[[Asking], "tuple[str, Mapping[str, Any]] | QuerySet[Any, Any]"]
"""A SELECT with its named values, or a query set of `values(…)`, that finds what a part needs to know."""

_providers: Final[dict[str, Provider]] = {}
_asked: Final[dict[str, tuple[Ask, Words]]] = {}


def register_needs(name: str, provider: Provider) -> None:
    """Add a part's provider, under its name. It makes no query of its own, or shares one with the page."""
    _providers[name] = provider


def register_asked(name: str, ask: Ask, words: Words) -> None:
    """Add a part whose needs rest on a query: all parts' queries are asked in one statement."""
    _asked[name] = (ask, words)


def needs_of(standings: Standings, person_id: int, today: date) -> list[Need]:
    """Everything that waits for the person, by clock; what has no date comes last."""
    found = [need for provider in _providers.values() for need in provider(standings, person_id, today)]
    rows = _rows(standings, person_id, today)
    for name, (_, words) in _asked.items():
        found += words(standings, rows.get(name, []), person_id, today)
    return sorted(found, key=lambda need: (need.due is None, need.due or today, need.duty.what))


def _rows(standings: Standings, person_id: int, today: date) -> dict[str, list[Facts]]:
    """What every part asked for, by its name: one statement, however many parts there are."""
    groups = [group.pk for group, _ in standings]
    managed = [group.pk for group, standing in standings if standing.can(Capability.MANAGE)]
    asking = Asking(groups, managed, person_id, timezone.now(), today)
    with connection.cursor() as cursor:
        parts = [_part(cursor, name, ask(asking)) for name, (ask, _) in _asked.items()]
        if not parts:
            return {}
        cursor.execute(" UNION ALL ".join(parts))
        rows: dict[str, list[Facts]] = {}
        for name, facts in cursor.fetchall():
            rows.setdefault(name, []).append(facts if isinstance(facts, dict) else json.loads(facts))
        return rows


def _part(cursor: Any, name: str, asked: "tuple[str, Mapping[str, Any]] | QuerySet[Any, Any]") -> str:
    sql, values = asked.query.sql_with_params() if isinstance(asked, QuerySet) else asked
    head: str = cursor.mogrify("SELECT %s, to_jsonb(asked) FROM (", [name])
    part: str = cursor.mogrify(sql, values)
    return f"{head}{part}) asked"
