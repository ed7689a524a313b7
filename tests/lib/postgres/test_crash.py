"""After kill -9 of the server the next start works at once and has everything that was committed."""

import contextlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg
import pytest

from gpleadership.lib.postgres import Cluster, PostgresUnavailable, embedded, server

pytestmark = pytest.mark.slow

BUSY = b"DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$"


def postmaster(cluster: Cluster) -> int:
    return int((cluster.home.folders.data / "postmaster.pid").read_text().split("\n")[0])


def rows(cluster: Cluster) -> list[tuple[object, ...]]:
    with psycopg.connect(cluster.url("app")) as connection:
        return connection.execute("SELECT words FROM kept ORDER BY words").fetchall()


def keep(cluster: Cluster, words: str) -> None:
    with psycopg.connect(cluster.url("owner")) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (words text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [words])


@pytest.fixture
def busy(cluster: Cluster) -> None:
    """A session that works so hard that it does not notice the end of its postmaster."""

    def work() -> None:
        with (
            contextlib.suppress(psycopg.OperationalError),
            psycopg.connect(cluster.url("owner"), autocommit=True) as connection,
        ):
            connection.execute(BUSY)

    Thread(target=work, daemon=True).start()
    wanted = "SELECT FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'DO%'"
    with psycopg.connect(cluster.url("owner"), autocommit=True) as watcher:
        while watcher.execute(wanted).fetchone() is None:
            time.sleep(0.01)


def test_a_killed_server_restarts_with_all_that_was_committed(cluster: Cluster, var: Path) -> None:
    keep(cluster, "before the kill")
    os.kill(postmaster(cluster), signal.SIGKILL)
    assert rows(embedded(var)) == [("before the kill",)]


@pytest.mark.usefixtures("busy")
def test_sessions_that_outlive_the_server_are_ended_first(cluster: Cluster, var: Path) -> None:
    keep(cluster, "with a busy session")
    os.kill(postmaster(cluster), signal.SIGKILL)
    begun = time.monotonic()
    again = embedded(var)
    assert ("with a busy session",) in rows(again)
    assert time.monotonic() - begun < 3


def test_another_process_restarts_it_too(cluster: Cluster, another: Callable[..., Any]) -> None:
    keep(cluster, "for another process")
    os.kill(postmaster(cluster), signal.SIGKILL)
    another()
    assert ("for another process",) in rows(cluster)


def test_a_note_that_names_an_unrelated_process_does_not_stop_the_start(cluster: Cluster, var: Path) -> None:
    keep(cluster, "before the process id went to somebody else")
    os.kill(postmaster(cluster), signal.SIGKILL)
    folders = cluster.home.folders
    for note in (folders.data / "postmaster.pid", folders.socket / ".s.PGSQL.5432.lock"):
        _, _, rest = note.read_text().partition("\n")
        note.write_text(f"1\n{rest}")
    assert ("before the process id went to somebody else",) in rows(embedded(var))


def test_a_server_that_cannot_start_says_why(cluster: Cluster, var: Path) -> None:
    cluster.leave()
    settings = cluster.home.folders.data / "postgresql.auto.conf"
    before = settings.read_text()
    settings.write_text("work_mem = 'much'\n")
    try:
        with pytest.raises(PostgresUnavailable, match=r"did not start. The end of its log .*much"):
            embedded(var)
    finally:
        settings.write_text(before)


def test_a_server_that_never_answers_is_given_up(cluster: Cluster, var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "START_WITHIN", 0.2)
    monkeypatch.setattr(server, "ANSWERS_WITHIN", 1)
    os.kill(postmaster(cluster), signal.SIGSTOP)
    try:
        with pytest.raises(PostgresUnavailable, match="has not answered for 0 seconds"):
            embedded(var)
    finally:
        os.kill(postmaster(cluster), signal.SIGCONT)
    assert embedded(var).is_up()
