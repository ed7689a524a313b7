"""Reading imports: what was applied last, one import for its page, the history."""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from gpleadership.lib.dates import london_day
from gpleadership.lib.ods import Kind
from groups.imports.enums import State
from groups.imports.models import ImportBatch, ImportChange, ImportFile
from groups.imports.rules import Applied


def _applied() -> QuerySet[ImportFile]:
    found = ImportFile.objects.filter(batch__state=State.APPLIED, skipped="", as_at__isnull=False)
    return found.select_related("batch")


def _as_applied(file: ImportFile) -> Applied:
    if file.as_at is None or file.batch.applied_at is None:
        raise ValueError(f"{file} was not applied")
    return Applied(file.ods_kind, file.sha256, file.as_at, london_day(file.batch.applied_at))


def last_applied() -> dict[Kind, Applied]:
    """The newest file applied of each kind, by its date and then by when it was applied."""
    files = _applied().order_by("kind", "-as_at", "-batch__applied_at", "-pk").distinct("kind")
    return {file.ods_kind: _as_applied(file) for file in files}


def same_applied(hashes: Iterable[str]) -> dict[tuple[Kind, str], Applied]:
    """The files with these bytes that were applied before, at whatever time; of several, the last."""
    files = _applied().filter(sha256__in=list(hashes)).order_by("batch__applied_at")
    return {(file.ods_kind, file.sha256): _as_applied(file) for file in files}


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
    """Every import, the newest first."""
    return ImportBatch.objects.select_related("requested_by", "job").prefetch_related("files").order_by("-pk")


def undecided() -> QuerySet[ImportBatch]:
    """Imports that wait for a person, the longest first."""
    return ImportBatch.objects.filter(state__in=[State.DATES, State.STAGED]).order_by("pk")


SORTS: Final = {"what": "what", "code": "code", "name": "name"}


def changes_of(batch: ImportBatch, asked: Mapping[str, str]) -> QuerySet[ImportChange]:
    """The changes of an import that an address asks for by `what`, `of`, `q` (words or a code) and `sort`."""
    found = ImportChange.objects.filter(batch=batch)
    if what := asked.get("what"):
        found = found.filter(what=what)
    if of := asked.get("of"):
        found = found.filter(subject=of)
    if words := asked.get("q", "").strip():
        found = found.filter(Q(name__icontains=words) | Q(code__istartswith=words))
    sort = asked.get("sort", "")
    column = SORTS.get(sort.removeprefix("-"))
    return found.order_by(f"-{column}" if sort.startswith("-") else column, "pk") if column else found.order_by("pk")
