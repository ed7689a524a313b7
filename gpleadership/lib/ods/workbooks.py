"""A workbook (.xlsx) as rows of text. It is a .zip of XML, so it is looked through before openpyxl may see it."""

import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final

from .errors import BadFile
from .limits import BLOCK, MAX_COLUMNS, MAX_SHEET_ROWS, MAX_WORKBOOK
from .sources import Budget, Source, check_member, refusing_damage

if TYPE_CHECKING:
    from openpyxl import Workbook

_CONTENTS: Final = "[Content_Types].xml"
_WORKBOOK: Final = "xl/workbook.xml"
_DAMAGED: Final = "this .xlsx is damaged or incomplete. Download it again."


def names_inside(source: Source) -> set[str]:
    """The names in the table of contents of something that begins like a .zip."""
    with source.seekable() as stream, refusing_damage(source.name, "zip"), zipfile.ZipFile(stream) as archive:
        return set(archive.namelist())


def is_workbook(names: set[str]) -> bool:
    """An .xlsx, also one with macros, which are never run."""
    return _CONTENTS in names and _WORKBOOK in names


def is_other_document(names: set[str]) -> bool:
    """A document of Word, a binary workbook, or LibreOffice's."""
    return (_CONTENTS in names or "mimetype" in names) and _WORKBOOK not in names


def check_workbook(source: Source) -> None:
    """Unpacks every part once, counting, and refuses what XML parsers can be attacked with (a DOCTYPE)."""
    with source.seekable() as stream:
        budget = Budget(source.name, stream.seek(0, 2), MAX_WORKBOOK)
        with refusing_damage(source.name, "xlsx"), zipfile.ZipFile(stream) as archive:
            for info in archive.infolist():
                check_member(info, source.name)
                with archive.open(info) as part:
                    _check_part(part, budget, is_xml=info.filename.endswith((".xml", ".rels", ".vml")))


def _check_part(part: IO[bytes], budget: Budget, *, is_xml: bool) -> None:
    tail = b""
    while block := part.read(BLOCK):
        budget.spend(len(block))
        seen = tail + block
        if is_xml and (b"<!DOCTYPE" in seen or b"<!ENTITY" in seen or b"\0" in seen):
            raise BadFile(budget.file, None, _DAMAGED)
        tail = block[-16:]


def sheets(source: Source) -> list[tuple[str, int]]:
    """The title of each sheet, and how many rows it says it has (for a progress bar: it may say anything)."""
    with _opened(source) as workbook:
        return [(sheet.title, sheet.max_row or 0) for sheet in workbook.worksheets]


def sheet_rows(source: Source, sheet: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, as text, with its number. `name` is the sheet's in messages."""
    with _opened(source) as workbook:
        worksheet = workbook[sheet]
        worksheet.reset_dimensions()  # what a sheet says of its size is not believed
        rows = worksheet.iter_rows(values_only=True)
        number = 0
        while (cells := _next(rows, name, number + 1)) is not None:
            number += 1
            if number > MAX_SHEET_ROWS or len(cells) > MAX_COLUMNS:
                raise BadFile(name, number, "this sheet is larger than any ODS publishes. Download it again.")
            if any(cell not in (None, "") for cell in cells):
                yield number, [_as_text(cell) for cell in cells]


def _next(rows: Iterator[tuple[object, ...]], name: str, number: int) -> tuple[object, ...] | None:
    try:
        return next(rows, None)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 (openpyxl lets through whatever its parsers raise on a broken part)
        raise BadFile(name, number, _DAMAGED) from None


@contextmanager
def _opened(source: Source) -> Iterator["Workbook"]:
    with source.seekable() as stream:
        workbook = _load(stream, source.name)
        try:
            yield workbook
        finally:
            workbook.close()


def _load(stream: IO[bytes], name: str) -> "Workbook":
    from openpyxl import load_workbook  # only where a workbook is read: web processes do without

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that the rows do not need
            return load_workbook(stream, read_only=True, data_only=False, keep_links=False)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 (as in _next)
        raise BadFile(name, None, _DAMAGED) from None


def _as_text(cell: object) -> str:
    """As the .csv twin has it: TRUE, 2024-10-01, 20241001. A formula stays one ("=…"), and its field refuses it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
