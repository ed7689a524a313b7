"""Applying files: one transaction, one import at a time, recorded in the platform's log."""

from collections.abc import Sequence
from typing import Final

from django.utils import timezone

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import system_scope
from groups.imports import importing
from groups.imports.enums import State
from groups.imports.importing import Found
from groups.imports.models import ImportBatch, ImportFile
from groups.imports.rules import Dated
from groups.jobs.progress import Progress
from groups.log.models import PLATFORM
from groups.log.record import record
from groups.people.models import Person

ALLOW: Final = "If that is meant, import it again and allow older files."


def apply_files(batch: ImportBatch, files: Sequence[Dated], progress: Progress, *, by: Person | None) -> Found:
    """Change the reference data, and keep with the import what was changed.

    Raises `Refused` for a file older than the last of its kind, and `BadFile`; then nothing has changed.
    """
    with system_scope("platform staff import files of the public register"), importing.importing_alone():
        if refused := importing.judge(files, force=batch.forced):
            raise Refused(f"{' '.join(refused)} {ALLOW}")
        found = importing.apply(files, progress)
        batch.state, batch.applied_at, batch.error = State.APPLIED, timezone.now(), ""
        batch.save()
        keep_found(batch, files, found)
        record(PLATFORM, "reference data imported", by=by, subject=batch, after=_summary(files, found))
    return found


def keep_files(batch: ImportBatch, files: Sequence[Dated]) -> list[ImportFile]:
    """Keep what the files of an import are, in the order in which they are applied."""
    batch.files.all().delete()
    return ImportFile.objects.bulk_create(
        ImportFile(
            batch=batch,
            position=position,
            kind=file.kind.value,
            name=file.file.name[:300],
            sha256=file.file.sha256,
            rows=file.file.expected_rows,
            as_at=file.as_at,
            as_at_source=file.source[:200],
            as_at_confirmed=file.confirmed,
            skipped=file.skipped,
        )
        for position, file in enumerate(files)
    )


def keep_found(batch: ImportBatch, files: Sequence[Dated], found: Found) -> None:
    """Keep each file of an import with what it changes."""
    kept = keep_files(batch, files)
    for file, outcome in zip(kept, found.outcomes, strict=True):
        file.rows, file.notes, file.counts = outcome.rows or file.rows, outcome.notes, outcome.counts
    ImportFile.objects.bulk_update(kept, ["rows", "notes", "counts"])
    found.write(batch.pk, [file.pk for file in kept])


def _summary(files: Sequence[Dated], found: Found) -> dict[str, object]:
    return {
        "files": [
            {
                "kind": file.kind.value,
                "as_at": file.as_at,
                "sha256": file.file.sha256,
                "skipped": bool(file.skipped),
                "changes": outcome.counts,
            }
            for file, outcome in zip(files, found.outcomes, strict=True)
        ]
    }
