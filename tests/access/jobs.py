"""Who sees a job: whoever asked for it, and platform staff."""

from typing import Any

from groups.jobs.models import Job
from tests.access.routes import Route, platform
from tests.cast import Cast


def _job(cast: Cast) -> dict[str, Any]:
    job = Job.objects.create(kind="imports.go_on", requested_by=cast["secretariat"])
    return {"job": job.public_id}


ROUTES = [Route("jobs:job", platform() | {"secretariat": 200}, _job)]
