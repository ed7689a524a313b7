"""What the homes ask the database for: every part's own question, all of them in one statement."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from groups.home.given import Asking, Values
from groups.home.statement import Ask, statement_of
from groups.tenancy.capabilities import Capability
from groups.tenancy.models import LeadershipGroup
from groups.tenancy.standing import Standing

__all__ = ["Ask", "Asking", "Facts", "Rows", "Standings", "answers"]

Standings = Sequence[tuple[LeadershipGroup, Standing]]
Facts = Mapping[str, Any]
"""A row of an `Ask`'s answer, as JSON: dates and instants are text in ISO form, numbers are numbers."""
Rows = Mapping[Ask, Sequence[Facts]]


def answers(asks: Iterable[Ask], standings: Standings, person_id: int, today: date) -> Rows:
    """What was asked for, by who asked: one statement, however many ask. Two who share a question ask it once."""
    groups = [group.pk for group, _ in standings]
    managed = [group.pk for group, standing in standings if standing.can(Capability.MANAGE)]
    values = Values(groups, managed, person_id, timezone.now(), today)
    rows: dict[Ask, list[Facts]] = {ask: [] for ask in asks}
    asked = tuple(ask for ask in rows if statement_of((ask,)).concerns(values))
    for number, facts in _fetched(asked, values):
        rows[asked[number]].append(facts if isinstance(facts, dict) else json.loads(facts))
    return rows


def _fetched(asks: tuple[Ask, ...], values: Values) -> list[tuple[int, Any]]:
    if not asks:
        return []
    statement = statement_of(asks)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.bound(values))
        rows: list[tuple[int, Any]] = cursor.fetchall()
    return rows
