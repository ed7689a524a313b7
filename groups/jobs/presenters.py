"""How a job reads to whoever waits for it."""

from django.utils import timezone

from gpleadership.lib import dates, parts
from gpleadership.lib.words import number
from groups.jobs.models import Job


def progress(job: Job, url: str) -> parts.Progress:
    """How far it is, in words and as a share."""
    share = min(job.done / job.total, 1.0) if job.total else None
    failed = job.state == Job.State.FAILED
    return parts.Progress(words(job), url, share, done=job.state == Job.State.DONE, failed=failed)


def words(job: Job) -> str:
    """One sentence on where the job stands."""
    match job.state:
        case Job.State.DONE:
            return f"Done {_took(job)}".strip()
        case Job.State.FAILED:
            return job.error or "It did not work."
        case Job.State.RUNNING:
            return _running(job)
        case _:
            return _waiting(job)


def _running(job: Job) -> str:
    note = job.note or "Working"
    return f"{note}: {number(job.done)} of {number(job.total)}" if job.total > 1 else note


def _waiting(job: Job) -> str:
    if job.due_at <= timezone.now():
        return "Waiting to start"
    why = f"{job.note}, on " if job.note else "It starts on "
    return f"{why}{dates.date_and_clock(job.due_at)}"


def _took(job: Job) -> str:
    if job.finished_at is None:
        return ""
    seconds = max(1, round((job.finished_at - job.created_at).total_seconds()))
    if seconds < 60:
        return f"in {seconds} second{'' if seconds == 1 else 's'}"
    return f"on {dates.date_and_clock(job.finished_at)}"
