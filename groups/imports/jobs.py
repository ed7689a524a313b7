"""The slow steps of an import as one kind of job: whatever its state asks for next. It may be run twice."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.urls import reverse

from gpleadership.lib.ods import BadFile
from gpleadership.lib.refusal import Refused
from groups.imports import importing, rules, storage
from groups.imports.actions.applying import ALLOW, apply_files, keep_files, keep_found
from groups.imports.enums import State
from groups.imports.models import ImportBatch
from groups.imports.queries import newest_batch
from groups.imports.rules import Dated
from groups.jobs.models import Job
from groups.jobs.progress import Progress
from groups.jobs.registry import job_kind

BETWEEN: Final = "Another import was applied first. These are the changes as they are now: look again, then apply them."
REMOVED: Final = "Its files are not here any more. Bring them in again."


def page_of(job: Job) -> str:
    """Where the import of a job is shown, also when it failed."""
    batch = ImportBatch.objects.filter(job=job).first()
    return reverse("imports:import", args=[batch.public_id]) if batch else reverse("imports:imports")


@job_kind("imports.go_on", title="Importing reference data", result_url=page_of, result_text="Go on with this import")
def go_on(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Do what the import's state asks for. What is wrong with the files ends the import with a sentence."""
    batch = ImportBatch.objects.select_related("requested_by").get(pk=arguments["batch"])
    step = STEPS.get(State(batch.state))
    if step is None:  # done by an earlier run, or given up meanwhile
        return {"batch": batch.pk}
    try:
        step(batch, progress)
    except (BadFile, Refused) as error:
        ImportBatch.objects.filter(pk=batch.pk).update(state=State.FAILED, error=str(error))
        storage.forget(batch)
        raise Refused(str(error)) from None
    return {"batch": batch.pk}


def read(batch: ImportBatch, progress: Progress) -> None:
    """See what the files are. Those without a date wait until somebody has confirmed one."""
    files = importing.read(_kept(batch), batch.minimum_rows, progress)
    _judge(batch, files)
    dated = all(file.confirmed or file.skipped for file in files)
    with transaction.atomic():
        keep_files(batch, files)
        go = _move(batch, State.READING, State.STAGING if dated else State.DATES)
    if go and dated:
        _compare(batch, files, progress)


def stage(batch: ImportBatch, progress: Progress) -> None:
    """Apply the files, look at the changes, take them back."""
    _compare(batch, _again(batch, progress), progress)


def apply(batch: ImportBatch, progress: Progress) -> None:
    """Apply the files for good; where another import came between, show first what they would change now."""
    if batch.staged_after_id != getattr(newest_batch(), "pk", None):
        if _move(batch, State.APPLYING, State.STAGING):
            ImportBatch.objects.filter(pk=batch.pk).update(error=BETWEEN)
        stage(batch, progress)
        return
    apply_files(batch, _again(batch, progress), progress, by=batch.requested_by)
    storage.forget(batch)


STEPS: Final[dict[State, Callable[[ImportBatch, Progress], None]]] = {
    State.READING: read,
    State.STAGING: stage,
    State.APPLYING: apply,
}


def _compare(batch: ImportBatch, files: Sequence[Dated], progress: Progress) -> None:
    """Work out what would change, and keep it to be looked at."""
    _judge(batch, files)
    after = newest_batch()
    found = importing.try_out(files, progress)
    with transaction.atomic():
        if _move(batch, State.STAGING, State.STAGED):
            keep_found(batch, files, found)
            ImportBatch.objects.filter(pk=batch.pk).update(staged_after=after)


def _again(batch: ImportBatch, progress: Progress) -> list[Dated]:
    """The files as they were read before, with their confirmed dates."""
    known = {(file.kind, file.sha256): file for file in batch.files.all()}
    files = importing.recognise_all(_kept(batch), batch.minimum_rows, progress)
    for file in files:
        before = known[file.kind.value, file.file.sha256]
        file.as_at, file.source, file.confirmed = before.as_at, before.as_at_source, before.as_at_confirmed
    return rules.in_order(files)


def _kept(batch: ImportBatch) -> list[tuple[Path, str]]:
    kept = storage.kept(batch)
    if not kept:
        raise Refused(REMOVED)
    return kept


def _judge(batch: ImportBatch, files: Sequence[Dated]) -> None:
    if refused := importing.judge(files, force=batch.forced):
        raise Refused(f"{' '.join(refused)} {ALLOW}")
    if all(file.skipped for file in files):
        raise Refused("Nothing is new. " + " ".join(f"{file.file.name}: {file.skipped.lower()}." for file in files))


def _move(batch: ImportBatch, before: State, after: State) -> bool:
    """Whether the import was still in the state it is moved out of: it may have been discarded meanwhile."""
    return bool(ImportBatch.objects.filter(pk=batch.pk, state=before).update(state=after))
