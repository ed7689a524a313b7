"""Every Celery entry point, one thin list."""

from gpleadership.celery import app


@app.task(name="gpleadership.tasks.look")
def look() -> int:
    """There may be work: do all jobs that are due. How many were done."""
    from groups.jobs.worker import drain

    return drain()


def poke() -> None:
    """Ask a worker to look. Gives up at once where the broker does not answer; beat asks again."""
    look.apply_async(retry=False, expires=app.conf.poke_expires)
