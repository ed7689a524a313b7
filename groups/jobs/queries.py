"""Reading a job for the page of whoever waits for it."""

from uuid import UUID

from django.db.models import Q

from groups.jobs.models import Job
from groups.people.models import Person


def job_for(person: Person, public_id: UUID) -> Job | None:
    """The job, if this person asked for it or is platform staff."""
    mine = Q() if person.is_platform_staff else Q(requested_by=person)
    return Job.objects.filter(mine, public_id=public_id).first()
