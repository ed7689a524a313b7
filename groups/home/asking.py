"""What the homes ask the database for: every part's own question, all of them in one statement."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

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
_NAMED: Final = re.compile(r"%\((\w+)\)s")


def answers(asks: Iterable[Ask], standings: Standings, person_id: int, today: date) -> Rows:
    """What was asked for, by who asked: one statement, however many ask. Two who share a question ask it once."""
    wanted = list(dict.fromkeys(asks))
    rows: dict[Ask, list[Facts]] = {ask: [] for ask in wanted}
    if not wanted:
        return rows
    groups = [group.pk for group, _ in standings]
    managed = [group.pk for group, standing in standings if standing.can(Capability.MANAGE)]
    asking = Asking(groups, managed, person_id, timezone.now(), today)
    parts = [part for number, ask in enumerate(wanted) if (part := _part(number, ask(asking)))]
    for number, facts in _fetched(parts):
        rows[wanted[number]].append(facts if isinstance(facts, dict) else json.loads(facts))
    return rows


def _fetched(parts: Sequence[tuple[str, list[Any]]]) -> list[tuple[int, Any]]:
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql for sql, _ in parts), [value for _, values in parts for value in values])
        rows: list[tuple[int, Any]] = cursor.fetchall()
    return rows


def _part(number: int, asked: Question) -> tuple[str, list[Any]] | None:
    try:
        sql, values = asked.query.sql_with_params() if isinstance(asked, QuerySet) else _in_order(*asked)
    except EmptyResultSet:  # it asks about no group
        return None
    return f"SELECT {number}, to_jsonb(asked) FROM ({sql}) asked", list(values)  # noqa: S608 -- parts’ own words


def _in_order(sql: str, values: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """Values by their place instead of by their name."""
    return _NAMED.sub("%s", sql), [values[name] for name in _NAMED.findall(sql)]
