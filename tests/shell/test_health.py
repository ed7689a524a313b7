"""What machines ask."""

from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from gpleadership.views import health


@pytest.fixture(autouse=True)
def forgetful() -> None:
    health._migrated.cache_clear()


def test_healthz_asks_nothing() -> None:  # no database fixture: a query would fail
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.content, answer.cookies) == (200, b"ok", {})


def test_readyz_says_what_works(db: None) -> None:
    answer = Client().get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "broker": True, "migrations": True}


def test_migrations_are_looked_for_until_they_are_there(db: None, django_assert_num_queries: Any) -> None:
    assert health.migrations_applied()
    with django_assert_num_queries(0):
        assert health.migrations_applied()


def test_waiting_migrations_are_not_ready_and_not_remembered(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    plans = [["one"], []]
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *_: plans.pop(0))
    assert [health.migrations_applied(), health.migrations_applied()] == [False, True]


def test_a_database_that_fails_is_said_without_its_words(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def cursor(self) -> None:
            raise DatabaseError("password of host db.internal is wrong")

    health._migrated()
    monkeypatch.setattr(health, "connection", Broken())
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"database": False, "broker": True, "migrations": True}


def test_a_broker_folder_that_cannot_be_written_is_not_ready(settings: Any, tmp_path: Path) -> None:
    settings.REDIS_URL = None
    settings.BROKER_FOLDER = tmp_path / "not" / "there" / "yet"
    assert health.broker_takes_messages()
    (tmp_path / "file").write_text("")
    settings.BROKER_FOLDER = tmp_path / "file"
    assert not health.broker_takes_messages()


def test_a_redis_that_does_not_answer_is_not_ready(settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert not health.broker_takes_messages()
