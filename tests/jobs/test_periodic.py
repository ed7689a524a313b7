"""Jobs that come round: one open job of each kind, whoever looks, however often, and whatever is killed."""

import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.jobs import periodic, registry
from groups.jobs.models import Job
from groups.jobs.progress import Progress
from groups.jobs.registry import job_kind
from groups.jobs.worker import drain
from tests.jobs.periodic_effects import TICK
from tests.jobs.portal import Processes, until

HOUR = timedelta(hours=1)


@pytest.fixture
def daily() -> Iterator[list[str]]:
    """One periodic kind and no other, each hour, and its runs; a process that has not looked yet."""
    kinds, comes_round, runs = dict(registry._kinds), dict(periodic._kinds), []

    @job_kind("round")
    def handler(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
        runs.append("run")
        return {}

    periodic._kinds.clear()
    periodic._looked.clear()
    periodic.register_periodic("round", HOUR)
    yield runs
    periodic._looked.clear()
    for known, kept in ((registry._kinds, kinds), (periodic._kinds, comes_round)):
        known.clear()
        known.update(kept)  # type: ignore[arg-type]


def asked() -> list[Job]:
    return list(Job.objects.filter(key="periodic:round").order_by("due_at"))


def ended(at: timedelta) -> Job:
    """The open job as if it had been due, and done, so long ago."""
    job = Job.objects.get(key="periodic:round", state="waiting")
    then = timezone.now() - at
    Job.objects.filter(pk=job.pk).update(due_at=then, state="done", finished_at=then)
    job.refresh_from_db()
    return job


def test_the_first_is_due_at_once_and_the_next_a_round_later(db: None, daily: list[str]) -> None:
    assert periodic.ask() == 1
    assert drain() == 1
    assert daily == ["run"]
    assert periodic.ask() == 1
    first, second = asked()
    assert second.due_at == first.due_at + HOUR
    assert drain() == 0


def test_while_one_is_open_no_other_is_asked_for(db: None, daily: list[str]) -> None:
    assert [periodic.ask() for _ in range(3)] == [1, 0, 0]
    Job.objects.update(state="running")
    assert periodic.ask() == 0


def test_what_was_missed_is_not_made_up_for(db: None, daily: list[str]) -> None:
    periodic.ask()
    ended(5 * HOUR)
    assert periodic.ask() == 1
    assert (timezone.now() - asked()[-1].due_at).total_seconds() < 5
    drain()
    periodic.ask()
    assert drain() == 0


def test_one_that_failed_comes_round_again(db: None, daily: list[str]) -> None:
    periodic.ask()
    Job.objects.update(state="failed", finished_at=timezone.now())
    assert periodic.ask() == 1
    assert asked()[-1].due_at > timezone.now() + timedelta(minutes=50)


def test_a_process_looks_once_a_minute(db: None, daily: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr(periodic, "monotonic", lambda: clock[0])
    assert periodic.keep_coming() == 1
    with CaptureQueriesContext(connection) as captured:
        clock[0] += 59
        assert periodic.keep_coming() == 0
    assert len(captured) == 0
    with CaptureQueriesContext(connection) as captured:
        clock[0] += 2
        assert periodic.keep_coming() == 0
    assert [query["sql"].split()[0] for query in captured] == ["SAVEPOINT", "SELECT", "RELEASE"]


def test_a_look_asks_for_what_comes_round(db: None, daily: list[str]) -> None:
    from gpleadership.tasks import look

    assert look() == 1
    assert daily == ["run"]


@pytest.mark.parametrize("attempt", range(5))
def test_of_many_who_look_at_once_one_asks(committed: None, daily: list[str], attempt: int) -> None:
    gate = Barrier(6)

    def looks(number: int) -> int:
        try:
            gate.wait(10)
            return sum(periodic.ask() + drain() for _ in range(3))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(looks, range(6)))
    assert [job.state for job in asked()] == ["done", "waiting"]
    assert daily == ["run"]


# ---- Real workers, killed ----


@pytest.fixture
def processes(committed: None, tmp_path: Path) -> Iterator[Processes]:
    started = Processes(tmp_path)
    (tmp_path / "runs").touch()
    yield started
    started.end()


def start(processes: Processes, name: str) -> None:
    """A worker that knows one periodic kind."""
    flags = ("-B", "--include", "tests.jobs.periodic_effects", "--without-gossip", "--without-mingle", "-c", "1")
    processes.start(name, sys.executable, "-m", "celery", "-A", "gpleadership", "worker", "-n", name, *flags)


@pytest.mark.slow
def test_two_workers_of_which_one_is_killed_half_way_do_it_once(processes: Processes) -> None:
    runs = processes.folder / "runs"
    start(processes, "one")
    start(processes, "two")
    until(lambda: "began" in runs.read_text(), 40, "a run has begun")
    for name in ("one", "two"):
        processes.kill(name)
    start(processes, "three")
    until(lambda: Job.objects.filter(kind=TICK, state=Job.State.DONE).exists(), 40, "it is done")
    assert runs.read_text().split() == ["began", "began", "done"]
    assert Job.objects.filter(kind=TICK, state=Job.State.DONE).count() == 1
    assert Job.objects.get(kind=TICK, state=Job.State.DONE).attempts == 2
