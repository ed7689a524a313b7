"""Claiming a job, and saying how it ended. Each step is a short transaction of its own."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from groups.jobs.models import Job

MOST_ATTEMPTS: Final = 5
GIVEN_UP: Final = "It was stopped five times before it was done. Ask for it again, and tell support if that goes on."


def back_off(attempts: int) -> timedelta:
    """How long to wait before the next attempt: 10, 40, 90, 160 seconds."""
    return timedelta(seconds=10 * attempts**2)


def claim() -> Job | None:
    """Take the next job that is due, or that a worker left half-way; None where there is none.

    Rows that another worker is just taking are passed over, so that no two take the same.
    """
    with transaction.atomic():
        now = timezone.now()
        job = Job.objects.select_for_update(skip_locked=True).filter(_takeable(now)).order_by("due_at", "pk").first()
        if job is None:
            return None
        if job.attempts >= MOST_ATTEMPTS:
            _end(job, Job.State.FAILED, error=GIVEN_UP)
            return job
        job.state, job.heartbeat_at, job.attempts = Job.State.RUNNING, now, job.attempts + 1
        job.done, job.total, job.note = 0, 0, ""
        job.save(update_fields=["state", "heartbeat_at", "attempts", "done", "total", "note"])
    return job


def _takeable(now: datetime) -> Q:
    dead = now - timedelta(seconds=settings.JOBS_STALE_SECONDS)
    return Q(state=Job.State.WAITING, due_at__lte=now) | Q(state=Job.State.RUNNING, heartbeat_at__lt=dead)


def waiting() -> int:
    """How many jobs are due, or being done."""
    return Job.objects.filter(state__in=Job.OPEN, due_at__lte=timezone.now()).count()


def finish(job: Job, result: Mapping[str, Any]) -> bool:
    """Mark a job done. False, and nothing changed, where another run has it meanwhile."""
    return _settle(job, Job.State.DONE, result=dict(result))


def fail(job: Job, error: str) -> bool:
    """Mark a job failed for good, with a sentence for whoever asked for it."""
    return _settle(job, Job.State.FAILED, error=error)


def put_back(job: Job) -> bool:
    """Let a job wait for its next attempt, or give it up after the last."""
    if job.attempts >= MOST_ATTEMPTS:
        return fail(job, "It did not work, and neither did four more attempts. Support can find out why.")
    due = timezone.now() + back_off(job.attempts)
    return bool(
        _mine(job).update(state=Job.State.WAITING, due_at=due, heartbeat_at=None, note="It will be tried again")
    )


def _settle(job: Job, state: str, **values: Any) -> bool:
    with transaction.atomic():
        mine = _mine(job).select_for_update().first()
        if mine is None:
            return False
        _end(mine, state, **values)
    job.state, job.error, job.result = mine.state, mine.error, mine.result
    return True


def _mine(job: Job) -> Any:
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)


def _end(job: Job, state: str, **values: Any) -> None:
    job.state, job.finished_at = state, timezone.now()
    for name, value in values.items():
        setattr(job, name, value)
    job.save(update_fields=["state", "finished_at", *values])
