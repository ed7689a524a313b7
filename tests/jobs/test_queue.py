"""A job from asking to done."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from threading import Event, Thread
from time import sleep
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from gpleadership.lib.refusal import Refused
from groups.jobs import heartbeat, queue, registry, wake
from groups.jobs.actions import enqueue
from groups.jobs.models import Job
from groups.jobs.progress import Progress, TakenOver
from groups.jobs.registry import job_kind
from groups.jobs.worker import drain, run
from tests.cast import Cast


@pytest.fixture
def kinds() -> Iterator[dict[str, Any]]:
    """Handlers of tests are forgotten afterwards."""
    known = dict(registry._kinds)
    yield registry._kinds
    registry._kinds.clear()
    registry._kinds.update(known)


@pytest.fixture
def double(kinds: dict[str, Any]) -> list[int]:
    """A kind of job that doubles a number, and what it was given."""
    seen: list[int] = []

    @job_kind("double")
    def handler(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
        seen.append(arguments["number"])
        progress.tell(1, 2, "Doubling")
        return {"number": arguments["number"] * 2}

    return seen


def _failing(name: str, error: Exception) -> None:
    @job_kind(name)
    def handler(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
        raise error


def _age(job: Job, seconds: int) -> None:
    Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - timedelta(seconds=seconds))


def test_a_job_is_kept_then_done_with_its_result(cast: Cast, double: list[int]) -> None:
    job = enqueue("double", {"number": 21}, by=cast["chair"])
    assert (job.state, job.requested_by, job.arguments) == ("waiting", cast["chair"], {"number": 21})
    assert drain() == 1
    job.refresh_from_db()
    assert (job.state, job.result, job.attempts, job.error) == ("done", {"number": 42}, 1, "")
    assert job.finished_at is not None
    assert drain() == 0
    assert double == [21]


def test_an_unknown_kind_is_refused_when_asked_for(db: None) -> None:
    with pytest.raises(LookupError, match="No package registers jobs of the kind “nothing”"):
        enqueue("nothing", {}, by=None)


def test_two_functions_cannot_do_one_kind(double: list[int]) -> None:
    with pytest.raises(LookupError, match="Two functions do jobs of the kind “double”"):
        job_kind("double")(lambda arguments, progress: {})


def test_with_a_key_the_open_job_is_returned_instead_of_a_second(cast: Cast, double: list[int]) -> None:
    first = enqueue("double", {"number": 1}, by=cast["chair"], key="one at a time")
    assert enqueue("double", {"number": 2}, by=None, key="one at a time") == first
    drain()
    assert enqueue("double", {"number": 3}, by=None, key="one at a time") != first
    drain()
    assert double == [1, 3]


def test_a_job_of_later_waits(db: None, double: list[int]) -> None:
    job = enqueue("double", {"number": 1}, by=None, due_at=timezone.now() + timedelta(minutes=5))
    assert drain() == 0
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
    assert drain() == 1


def test_a_refusal_is_final_and_its_sentence_is_kept(db: None, kinds: object) -> None:
    _failing("refuse", Refused("That file was applied on 6 August 2018."))
    job = enqueue("refuse", {}, by=None)
    drain()
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "That file was applied on 6 August 2018.")


def test_any_other_failure_is_tried_again_later_and_given_up_after_the_fifth(
    db: None, kinds: object, caplog: pytest.LogCaptureFixture
) -> None:
    _failing("break", ValueError("dr.klein@example.org"))
    job = enqueue("break", {}, by=None)
    for attempt, seconds in enumerate((10, 40, 90, 160), start=1):
        assert drain() == 1
        job.refresh_from_db()
        assert (job.state, job.attempts, job.note) == ("waiting", attempt, "It will be tried again")
        assert seconds - 5 < (job.due_at - timezone.now()).total_seconds() <= seconds
        assert drain() == 0
        Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
    drain()
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("failed", 5)
    assert job.error == "It did not work, and neither did four more attempts. Support can find out why."
    assert [record.__dict__["job"] for record in caplog.records if record.message == "job failed"] == [
        str(job.public_id)
    ] * 5


def test_a_job_left_half_way_is_taken_again_when_it_gives_no_sign_of_life(db: None, double: list[int]) -> None:
    job = enqueue("double", {"number": 4}, by=None)
    assert queue.claim() == job
    _age(job, 59)
    assert queue.claim() is None
    _age(job, 61)
    assert drain() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 2)


def test_a_job_that_kills_its_worker_five_times_is_given_up(db: None, double: list[int]) -> None:
    job = enqueue("double", {"number": 4}, by=None)
    for _ in range(queue.MOST_ATTEMPTS):
        queue.claim()
        _age(job, 61)
    assert drain() == 1
    job.refresh_from_db()
    assert (job.state, job.error, double) == ("failed", queue.GIVEN_UP, [])


def test_a_run_that_was_given_up_cannot_end_what_another_runs(db: None, double: list[int]) -> None:
    enqueue("double", {"number": 4}, by=None)
    late = queue.claim()
    assert late is not None
    _age(late, 61)
    assert queue.claim() == late
    assert queue.finish(late, {"number": 0}) is False
    assert queue.fail(late, "no") is False
    assert queue.put_back(late) is False
    late.refresh_from_db()
    assert (late.state, late.attempts, late.result) == ("running", 2, {})


def test_two_workers_never_take_the_same_job(committed: None, double: list[int]) -> None:
    enqueue("double", {"number": 1}, by=None)
    enqueue("double", {"number": 2}, by=None)
    taken: list[Job | None] = []
    go = Event()

    def other() -> None:
        go.wait(5)
        taken.append(queue.claim())
        connection.close()

    thread = Thread(target=other)
    thread.start()
    with transaction.atomic():
        mine = queue.claim()
        go.set()
        thread.join(5)
    assert mine is not None
    assert taken[0] is not None
    assert {mine.arguments["number"], taken[0].arguments["number"]} == {1, 2}


def test_progress_is_seen_while_the_handler_is_inside_its_transaction(
    committed: None, kinds: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "TOLD_EVERY", 0.02)
    seen: list[tuple[int, int, str]] = []

    @job_kind("long")
    def handler(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
        with transaction.atomic():
            Job.objects.filter(kind="nothing").update(note="")
            progress.tell(3, 7, "Reading the third of seven")
            sleep(0.3)
            thread = Thread(target=look)
            thread.start()
            thread.join()
        return {}

    def look() -> None:
        row = Job.objects.get()
        seen.append((row.done, row.total, row.note))
        connection.close()

    enqueue("long", {}, by=None)
    drain()
    assert seen == [(3, 7, "Reading the third of seven")]


def test_a_run_whose_job_was_taken_over_stops(committed: None, kinds: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "TOLD_EVERY", 0.02)
    stopped: list[bool] = []

    @job_kind("slow")
    def handler(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
        Job.objects.update(attempts=2)
        try:
            for number in range(100):
                progress.tell(number, 100)
                sleep(0.02)
        except TakenOver:
            stopped.append(True)
            raise
        return {}

    job = enqueue("slow", {}, by=None)
    claimed = queue.claim()
    assert claimed is not None
    run(claimed)
    job.refresh_from_db()
    assert (stopped, job.state) == ([True], "running")


def test_many_jobs_of_one_transaction_are_one_poke(
    committed: None, double: list[int], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    poked: list[int] = []
    settings.JOBS_WAKE = "tests.jobs.test_queue.poked"
    monkeypatch.setattr("tests.jobs.test_queue.poked", lambda: poked.append(Job.objects.count()), raising=False)
    with transaction.atomic():
        for number in range(5):
            enqueue("double", {"number": number}, by=None)
        assert poked == []
    assert poked == [5]


def test_a_broker_that_is_down_fails_nobody(
    committed: None, double: list[int], settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.JOBS_WAKE = "tests.jobs.test_queue.broken_broker"
    job = enqueue("double", {"number": 1}, by=None)
    assert Job.objects.get() == job
    assert [record.message for record in caplog.records] == ["jobs not poked"]


def broken_broker() -> None:
    raise OSError("no broker here")


def test_the_poke_is_named_by_a_setting_and_known(settings: Any) -> None:
    from gpleadership.tasks import poke

    assert f"{poke.__module__}.{poke.__name__}" == settings.JOBS_WAKE
    assert wake.poke.__module__ == "groups.jobs.wake"
