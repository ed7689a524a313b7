"""Copies of one’s data: asked for, made, downloaded, forgotten."""

from typing import Final

from django.utils import timezone

from groups.jobs.actions import enqueue
from groups.log.whole import whole
from groups.mydata import storage
from groups.mydata.actions._keeping import hold, note
from groups.mydata.models import DataExport
from groups.mydata.queries import exports
from groups.mydata.rules import forgotten_at
from groups.mydata.sending import About, tell_later
from groups.people.models import Person

EXPORT: Final = "mydata.export"
FORGET: Final = "mydata.forget"


@whole()
def ask_for_copy(*, by: Person) -> tuple[DataExport, bool]:
    """A copy that is being made, and whether this began it: one is made at a time."""
    hold(by)
    for there in exports(by):
        if there.is_being_made:
            return there, False
    export = DataExport.objects.create(person=by)
    export.job = enqueue(EXPORT, {"export": export.pk}, by=by)
    export.save(update_fields=["job"])
    note("copy of own data asked for", by=by, subject=export)
    return export, True


@whole()
def finish_copy(export: DataExport, content: bytes) -> None:
    """Keep a copy that was made, for a week, in place of those before it. Twice is once; of nobody it is not kept."""
    person = hold(export.person)  # who is being erased is waited for
    fresh = DataExport.objects.select_for_update(of=("self",)).select_related("person").get(pk=export.pk)
    if fresh.ready_at is not None or not person.is_active:
        return
    fresh.size, fresh.ready_at = storage.keep(fresh, content), timezone.now()
    fresh.save(update_fields=["size", "ready_at"])
    for old in exports(fresh.person).exclude(pk=fresh.pk).filter(ready_at__isnull=False, forgotten_at=None):
        forget_copy(old)
    enqueue(FORGET, {"export": fresh.pk}, by=None, due_at=forgotten_at(fresh.ready_at))
    tell_later(About.COPY_READY, fresh.pk)


def forget_copy(export: DataExport) -> None:
    """Delete a copy’s file; that there was one stays. Twice is once."""
    storage.forget(export)
    if export.forgotten_at is None and export.ready_at is not None:
        export.forgotten_at = timezone.now()
        export.save(update_fields=["forgotten_at"])


@whole()
def note_download(export: DataExport, *, by: Person) -> None:
    """Note that a copy was downloaded."""
    export.opened_at = timezone.now()
    export.save(update_fields=["opened_at"])
    note("copy of own data downloaded", by=by, subject=export)
