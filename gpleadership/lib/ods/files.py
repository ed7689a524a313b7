"""A recognised file, ready to be read."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from .as_at import AsAt, propose
from .errors import BadFile, BadValue
from .formats import Format
from .kinds import Kind, Layout, order_key
from .rows import Row


@dataclass(frozen=True)
class OdsFile:
    """One file of one kind: a .csv, a member of a .zip, or a sheet of a workbook. Holds nothing open."""

    name: str
    """As messages call it: "epraccur.csv in epraccur.zip"."""
    sha256: str
    """Of the .csv, also within a .zip; of the whole .xlsx for each of its sheets: kind and hash together say which."""
    expected_rows: int
    """About how many rows there are, for a progress bar; never for a decision."""
    format: Format
    cells: Callable[[], Iterator[tuple[int, list[str]]]]
    least_rows: int

    @property
    def kind(self) -> Kind:
        """What it holds."""
        return self.format.kind

    @property
    def layout(self) -> Layout:
        """How it is laid out: current or legacy, published or derived."""
        return self.format.layout

    @property
    def as_at(self) -> dt.date | None:
        """The extract date the file carries. Only the map and the list sizes as published do."""
        return self.format.as_at

    @cached_property
    def proposal(self) -> AsAt | None:
        """Where the file carries no date: one to be confirmed. Reads the file through, so it may raise BadFile."""
        return None if self.as_at else propose(self.name, self.rows())

    def order_key(self, as_at: dt.date) -> tuple[dt.date, int]:
        """See `kinds.order_key`."""
        return order_key(self.kind, as_at)

    def rows(self) -> Iterator[Row]:
        """Each record, one at a time. Raises BadFile at the first wrong one, and at the end if there were too few."""
        seen: dict[str, int] = {}
        for line, cells in self._records():
            if (row := self._row(line, cells)) is None:
                continue
            if (first := seen.setdefault(row.identity, line)) != line:
                raise BadFile(
                    self.name, line, f"{row.identity} is here again, after line {first}. Download the file again."
                )
            yield row
        self._check_enough(len(seen))

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        records = self.cells()
        if self.format.headings:
            next(records, None)
        return records

    def _row(self, line: int, cells: list[str]) -> Row | None:
        if len(cells) != self.format.width:
            raise BadFile(self.name, line, self._width_sentence(len(cells)))
        try:
            return self.format.parse(line, cells)
        except BadValue as error:
            raise BadFile(self.name, line, str(error)) from None

    def _width_sentence(self, width: int) -> str:
        columns = "1 column" if width == 1 else f"{width} columns"
        other = "the line of headings" if self.format.headings else self.kind.phrase
        return f"this row has {columns}; {other} has {self.format.width}. Download the report again."

    def _check_enough(self, found: int) -> None:
        if found < self.least_rows:
            rows = "1 row" if found == 1 else f"{found:,} rows"
            raise BadFile(
                self.name,
                None,
                f"it has {rows}; {self.kind.phrase} has at least {self.least_rows:,}. Download it again.",
            )
