"""Asking for work to be done, now or later."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from groups.jobs import registry, wake
from groups.jobs.models import Job
from groups.people.models import Person


def enqueue(
    kind: str,
    arguments: Mapping[str, Any],
    *,
    by: Person | None,
    key: str | None = None,
    due_at: datetime | None = None,
) -> Job:
    """A job, kept in the caller's transaction and looked at once that has committed.

    Arguments are ids and counts. With a `key`, an open job of that key is returned instead of a second one.
    Raises LookupError for a kind that no package registers.
    """
    registry.kind_of(kind)
    job = Job(kind=kind, arguments=dict(arguments), requested_by=by, key=key, due_at=due_at or timezone.now())
    if key is not None and (found := _kept_once(job, key)):
        return found
    if key is None:
        job.save(force_insert=True)
    wake.after_commit()
    return job


def _kept_once(job: Job, key: str) -> Job | None:
    """Keep the job, or give the open one that already has its key."""
    while True:
        try:
            with transaction.atomic():
                job.save(force_insert=True)
        except IntegrityError:
            if found := Job.objects.filter(key=key, state__in=Job.OPEN).first():
                return found
            job.pk = None  # the one that stood in the way has just ended
        else:
            return None
