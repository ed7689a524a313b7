"""Rows by raw SQL: what no action of the portal would write."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from groups.models import LeadershipGroup, Person, Seat, System

Times = tuple[int, int | None]
FROM_NOW: Times = (0, None)


def when(times: Times) -> tuple[datetime, datetime | None]:
    """Days from now as instants."""
    now = timezone.now()
    begins, ends = times
    return now + timedelta(days=begins), None if ends is None else now + timedelta(days=ends)


def add_seat_term(seat: Seat, person: Person, times: Times = FROM_NOW, part: str = "holder") -> int:
    return _add(
        "INSERT INTO groups_seatterm"
        " (group_id, seat_id, person_id, part, acting, job_title, period, end_reason, version)"
        " VALUES (%s, %s, %s, %s, false, '', tstzrange(%s, %s), '', 1) RETURNING id",
        [seat.group_id, seat.pk, person.pk, part, *when(times)],
    )


def add_office_term(group: LeadershipGroup, person: Person, office: str, times: Times = FROM_NOW) -> int:
    return _add(
        "INSERT INTO groups_officeterm (group_id, office, person_id, acting, period, end_reason, version)"
        " VALUES (%s, %s, %s, false, tstzrange(%s, %s), '', 1) RETURNING id",
        [group.pk, office, person.pk, *when(times)],
    )


def add_role(system: System, person: Person, kind: str = "clinical", times: Times = FROM_NOW) -> int:
    begins, ends = when(times)
    return _add(
        "INSERT INTO groups_systemrole"
        " (system_id, person_id, kind, title, period, declared_at, declared_by_id, end_reason, version)"
        " VALUES (%s, %s, %s, 'Pathway lead, frailty', tstzrange(%s, %s), %s, %s, '', 1) RETURNING id",
        [system.pk, person.pk, kind, begins, ends, begins, person.pk],
    )


def add_staff(system: System, person: Person, times: Times = FROM_NOW) -> int:
    return _add(
        "INSERT INTO groups_systemstaffterm (system_id, person_id, period, job_title)"
        " VALUES (%s, %s, tstzrange(%s, %s), '') RETURNING id",
        [system.pk, person.pk, *when(times)],
    )


def run(statement: str, *values: object) -> int:
    """A statement, and how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def _add(statement: str, values: list[object]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.fetchone()[0])


@contextmanager
def refused(constraint: str) -> Iterator[None]:
    """The database refuses what is done here, by the name of the rule."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    cause = caught.value.__cause__
    assert isinstance(cause, psycopg.errors.ExclusionViolation)
    assert cause.diag.constraint_name == constraint
