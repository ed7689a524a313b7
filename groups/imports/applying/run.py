"""One file being applied: its date, what came before it, and what there is to say about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from gpleadership.lib.dates import long_date
from gpleadership.lib.ods import Kind

LONGEST_AGO = date(1800, 1, 1)


@dataclass
class Run:
    """What the statements of one file are told. `last` has the date of the last file applied of each kind."""

    file: int
    name: str
    kind: Kind
    as_at: date
    today: date
    last: dict[Kind, date]
    notes: list[str] = field(default_factory=list)

    @property
    def seen_in(self) -> str:
        """Which file told us, as a membership keeps it."""
        what = "map" if self.kind is Kind.MAP else "ePCN"
        return f"{what} of {long_date(self.as_at)}"

    def since(self, kind: Kind) -> date:
        """The date of the last file of another kind; long ago if there was none."""
        return self.last.get(kind, LONGEST_AGO)

    def newest(self, *others: Kind) -> bool:
        """Whether no file of kinds that say the same things is newer. An older one fills in gaps only."""
        return all(self.as_at >= self.since(kind) for kind in others)

    def execute(self, statement: str, **more: Any) -> int:
        """Run a statement; how many rows it touched, or how many changes it noted."""
        known: dict[str, Any] = {"file": self.file, "as_at": self.as_at, "today": self.today, "seen_in": self.seen_in}
        with connection.cursor() as cursor:
            cursor.execute(statement, known | more)
            return int(cursor.rowcount)

    def rows(self, query: str, **more: Any) -> list[tuple[Any, ...]]:
        """What a query finds."""
        with connection.cursor() as cursor:
            cursor.execute(query, {"as_at": self.as_at} | more)
            return list(cursor.fetchall())

    def count(self, query: str, **more: Any) -> int:
        """The one number that a query finds."""
        return int(self.rows(query, **more)[0][0])

    def note(self, *sentences: str) -> None:
        """Something to be read before the file is approved."""
        self.notes.extend(sentences)

    def all_of(self, statements: Iterable[str], **more: Any) -> None:
        """Run statements one after another."""
        for statement in statements:
            self.execute(statement, **more)
