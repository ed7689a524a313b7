"""Finding files that are already there."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Q

from gpleadership.lib.documents import model
from gpleadership.lib.documents.making import Format, content_key
from groups.documents.enums import MAKE
from groups.documents.models import Document, DocumentBytes
from groups.jobs.models import Job
from groups.jobs.queries import job_for
from groups.people.models import Person
from groups.tenancy.models import LeadershipGroup


def ready(
    group: LeadershipGroup, kind: str, subject: str, content: model.Document | None = None
) -> Mapping[Format, Document]:
    """The file of each format that says what is asked for: an adopted one, or one of the same content."""
    wanted = Q(frozen=True)
    if content is not None:
        wanted |= Q(content_key=content_key(content))
    found = Document.objects.filter(wanted, group=group, kind=kind, subject=subject).order_by("frozen")
    return {Format(each.format): each for each in found}  # the adopted one comes last and counts


def adopted(group: LeadershipGroup, kind: str, subject: str, wanted: Format) -> Document | None:
    """The file that stays."""
    return Document.objects.filter(group=group, kind=kind, subject=subject, format=wanted, frozen=True).first()


def document_of(group: LeadershipGroup, pk: int, wanted: str) -> Document | None:
    """A file of the group."""
    found = Document.objects.filter(group=group, pk=pk, format=wanted).first()
    if found is not None:
        found.group = group
    return found


def bytes_of(document: Document) -> bytes:
    """What is in the file."""
    data = DocumentBytes.objects.filter(group_id=document.group_id, document=document).values_list("data", flat=True)
    return bytes(data.get())


def making_of(group: LeadershipGroup, public_id: UUID, person: Person) -> Job | None:
    """The job that makes a file of this group for this person."""
    job = job_for(person, public_id)
    return job if job and job.kind == MAKE and job.arguments["group"] == group.pk else None


def made_by(group: LeadershipGroup, job: Job) -> Document | None:
    """The file that a job has made, once it has."""
    made = job.result.get("document")
    return document_of(group, made, job.arguments["format"]) if made else None
