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
from groups.imports.queries import last_applied
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


@dataclass
class Found:
    """All changes, in PostgreSQL's own words so that they outlive the transaction, and what each file does.

    The first import of the whole country is 40,000 changes in 4 MB.
    """

    outcomes: list[Outcome]
    changes: bytes

    @property
    def total(self) -> int:
        """How many changes there are."""
        return sum(sum(outcome.counts.values()) for outcome in self.outcomes)

    def examples(self, key: str, most: int) -> list[str]:
        """The first few changes of a kind ("renamed practice"), in words."""
        rows = (line.split("\t") for line in self.changes.decode().splitlines())
        chosen = islice((row[1:] for row in rows if f"{row[1]} {row[2]}" == key), most)
        return [wording.one_change(*("" if value == "\\N" else value for value in row)) for row in chosen]

    def write(self, batch_id: int, file_ids: Sequence[int]) -> None:
        """Keep the changes with an import, each with its file."""
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE ods_change")
            with cursor.copy("COPY ods_change FROM STDIN") as copy:
                copy.write(self.changes)
            cursor.execute("DELETE FROM groups_importchange WHERE batch_id = %s", [batch_id])
            cursor.execute(KEEP, [batch_id, list(file_ids)])
            cursor.execute("TRUNCATE ods_change")


KEEP: Final = """
INSERT INTO groups_importchange (batch_id, file_id, what, subject, code, name, before, after)
SELECT %s, (%s::bigint[])[file + 1], what, subject, code, left(name, 160),
  left(COALESCE(before, ''), 300), left(COALESCE(after, ''), 300)
FROM ods_change ORDER BY file
"""
COUNTS: Final = "SELECT file, what || ' ' || subject, count(*) FROM ods_change GROUP BY 1, 2"


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
    last = last_applied()
    for file in files:
        file.skipped = rules.why_skipped(file, last.get(file.kind), force=force)
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
        cursor.execute(COUNTS)
        for file, what, count in cursor.fetchall():
            outcomes[file].counts[what] = count
        with cursor.copy("COPY ods_change TO STDOUT") as copy:
            changes = b"".join(copy)
    staging.empty()
    return Found(outcomes, changes)


@contextmanager
def importing_alone() -> Iterator[None]:
    """One import at a time, from judging the files to keeping the changes. Ends with the transaction."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7232)")
        yield
