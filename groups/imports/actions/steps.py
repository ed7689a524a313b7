"""The steps of an import in the browser. Each ends in a state that its page shows; slow ones are jobs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from gpleadership.lib.refusal import Refused
from groups.imports import storage
from groups.imports.enums import OPEN, State
from groups.imports.models import ImportBatch
from groups.jobs.actions import enqueue
from groups.jobs.models import Job
from groups.people.models import Person
from groups.reference.policies import check_platform

DECIDED = "This import is {state} already, so nothing was done. Look at it again."


def bring_in(files: Sequence["UploadedFile[Any]"], *, allow_older: bool = False, by: Person) -> ImportBatch:
    """Keep uploaded files and have them read."""
    check_platform(by)
    batch = ImportBatch(requested_by=by, forced=allow_older, minimum_rows=1 if settings.DEMO else None)
    storage.keep(batch, files)
    with transaction.atomic():
        batch.save()
        _go_on(batch, State.READING, by=by)
    return batch


def confirm_dates(batch: ImportBatch, days: Mapping[int, date], *, by: Person) -> ImportBatch:
    """Say of which day each undated file is (by the file's id), and have the changes worked out."""
    check_platform(by)
    with transaction.atomic():
        locked = _locked(batch, State.DATES)
        for file in locked.files.filter(pk__in=days):
            if file.as_at != days[file.pk]:
                file.as_at, file.as_at_source = days[file.pk], "given by platform staff"
            file.as_at_confirmed = True
            file.save(update_fields=["as_at", "as_at_source", "as_at_confirmed"])
        _go_on(locked, State.STAGING, by=by)
    return locked


def look_again(batch: ImportBatch, *, by: Person) -> ImportBatch:
    """Work out the changes anew: another import was applied since they were."""
    check_platform(by)
    with transaction.atomic():
        locked = _locked(batch, State.STAGED)
        _go_on(locked, State.STAGING, by=by)
    return locked


def approve(batch: ImportBatch, *, by: Person) -> ImportBatch:
    """Have the changes that were shown applied."""
    check_platform(by)
    with transaction.atomic():
        locked = _locked(batch, State.STAGED)
        _go_on(locked, State.APPLYING, by=by)
    return locked


def discard(batch: ImportBatch, *, by: Person) -> ImportBatch:
    """Give an import up before it is applied: its files are removed, nothing changes."""
    check_platform(by)
    with transaction.atomic():
        locked = ImportBatch.objects.select_for_update(of=["self"]).get(pk=batch.pk)
        if not can_discard(locked):
            raise Refused(DECIDED.format(state=locked.get_state_display().lower()))
        locked.state = State.DISCARDED
        locked.save(update_fields=["state"])
        locked.changes.all().delete()
        transaction.on_commit(lambda: storage.forget(locked))
    return locked


def can_discard(batch: ImportBatch) -> bool:
    """Whether it can still be given up: it is open, and not just being applied."""
    stuck = batch.job is not None and batch.job.state == Job.State.FAILED
    return batch.state in OPEN and (batch.state != State.APPLYING or stuck)


def _locked(batch: ImportBatch, state: State) -> ImportBatch:
    locked = ImportBatch.objects.select_for_update(of=["self"]).get(pk=batch.pk)
    if locked.state != state:
        raise Refused(DECIDED.format(state=locked.get_state_display().lower()))
    return locked


def _go_on(batch: ImportBatch, state: State, *, by: Person) -> None:
    batch.state = state
    batch.job = enqueue("imports.go_on", {"batch": batch.pk}, by=by)
    batch.save(update_fields=["state", "job"])
