"""The page of a job: how far it is, and where its result is."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gpleadership.lib.pages import page
from groups.jobs import presenters, registry
from groups.jobs.models import Job
from groups.jobs.queries import job_for
from groups.people.models import Person


@require_safe
@never_cache
def job_page(request: HttpRequest, job: UUID) -> HttpResponse:
    """For whoever asked for the job, and platform staff. htmx asks each second for the progress alone."""
    found = job_for(request.user, job) if isinstance(request.user, Person) else None
    if found is None:
        raise Http404
    kind = registry.shown_as(found.kind)
    ended = found.state in {Job.State.DONE, Job.State.FAILED}
    context = {
        "title": kind.title,
        "progress": presenters.progress(found, reverse("jobs:job", args=[job])),
        "result_url": kind.result_url(found) if ended and kind.result_url else "",
        "result_text": kind.result_text,
        "asked": found.created_at,
    }
    return page(request, "groups/jobs/job.html", context, block="progress")
