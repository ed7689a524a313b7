"""Reading imports: what was applied last, one import for its page, the history."""

from uuid import UUID

from django.db.models import Count, QuerySet

from gpleadership.lib.dates import london_day
from gpleadership.lib.ods import Kind
from groups.imports.enums import OPEN, State
from groups.imports.models import ImportBatch, ImportChange, ImportFile
from groups.imports.rules import Applied


def last_applied() -> dict[Kind, Applied]:
    """The newest file applied of each kind, by its date and then by when it was applied."""
    files = (
        ImportFile.objects.filter(batch__state=State.APPLIED, skipped="", as_at__isnull=False)
        .order_by("kind", "-as_at", "-batch__applied_at", "-pk")
        .distinct("kind")
        .select_related("batch")
    )
    return {
        Kind(file.kind): Applied(Kind(file.kind), file.sha256, file.as_at, london_day(file.batch.applied_at))
        for file in files
        if file.as_at and file.batch.applied_at
    }


def newest_batch() -> ImportBatch | None:
    """The import that was applied last."""
    return ImportBatch.objects.filter(state=State.APPLIED).order_by("-applied_at", "-pk").first()


def batch_of(public_id: UUID) -> ImportBatch | None:
    """An import with its files."""
    return (
        ImportBatch.objects.filter(public_id=public_id)
        .select_related("job", "requested_by")
        .prefetch_related("files")
        .first()
    )


def history() -> QuerySet[ImportBatch]:
    """Every import, the newest first; those still open before them."""
    return ImportBatch.objects.select_related("requested_by", "job").prefetch_related("files").order_by("-pk")


def open_batches() -> QuerySet[ImportBatch]:
    """Imports that somebody still has to decide on, or that run."""
    return history().filter(state__in=OPEN)


def changes_of(batch: ImportBatch, *, what: str = "", asked: str = "") -> QuerySet[ImportChange]:
    """The changes of an import, of one kind, with these words in a name or with this code."""
    found = ImportChange.objects.filter(batch=batch)
    if what:
        found = found.filter(what=what)
    if asked:
        found = found.filter(name__icontains=asked) | found.filter(code__istartswith=asked)
    return found.order_by("pk")


def counts_of(batch: ImportBatch) -> dict[tuple[str, str], int]:
    """How many changes of each kind, for each kind of subject."""
    rows = ImportChange.objects.filter(batch=batch).values_list("what", "subject").annotate(n=Count("pk"))
    return {(what, subject): n for what, subject, n in rows.order_by()}
