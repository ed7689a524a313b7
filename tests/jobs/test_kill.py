"""Workers and brokers that are killed lose no job: real Celery, real Redis, kill -9."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.models import QuerySet

from groups.jobs.models import Job
from groups.models import SubIcb
from tests.jobs.portal import Processes, until

pytestmark = pytest.mark.slow


@pytest.fixture
def processes(committed: None, tmp_path: Path) -> Iterator[Processes]:
    started = Processes(tmp_path)
    (tmp_path / "runs").touch()
    yield started
    started.end()


def _jobs() -> QuerySet[Job]:
    """Without what comes round by itself."""
    return Job.objects.filter(kind="tests.effect")


def _done() -> int:
    return _jobs().filter(state=Job.State.DONE).count()


def _no_job_is_lost(processes: Processes, count: int) -> None:
    """Every job is done, each effect is there once, and only what was killed half-way ran again."""
    assert Counter(_jobs().values_list("state", flat=True)) == {"done": count}
    assert sorted(SubIcb.objects.values_list("name", flat=True)) == sorted(f"Effect {n}" for n in range(count))
    attempts = dict(_jobs().values_list("arguments__number", "attempts"))
    assert Counter(processes.runs()) == attempts
    assert set(attempts.values()) == {1, 2}, "a kill should have hit some jobs half-way, and no job twice"


def _is_killed_half_way(processes: Processes, first: int, last: int, *names: str) -> None:
    """Ask for jobs, kill while some are being done, start again and wait until all are done."""
    processes.ask(first, last - first)
    until(lambda: _done() >= first + 4, 20, "some jobs are done")
    for name in names:
        processes.kill(name)
    assert _done() < last
    assert _jobs().filter(state=Job.State.RUNNING).count() >= 1
    if "redis" in names:
        processes.start_redis()
    processes.start_worker()
    until(lambda: _done() == last, 20, "all jobs are done")
    _no_job_is_lost(processes, last)


def test_folder_broker_a_killed_worker_loses_no_job(processes: Processes) -> None:
    processes.start_worker()
    _is_killed_half_way(processes, 0, 14, "worker")


def test_folder_broker_a_poke_is_enough(processes: Processes) -> None:
    processes.beat_seconds = 3600
    processes.start_worker()
    until(lambda: "ready." in processes.says("worker"), 20, "the worker is ready")
    processes.ask(0, 2)
    until(lambda: _done() == 2, 5, "poked jobs are done at once")


@pytest.mark.redis
def test_redis_a_killed_worker_and_a_killed_broker_lose_no_job(processes: Processes) -> None:
    processes.start_redis()
    processes.start_worker()
    processes.ask(0, 2)
    until(lambda: _done() == 2, 20, "jobs are done")
    processes.kill("redis")
    processes.ask(2, 2)  # asked for while nobody can be poked
    processes.start_redis()
    until(lambda: _done() == 4, 20, "the worker has found its broker again")
    _is_killed_half_way(processes, 4, 18, "worker", "redis")
