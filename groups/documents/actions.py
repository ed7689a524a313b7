"""Asking for a document's file, and keeping one for good."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from gpleadership.lib.documents import model
from gpleadership.lib.documents.making import Format, content_key
from groups.documents import queries
from groups.documents.enums import FORGET, FREEZE, MAKE
from groups.documents.models import KEPT, Document, DocumentBytes
from groups.documents.registry import kind_of
from groups.jobs.actions import enqueue
from groups.jobs.models import Job
from groups.log.record import record
from groups.people.models import Person
from groups.tenancy.models import LeadershipGroup


def ask_for(group: LeadershipGroup, kind: str, subject: str, wanted: Format, *, by: Person) -> Job | Document:
    """The file, if one is there that says the same or was adopted; else the job that makes it.

    Whether the person may read it is the caller's to check. Raises LookupError for a kind or subject there is not.
    """
    if stays := queries.adopted(group, kind, subject, wanted):
        return stays
    content = kind_of(kind).builder(group, subject)
    if found := queries.ready(group, kind, subject, content).get(wanted):
        return found
    arguments = {"group": group.pk, "kind": kind, "subject": subject, "format": wanted.value}
    key = hashlib.sha256(f"{arguments}:{by.pk}:{content_key(content)}".encode()).hexdigest()
    return enqueue(MAKE, arguments, by=by, key=f"{MAKE}:{key}")


def freeze(
    group: LeadershipGroup, kind: str, subject: str, *, by: Person, formats: Sequence[Format] = tuple(Format)
) -> Job:
    """Let a job make the adopted files and keep them for good: call it in the transaction of the adoption.

    The builder is asked again when the job runs, so an adopted version must itself hold everything it says.
    """
    kind_of(kind)
    forget_made([group.pk], kind=kind, subject=subject)  # adopted is read by more people than a draft
    arguments = {
        "group": group.pk,
        "kind": kind,
        "subject": subject,
        "formats": [each.value for each in formats],
        "by": by.pk,
    }
    return enqueue(FREEZE, arguments, by=by, key=f"{FREEZE}:{group.pk}:{kind}:{subject}"[:120])


def keep(
    group: LeadershipGroup, kind: str, subject: str, wanted: Format, content: model.Document, data: bytes
) -> Document:
    """Keep a file that was made; where another run was faster, that one's. It is forgotten after a while.

    Call it with the group held, and what the document says looked at since: see `hold`.
    """
    document = _kept(group, kind, subject, wanted, content, data, frozen=False)
    due = document.made_at + KEPT
    enqueue(FORGET, {"group": group.pk}, by=None, due_at=due, key=f"{FORGET}:{group.pk}:{due:%Y-%m-%d}")
    return document


def keep_for_good(
    group: LeadershipGroup, kind: str, subject: str, wanted: Format, content: model.Document, data: bytes, *, by: Person
) -> Document:
    """Keep the file of an adopted document, and say so in the log with the hash of its bytes."""
    document = _kept(group, kind, subject, wanted, content, data, frozen=True)
    after = {"title": kind_of(kind).title, "subject": subject, "format": wanted.value, "sha256": document.sha256}
    record(group.pk, "document kept", by=by, subject=document, after=after)
    return document


def forget(group_id: int, *, now: datetime | None = None) -> int:
    """Delete the files of one group that nobody adopted and that are old. How many."""
    before = (now or timezone.now()) - KEPT
    deleted, _ = Document.objects.filter(group_id=group_id, frozen=False, made_at__lte=before).delete()
    return deleted


def forget_made(group_ids: Iterable[int], **which: str) -> int:
    """Delete the files of some groups that nobody adopted, all or those of a kind and subject; how many.

    For when what they say is no longer for those who may fetch them. A job that makes one meanwhile looks again.
    """
    ids = sorted(group_ids)
    list(LeadershipGroup.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
    deleted, _ = Document.objects.filter(group_id__in=ids, frozen=False, **which).delete()
    return deleted


def hold(group: LeadershipGroup) -> None:
    """Let nothing be forgotten between looking at what a document says and keeping its file."""
    LeadershipGroup.objects.select_for_update(no_key=True).get(pk=group.pk)


def _kept(
    group: LeadershipGroup,
    kind: str,
    subject: str,
    wanted: Format,
    content: model.Document,
    data: bytes,
    *,
    frozen: bool,
) -> Document:
    same: dict[str, Any] = {"group": group, "kind": kind, "subject": subject, "format": wanted.value, "frozen": frozen}
    if not frozen:
        same["content_key"] = content_key(content)
    new: dict[str, Any] = {
        "title": content.title[:200],
        "content_key": content_key(content),
        "sha256": hashlib.sha256(data).hexdigest(),
        "size": len(data),
    }
    try:
        with transaction.atomic():
            document = Document.objects.create(**same | new)
            DocumentBytes.objects.create(document=document, group=group, data=data)
    except IntegrityError:
        document = Document.objects.get(**same)
    return document
