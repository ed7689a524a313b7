"""From files to changes: recognise, date, stage, and apply inside one transaction that is kept or taken back."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final

from django.db import connection, transaction

from gpleadership.lib import dates
from gpleadership.lib.ods import Kind, recognise
from groups.imports import rules, staging, wording
from groups.imports.applying import APPLY
from groups.imports.applying.run import Run
from groups.imports.queries import last_applied, same_applied
from groups.imports.rules import Dated
from groups.jobs.progress import Progress
from groups.reference.enums import Kind as Organised
from groups.reference.enums import Status
from groups.reference.models import Organisation

APPLYING_WEIGHT: Final = 2_000
"""Rows that applying one file counts for in a progress bar."""


@dataclass
class Outcome:
    """What one file does: how many rows it has, what there is to say, how many changes of which kind."""

    rows: int = 0
    notes: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


Change = tuple[int, str, str, str, str, str | None, str | None]
"""The file's number, what, of what, its code and name, before, after: the columns of `ods_change`."""


@dataclass
class Found:
    """All changes, held here so that they outlive a transaction that is taken back, and what each file does.

    The first import of the whole country is 25,000 changes, in some 20 MB.
    """

    outcomes: list[Outcome]
    changes: list[Change]

    @property
    def total(self) -> int:
        """How many changes there are."""
        return len(self.changes)

    def examples(self, key: str, most: int) -> list[str]:
        """The first few changes of a kind ("renamed practice"), in words."""
        rows = (change[1:] for change in self.changes if f"{change[1]} {change[2]}" == key)
        return [wording.one_change(*(value or "" for value in row)) for row in islice(rows, most)]

    def write(self, batch_id: int, file_ids: Sequence[int]) -> None:
        """Keep the changes with an import, each with its file."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM groups_importchange WHERE batch_id = %s", [batch_id])
            with cursor.copy(KEEP) as copy:
                for file, what, subject, code, name, before, after in self.changes:
                    values = (what, subject, code, name[:160], (before or "")[:300], (after or "")[:300])
                    copy.write_row((batch_id, file_ids[file], *values))


KEEP: Final = """
COPY groups_importchange (batch_id, file_id, what, subject, code, name, before, after) FROM STDIN
"""
FOUND: Final = "SELECT file, what, subject, code, name, before, after FROM ods_change"


Paths = Sequence[tuple[Path, str]]
"""Where files lie, and what their user calls them."""


def recognise_all(paths: Paths, minimum_rows: int | None, progress: Progress) -> list[Dated]:
    """What the files are, without their dates. Raises `BadFile`."""
    found: list[Dated] = []
    for number, (path, name) in enumerate(paths):
        progress.tell(number, len(paths), f"Reading {name}")
        found += [Dated(file) for file in recognise(path, name, minimum_rows=minimum_rows)]
    return found


def read(paths: Paths, minimum_rows: int | None, progress: Progress) -> list[Dated]:
    """What the files are and which dates they have, in the order in which they are applied. Raises `BadFile`."""
    found = [rules.dated(each.file) for each in recognise_all(paths, minimum_rows, progress)]
    rules.agree(found)
    return rules.in_order(found)


def judge(files: Sequence[Dated], *, force: bool) -> list[str]:
    """Mark the files that were applied before; say which are refused for being older than the last of their kind."""
    last, same = last_applied(), same_applied(file.file.sha256 for file in files)
    for file in files:
        file.skipped = rules.why_skipped(same.get((file.kind, file.file.sha256)), force=force)
    to_apply = [file for file in files if not file.skipped]
    return [why for file in to_apply if (why := rules.why_refused(file, last.get(file.kind), force=force))]


def try_out(files: Sequence[Dated], progress: Progress) -> Found:
    """What the files would change: applied, looked at, and taken back. Raises `BadFile`."""
    with transaction.atomic():
        found = apply(files, progress)
        transaction.set_rollback(True)
    return found


def apply(files: Sequence[Dated], progress: Progress) -> Found:
    """Apply the files in the caller's transaction. Raises `BadFile`; then the caller must take all of it back."""
    staging.begin()
    known = Organisation.objects.filter(kind=Organised.PRACTICE, status=Status.ACTIVE).count()
    total = sum(file.file.expected_rows + APPLYING_WEIGHT for file in files if not file.skipped)
    last = {kind: applied.as_at for kind, applied in last_applied().items()}
    outcomes: list[Outcome] = []
    done = 0
    for number, file in enumerate(files):
        outcomes.append(Outcome())
        if file.skipped:
            continue
        outcomes[-1] = _one(number, file, last, _teller(progress, done, total, file))
        done += file.file.expected_rows + APPLYING_WEIGHT
    progress.tell(total, total, "Looking at what changes")
    found = _found(outcomes)
    for outcome in outcomes:
        outcome.notes += rules.unusual(outcome.counts, known)
    return found


def _teller(progress: Progress, done: int, total: int, file: Dated) -> Callable[[int], None]:
    note = f"Reading {file.file.name}"
    return lambda count: progress.tell(done + min(count, file.file.expected_rows), total, note)


def _one(number: int, file: Dated, last: dict[Kind, date], tell: Callable[[int], None]) -> Outcome:
    if file.as_at is None:
        raise ValueError(f"{file.file.name} has no date")
    rows = staging.stage(file.file, tell)
    run = Run(number, file.file.name, file.kind, file.as_at, dates.today(), last)
    APPLY[file.kind](run)
    last[file.kind] = max(file.as_at, last.get(file.kind, file.as_at))
    return Outcome(rows, run.notes)


def _found(outcomes: list[Outcome]) -> Found:
    with connection.cursor() as cursor:
        cursor.execute(FOUND)
        changes = cursor.fetchall()
    for file, what, subject, *_ in changes:
        counts = outcomes[file].counts
        counts[f"{what} {subject}"] = counts.get(f"{what} {subject}", 0) + 1
    staging.empty()
    return Found(outcomes, changes)


@contextmanager
def importing_alone() -> Iterator[None]:
    """One import at a time, from judging the files to keeping the changes. Ends with the transaction."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7232)")
        yield
