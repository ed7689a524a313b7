"""Every Celery entry point, one thin list."""

import os

from gpleadership.celery import app


@app.task(name="gpleadership.tasks.look")
def look() -> int:
    """There may be work: ask for what comes round, and do all jobs that are due. How many were done."""
    from groups.jobs.periodic import keep_coming
    from groups.jobs.worker import drain

    keep_coming()
    parent, done = os.getppid(), 0
    while os.getppid() == parent and drain(most=1):  # a worker that was killed leaves nobody working on
        done += 1
    return done


def poke() -> None:
    """Ask a worker to look. Gives up at once where the broker does not answer; beat asks again."""
    look.apply_async(retry=False, expires=app.conf.poke_expires)
