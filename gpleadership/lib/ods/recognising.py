"""Which kind a file is, by what is in it. Its name is never asked."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from . import councils, list_sizes, pcns, practice_map, practices, trusts
from .errors import BadFile, BadValue
from .files import OdsFile
from .formats import Format
from .kinds import known_kinds
from .lines import text_rows
from .sources import Budget, Source, beginning, check_size, digest, members, shown_name
from .values import optional_date, quote
from .workbooks import check_workbook, is_other_document, is_workbook, names_inside, sheet_rows, sheets

_Cells = Callable[[], Iterator[tuple[int, list[str]]]]

_LOOKED_AT: Final = 25
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE: Final = b"\xd0\xcf\x11\xe0"
_PDF: Final = b"%PDF"


def recognise(path: Path, name: str | None = None, *, minimum_rows: int | None = None) -> list[OdsFile]:
    """What `path` holds: one file, or several out of a .zip or a workbook.

    `name` is what its user calls it (an upload lies on disk under another); `minimum_rows` replaces `Kind.least_rows`.
    Raises BadFile for what cannot be read or is not known; a wrong row shows later, in `rows()`.
    """
    shown = shown_name(name or path.name)
    check_size(path, shown)
    source = Source(path, shown)
    if not beginning(source).startswith(_ZIP) or is_workbook(_names(source)):
        return _one(source, *digest(source), minimum_rows)
    budget = Budget(shown, path.stat().st_size)
    found = [file for member in members(path, shown) for file in _member(member, budget, minimum_rows)]
    if not found:
        raise BadFile(shown, None, "there is no data file in it. Download it again.")
    return found


def _names(source: Source) -> set[str]:
    names = names_inside(source)
    if is_other_document(names):
        raise BadFile(source.name, None, "this is a document, but not a workbook. Save it as .xlsx, or as “CSV UTF-8”.")
    return names


def _member(source: Source, budget: Budget, minimum_rows: int | None) -> list[OdsFile]:
    """One file of a .zip. A PDF beside the data describes it and is passed over."""
    sha256, lines = digest(source, budget)
    start = beginning(source)
    if start.startswith(_PDF):
        return []
    if start.startswith(_ZIP) and not is_workbook(_names(source)):
        raise BadFile(
            source.name, None, "this is a .zip within a .zip. Unpack the outer one, and import what is inside."
        )
    return _one(source, sha256, lines, minimum_rows)


def _one(source: Source, sha256: str, lines: int, minimum_rows: int | None) -> list[OdsFile]:
    start = beginning(source)
    if start.startswith(_ZIP):
        return _workbook(source, sha256, minimum_rows)
    _refuse_other(source.name, start)
    cells = partial(text_rows, source)
    form = _by_content(source.name, cells)
    return [OdsFile(source.name, sha256, lines, form, cells, _least(form, minimum_rows))]


def _least(form: Format, minimum_rows: int | None) -> int:
    return form.kind.least_rows if minimum_rows is None else minimum_rows


def _workbook(source: Source, sha256: str, minimum_rows: int | None) -> list[OdsFile]:
    """The sheets that are known. A sheet of notes beside them is passed over."""
    check_workbook(source)
    found = []
    for sheet, rows in sheets(source):
        name = f"sheet {shown_name(sheet)} of {source.name}"
        cells = partial(sheet_rows, source, sheet, name)
        _, headings = next(cells(), (0, list[str]()))
        if form := pcns.by_headings(headings):
            found.append(OdsFile(name, sha256, rows, form, cells, _least(form, minimum_rows)))
    if not found:
        raise _unknown(source.name, "none of its sheets has the headings of ePCN")
    return found


def _refuse_other(name: str, start: bytes) -> None:
    if not start.strip():
        raise BadFile(name, None, "the file is empty. Download it again.")
    if start.startswith(_OLE):
        raise BadFile(name, None, "this workbook has a password or an old form. Save it as .xlsx without a password.")
    if start.startswith(_PDF):
        raise BadFile(name, None, "this is a PDF. Download the data itself, as .csv, .zip or .xlsx.")
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise BadFile(name, None, "this is a web page, not data. Sign in where it comes from, and download it again.")


def _by_content(name: str, cells: _Cells) -> Format:
    rows = [row for _, row in islice(cells(), _LOOKED_AT)]
    if not rows:
        raise BadFile(name, None, "the file is empty. Download it again.")
    try:
        return _by_headings(name, rows) or _by_rows(name, rows, cells)
    except BadValue as error:  # the extract date in the first row
        raise BadFile(name, 2, str(error)) from None


def _by_headings(name: str, rows: list[list[str]]) -> Format | None:
    headings = rows[0]
    if pcns.by_headings(headings):
        raise BadFile(
            name, 1, "these are headings; an ePCN report as .csv has none. Take them out, or import the .xlsx."
        )
    if councils.is_councils(headings):
        return councils.councils_format(headings, name)
    if list_sizes.is_derived(headings):
        return list_sizes.derived_format(headings, name)
    if practice_map.is_map(headings):
        return practice_map.map_format(headings, _first_row(name, rows), name)
    if list_sizes.is_publication(headings):
        return list_sizes.publication_format(headings, _first_row(name, rows), name)
    return None


def _first_row(name: str, rows: list[list[str]]) -> list[str]:
    """The row under the headings, which gives the extract date."""
    if len(rows) == 1:
        raise BadFile(name, None, "there is nothing under its headings. Download it again.")
    headings, first = map(len, rows[:2])
    if first != headings:
        sentence = f"this row has {first} columns; the line of headings has {headings}. Download the report again."
        raise BadFile(name, 2, sentence)
    return rows[1]


def _by_rows(name: str, rows: list[list[str]], cells: _Cells) -> Format:
    """A report without headings, by the width that most of its first rows have."""
    width = Counter(map(len, rows)).most_common(1)[0][0]
    if width == practices.WIDTH:
        return _by_marker(name, [row for row in rows if len(row) == width], cells)
    for row in rows:
        if form := pcns.by_cells(row):
            return form
    raise _unknown(name, f"it begins {quote(','.join(rows[0]))}")


def _by_marker(name: str, rows: list[list[str]], cells: _Cells) -> Format:
    """All ODS reports share 27 columns, so a GP practice file must have at least one GP practice."""
    if _is_headings(rows[0]):
        raise BadFile(name, 1, "these are headings; an ODS report has none. Download the report again without them.")
    if mark := next(filter(None, (practices.marker(row) for _, row in cells())), None):
        return practices.practices_format(mark)
    if all(trusts.is_trust_code(row[0]) for row in rows):
        return trusts.trusts_format()
    raise BadFile(
        name,
        None,
        "this is another ODS report: no row is a GP practice (4 or RO76 in column 26) or an NHS trust. "
        "Download epraccur or etr.",
    )


def _is_headings(row: list[str]) -> bool:
    """Words where every record has its dates."""
    try:
        optional_date(row[10], "opening date")
        optional_date(row[11], "closing date")
    except BadValue:
        return not any(sign.isdigit() for sign in row[10] + row[11])
    return False


def _unknown(name: str, why: str) -> BadFile:
    return BadFile(name, None, f"this is no file the import knows: {why}. It knows {known_kinds()}.")
