"""Tables as files to download: CSV that Excel opens as it is, and XLSX with typed cells.

Other people's words end up in these files, and a spreadsheet takes a cell that begins with = + - or @
for a formula. In CSV such a cell gets an apostrophe; in XLSX it is stored as quoted text. Rows are all
read before the response is returned, while the caller's scope is open; a big file goes out from disk.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final, cast

from django.http import FileResponse, HttpResponse
from django.utils.text import slugify

from gpleadership.lib.dates import LONDON

Row = Sequence[object]
CSV: Final = "text/csv; charset=utf-8"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_MEMORY: Final = 1_000_000
"""Bytes; a longer file goes to disk and is sent from there."""
LONGEST_CELL: Final = 32_767
"""Excel's own limit of characters."""

# Full-width forms too: Excel in some languages reads them as the plain signs.
_FORMULA: Final = re.compile(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def csv_response(name: str, header: Sequence[str], rows: Iterable[Row]) -> HttpResponse:
    """A CSV file called after `name`, in UTF-8 with the mark by which Excel knows it."""
    file = _file()
    text = io.TextIOWrapper(cast("IO[bytes]", file), encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([_harmless(_clean(each)) for each in header])
    writer.writerows([_for_csv(cell) for cell in row] for row in rows)
    text.detach()
    return _answer(file, f"{_file_name(name)}.csv", CSV)


def xlsx_response(name: str, header: Sequence[str], rows: Iterable[Row]) -> HttpResponse:
    """An Excel workbook of one sheet called after `name`; numbers and dates can be reckoned with."""
    from openpyxl import Workbook  # 12 MB of modules, which a worker that makes no workbook never holds
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_file_name(name)[:31])
    sheet.freeze_panes = "A2"
    for column, words in enumerate(header, 1):
        sheet.column_dimensions[get_column_letter(column)].width = max(14, min(40, len(words) + 4))
    sheet.append([_cell(sheet, each, bold=True) for each in header])
    for row in rows:
        sheet.append([_cell(sheet, each) for each in row])
    file = _file()
    book.save(cast("IO[bytes]", file))
    return _answer(file, f"{_file_name(name)}.xlsx", XLSX)


def _file() -> "SpooledTemporaryFile[bytes]":
    return SpooledTemporaryFile(max_size=IN_MEMORY)


def _answer(file: "SpooledTemporaryFile[bytes]", name: str, content_type: str) -> HttpResponse:
    big = file.tell() > IN_MEMORY
    file.seek(0)
    if big:
        streamed = FileResponse(cast("IO[bytes]", file), as_attachment=True, filename=name, content_type=content_type)
        response = cast("HttpResponse", streamed)  # for views, which all say HttpResponse
    else:
        with file:
            response = HttpResponse(file.read(), content_type=content_type)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _file_name(name: str) -> str:
    """Letters, digits and hyphens alone, so that no name can leave its folder or end a header."""
    return slugify(name)[:80].strip("-_") or "export"


# ---- Cells ----


def _for_csv(value: object) -> object:
    if value is None or isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, datetime):
        return _local(value).isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date | time) else _harmless(_clean(value))


def _cell(sheet: Any, value: object, *, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    if isinstance(value, datetime):
        value = _local(value)
    elif value is not None and not isinstance(value, int | float | Decimal | date | time):
        value = _clean(value)
    cell: Any = WriteOnlyCell(sheet)
    if isinstance(value, str):
        cell._value, cell.data_type = value, "s"  # never asked whether it is a formula
        cell.quotePrefix = bool(_FORMULA.match(value))
    else:
        cell.value = value
    if bold:
        cell.font = Font(bold=True)
    return cell


def _clean(value: object) -> str:
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")  # one line break in both kinds of file
    return _CONTROL.sub("", text)[:LONGEST_CELL]


def _harmless(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _local(when: datetime) -> datetime:
    """London's time without a zone: spreadsheets know none."""
    return when.astimezone(LONDON).replace(tzinfo=None) if when.tzinfo else when
