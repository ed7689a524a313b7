"""The sign of life of a running job, from a thread with a connection of its own.

So progress is seen at once even while the handler is inside a transaction, and a handler that waits
for one long statement is not taken for dead.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from time import monotonic
from typing import Final

from django.db import DatabaseError, connection
from django.utils import timezone

from groups.jobs.models import Job
from groups.jobs.progress import Progress

TOLD_EVERY: Final = 0.5
"""Seconds between looks at what the handler has told."""
BEATS_EVERY: Final = 10.0
"""Seconds between signs of life where nothing was told."""
LONGEST: Final = timedelta(hours=2)
"""After this a run gives no more signs of life: it hangs, and another may try."""


@contextmanager
def beating(job: Job) -> Iterator[Progress]:
    """A `Progress` that is written to the job's row while the block runs."""
    stop, taken_over = Event(), Event()
    progress = Progress(taken_over=taken_over)
    thread = Thread(target=_beat, args=(job, progress, stop, taken_over), daemon=True)
    thread.start()
    try:
        yield progress
    finally:
        stop.set()
        thread.join()


def _beat(job: Job, progress: Progress, stop: Event, taken_over: Event) -> None:
    began = last = monotonic()
    told = (0, 0, "")
    try:
        while not stop.wait(TOLD_EVERY) and monotonic() - began < LONGEST.total_seconds():
            now = (progress.done, progress.total, progress.note)
            if now == told and monotonic() - last < BEATS_EVERY:
                continue
            if not _write(job, now):
                taken_over.set()
                return
            told, last = now, monotonic()
    finally:
        connection.close()


def _write(job: Job, now: tuple[int, int, str]) -> bool:
    """Whether the job is still this run's. A database that does not answer just now changes nothing."""
    done, total, note = now
    try:
        mine = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)
        if mine.update(done=done, total=total, note=note, heartbeat_at=timezone.now()):
            return True
        return not Job.objects.filter(pk=job.pk).exists()  # not committed yet: a test's own transaction
    except DatabaseError:
        return True
