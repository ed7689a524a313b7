"""NHS reference data files: recognised by their content, read row by row, refused in one clear sentence.

    for file in recognise(path):  # a .csv, .zip or .xlsx; several files in one are several here
        print(file.kind.label, file.as_at or file.proposal)
        for row in file.rows():
            ...

`recognise(path, name=None, *, minimum_rows=None)` looks at what is inside and never at the name, which is for messages
and for proposing a date. `minimum_rows` replaces the least number of rows, by default what a whole national file has:
the small files of tests and demo need it.

`OdsFile` has `.kind`, `.layout`, `.name`, `.sha256`, `.expected_rows`, `.as_at` (the extract date it carries) or else
`.proposal` (a date and where it comes from, to be confirmed; None where nothing says), `.order_key(as_at)`, `.rows()`.
It holds nothing open and can be read again. Its rows are of one type: PracticeRow, PcnRow, MembershipRow, MapRow,
ListSizeRow, TrustRow or CouncilRow.

`BadFile` says what is wrong as `str()`, or in parts: `.file`, `.line`, `.sentence`. It may come from `recognise`, from
`proposal` and, at any row, from `rows`: so stage the rows, and apply them once the last one is read.

Pure: no Django, no database, no clock. Bounded: rows stream, and what is unpacked is counted (`limits`).
"""

from .as_at import AsAt
from .errors import BadFile
from .files import OdsFile
from .kinds import Kind, Layout, order_key
from .names import display_name
from .recognising import recognise
from .rows import (
    CouncilRow,
    ListSizeRow,
    MapRow,
    MembershipRow,
    PcnRow,
    PracticeRow,
    Row,
    TrustRow,
    english_gp_practice_in_force,
)
from .values import Status

__all__ = [
    "AsAt",
    "BadFile",
    "CouncilRow",
    "Kind",
    "Layout",
    "ListSizeRow",
    "MapRow",
    "MembershipRow",
    "OdsFile",
    "PcnRow",
    "PracticeRow",
    "Row",
    "Status",
    "TrustRow",
    "display_name",
    "english_gp_practice_in_force",
    "order_key",
    "recognise",
]
