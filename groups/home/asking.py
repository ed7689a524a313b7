"""What the homes ask the database for: every part's own question, all of them in one statement."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from groups.tenancy.capabilities import Capability
from groups.tenancy.models import LeadershipGroup
from groups.tenancy.standing import Standing

Standings = Sequence[tuple[LeadershipGroup, Standing]]
Facts = Mapping[str, Any]
"""A row of an `Ask`'s answer, as JSON: dates and instants are text in ISO form, numbers are numbers."""


@dataclass(frozen=True, slots=True)
class Asking:
    """For whom and when: ids of the person's groups, of those they manage, of the person; now and today."""

    groups: list[int]
    managed: list[int]
    person: int
    now: datetime
    today: date


Question = tuple[str, Mapping[str, Any]] | QuerySet[Any, Any]
Ask = Callable[[Asking], Question]
"""A SELECT with its named values, or a query set of `values(…)`, that finds what a part needs to know."""
Rows = Mapping[Ask, Sequence[Facts]]


def answers(asks: Iterable[Ask], standings: Standings, person_id: int, today: date) -> Rows:
    """What was asked for, by who asked: one statement, however many ask. Two who share a question ask it once."""
    wanted = list(dict.fromkeys(asks))
    rows: dict[Ask, list[Facts]] = {ask: [] for ask in wanted}
    if not wanted:
        return rows
    groups = [group.pk for group, _ in standings]
    managed = [group.pk for group, standing in standings if standing.can(Capability.MANAGE)]
    asking = Asking(groups, managed, person_id, timezone.now(), today)
    with connection.cursor() as cursor:
        parts = [part for number, ask in enumerate(wanted) if (part := _part(cursor, number, ask(asking)))]
        for number, facts in _fetched(cursor, " UNION ALL ".join(parts)):
            rows[wanted[number]].append(facts if isinstance(facts, dict) else json.loads(facts))
    return rows


def _fetched(cursor: Any, statement: str) -> list[tuple[int, Any]]:
    if not statement:
        return []
    cursor.execute(statement)
    rows: list[tuple[int, Any]] = cursor.fetchall()
    return rows


def _part(cursor: Any, number: int, asked: Question) -> str:
    try:
        sql, values = asked.query.sql_with_params() if isinstance(asked, QuerySet) else asked
    except EmptyResultSet:  # it asks about no group
        return ""
    head: str = cursor.mogrify("SELECT %s, to_jsonb(asked) FROM (", [number])
    part: str = cursor.mogrify(sql, values)
    return f"{head}{part}) asked"
