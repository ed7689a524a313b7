"""Doing what is due, as a worker does."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from groups.jobs.models import Job
from groups.jobs.worker import drain


def work() -> None:
    """All jobs that are due now."""
    drain()


def bring_forward(kind: str) -> None:
    """Let jobs of a kind that wait for their day be due."""
    Job.objects.filter(kind=kind, state=Job.State.WAITING).update(due_at=timezone.now() - timedelta(seconds=1))


def failed() -> list[Any]:
    """What failed jobs have said."""
    return list(Job.objects.filter(state=Job.State.FAILED).values_list("kind", "error"))
