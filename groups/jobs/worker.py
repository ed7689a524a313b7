"""Doing what is due, one job after another. Celery's task calls it, and so does `manage.py run_jobs`."""

import logging
from collections.abc import Iterator
from itertools import count
from time import perf_counter

from django.db import close_old_connections, connection

from gpleadership.lib.refusal import Refused
from groups.jobs import queue
from groups.jobs.heartbeat import beating
from groups.jobs.models import Job
from groups.jobs.progress import TakenOver
from groups.jobs.registry import kind_of

log = logging.getLogger(__name__)


def drain(most: int | None = None) -> int:
    """Do all jobs that are due, or `most` of them. How many were taken up."""
    return sum(1 for _ in _taken(most))


def _taken(most: int | None) -> Iterator[Job]:
    for number in count():
        if number == most or (job := queue.claim()) is None:
            return
        if job.state == Job.State.RUNNING:
            run(job)
        yield job
        if not connection.in_atomic_block:
            close_old_connections()


def run(job: Job) -> None:
    """Do a claimed job and mark how it ended. A refusal is final; any other failure is tried again later."""
    began = perf_counter()
    try:
        kind = kind_of(job.kind)
        with beating(job) as progress:
            result = kind.handler(job.arguments, progress)
    except Refused as refusal:
        kept = queue.fail(job, str(refusal))
    except TakenOver:
        kept = False
    except Exception:
        log.exception("job failed", extra=_ids(job))
        kept = queue.put_back(job)
    else:
        kept = queue.finish(job, result)
    ms = round((perf_counter() - began) * 1000)
    log.info("job run" if kept else "job taken over", extra=_ids(job) | {"state": job.state, "ms": ms})


def _ids(job: Job) -> dict[str, object]:
    return {"job": str(job.public_id), "kind": job.kind, "attempt": job.attempts}
