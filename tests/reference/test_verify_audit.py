"""`verify_audit` finds what somebody with the database's own keys has changed."""

from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection

from gpleadership.lib.scopes import open_scope, system_scope
from groups.log.models import PLATFORM
from groups.log.record import record
from tests.cast import Cast
from tests.database import owner


@pytest.fixture
def chained(committed_cast: Cast) -> Cast:
    """Five entries in Eastmere's chain and one in the platform's, some with personal values."""
    cast, group = committed_cast, committed_cast.eastmere
    for number in range(5):
        with open_scope(read=[group.pk], write=[group.pk]):
            personal = {"name": f"Dr {number}"} if number % 2 else None
            record(group.pk, f"verb {number}", by=cast["chair"], after={"n": number}, personal=personal)
    with system_scope("a test's own entry"):
        record(PLATFORM, "place added", by=cast["platform_staff"], after={"name": "X"})
    return cast


def tamper(sql: str, **params: Any) -> None:
    """Change something behind the portal's back: as the keeper, whom only a superuser can become."""
    with owner(settings.DATABASES["owner"]["NAME"]) as connection:
        connection.execute("SET ROLE gpl_keeper")
        assert connection.execute(sql, params).rowcount > 0


def verdict() -> tuple[bool, str]:
    out = StringIO()
    try:
        call_command("verify_audit", stdout=out)
    except CommandError as error:
        return False, f"{out.getvalue()}{error}"
    return True, out.getvalue()


def test_a_whole_log(chained: Cast) -> None:
    assert verdict() == (True, "The log is whole: 6 entries in 3 chains.\n")


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        (
            "UPDATE groups_logentry SET body = replace(body, '\"n\": 2', '\"n\": 3') WHERE verb = 'verb 2'",
            "eastmere, entry 3: its hash does not follow from its words and the entry before it",
        ),
        ("UPDATE groups_logentry SET body = 'x' WHERE verb = 'verb 2'", "eastmere, entry 3: its words cannot be read"),
        (
            "UPDATE groups_logentry SET actor_id = actor_id + 1 WHERE verb = 'verb 2'",
            "eastmere, entry 3: its columns differ from its words",
        ),
        (
            "UPDATE groups_logentry SET at = at - interval '1 day' WHERE verb = 'verb 2'",
            "eastmere, entry 3: its columns differ from its words",
        ),
        ("DELETE FROM groups_logentry WHERE verb = 'verb 2'", "eastmere, entry 3: entry 3 is missing"),
        (
            "DELETE FROM groups_logentry WHERE verb = 'verb 4'",
            "eastmere, entry 4: the chain does not end where its head says",
        ),
        (
            "DELETE FROM groups_loghead WHERE group_id = 0",
            "platform, entry 1: the chain does not end where its head says",
        ),
        (
            "UPDATE groups_loghead SET hash = repeat('0', 64) WHERE group_id = 0",
            "platform, entry 1: the chain does not end where its head says",
        ),
        (
            'UPDATE groups_logpersonal SET data = \'{"name": "Dr X"}\'',
            "eastmere, entry 2: its personal values were changed",
        ),
        (
            "UPDATE groups_logentry SET body = replace(body, 'place added', 'place lost') WHERE group_id = 0",
            "platform, entry 1: its hash does not follow",
        ),
    ],
)
def test_each_corruption_is_said_with_its_place(chained: Cast, sql: str, sentence: str) -> None:
    if sql.startswith("DELETE FROM groups_logentry"):
        tamper("DELETE FROM groups_logpersonal")
    tamper(sql)
    whole, words = verdict()
    assert not whole
    assert sentence in words
    assert "The log is not whole" in words


def test_rows_that_changed_places(chained: Cast) -> None:
    group = chained.eastmere.pk
    swap = "UPDATE groups_logentry SET seq = %(to)s WHERE group_id = %(group)s AND seq = %(at)s"
    for at, to in ((2, 99), (3, 2), (99, 3)):
        tamper(swap, group=group, at=at, to=to)
    whole, words = verdict()
    assert not whole
    assert "eastmere, entry 2: its columns differ from its words" in words
    assert "eastmere, entry 3: its hash does not follow" in words


def test_a_chain_without_its_group_is_verified_too(chained: Cast) -> None:
    with system_scope("a test's own entry"):
        record(987654, "verb", by=None)
    assert verdict()[0]
    tamper("UPDATE groups_logentry SET hash = repeat('f', 64) WHERE group_id = 987654")
    assert "group 987654, entry 1" in verdict()[1]


def test_erased_personal_values_leave_the_log_whole(chained: Cast) -> None:
    tamper("DELETE FROM groups_logpersonal")
    assert verdict()[0]


def test_the_app_itself_cannot_change_the_log(chained: Cast) -> None:
    for table in ("groups_logentry", "groups_logpersonal", "groups_loghead"):
        with pytest.raises(DatabaseError, match="permission denied"), system_scope("a test tries"):
            connection.cursor().execute(f"DELETE FROM {table}")
