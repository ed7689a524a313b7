"""Downloads: typed, harmless, safely named, and complete before they are returned."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import FileResponse, HttpResponse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from gpleadership.lib.exports import IN_MEMORY, csv_response, xlsx_response

HOSTILE = [
    "=1+1",
    "+44 20 7946 0000",
    "-2+3",
    "@SUM(A1:A2)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =cmd|'/c calc'!A1",
    "＝1+1",
    "\ufeff=1+1",
    '=HYPERLINK("https://example.org","click")',
    'x",=1+1',
]


def body(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content) if isinstance(response, FileResponse) else response.content


def read_csv(response: HttpResponse) -> list[list[str]]:
    content = body(response)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(response: HttpResponse) -> Any:
    return load_workbook(io.BytesIO(body(response))).active


def test_hostile_cells_are_harmless_in_csv() -> None:
    rows = read_csv(csv_response("x", ["Name"], [[cell] for cell in HOSTILE]))
    assert [row[0] for row in rows[1:]] == [*("'" + cell.replace("\r", "\n") for cell in HOSTILE[:-1]), HOSTILE[-1]]


def test_hostile_cells_are_text_in_xlsx_and_say_what_they_said() -> None:
    sheet = read_xlsx(xlsx_response("x", ["Name"], [[cell] for cell in HOSTILE]))
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == [cell.replace("\r", "\n") for cell in HOSTILE]
    assert [cell.quotePrefix for cell in cells] == [True] * (len(HOSTILE) - 1) + [False]


@given(st.text(max_size=40))
def test_no_text_begins_as_a_formula(text: str) -> None:
    written = csv_response("x", ["Name"], [[text]]).content.decode("utf-8-sig")
    (cell,) = list(csv.reader(io.StringIO(written, newline="")))[1] or [""]
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    sheet = read_xlsx(xlsx_response("x", ["Name"], [[text]]))
    assert sheet["A2"].data_type in {"s", "n", "inlineStr"}
    assert sheet["A2"].data_type != "f"


def test_a_header_is_as_harmless_as_a_cell() -> None:
    assert read_csv(csv_response("x", ["=1"], [])) == [["'=1"]]
    assert read_xlsx(xlsx_response("x", ["=1"], []))["A1"].data_type == "s"


def test_numbers_and_dates_stay_typed() -> None:
    row = [-12, 0.5, date(2026, 11, 23), datetime(2026, 7, 1, 8, 30, tzinfo=UTC), None, True]
    sheet = read_xlsx(xlsx_response("x", list("abcdef"), [row]))
    assert [cell.value for cell in sheet[2]] == [
        -12,
        0.5,
        datetime(2026, 11, 23),
        datetime(2026, 7, 1, 9, 30),
        None,
        True,
    ]
    assert [cell.font.bold for cell in sheet[1]] == [True] * 6
    assert sheet.freeze_panes == "A2"
    assert read_csv(csv_response("x", list("abcdef"), [row]))[1] == [
        "-12",
        "0.5",
        "2026-11-23",
        "2026-07-01 09:30:00",
        "",
        "True",
    ]


def test_control_signs_and_endless_cells_do_not_break_a_file() -> None:
    text = "a\x00b\x0bc\ud800" + "x" * 40_000
    assert len(read_csv(csv_response("x", ["Name"], [[text]]))[1][0]) == 32_767
    assert read_xlsx(xlsx_response("x", ["Name"], [[text]]))["A2"].value.startswith("abcx")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Roster of Tidewater, 23 November 2026", "roster-of-tidewater-23-november-2026"),
        ('../../etc/passwd"\r\nX-Evil: 1', "etcpasswd-x-evil-1"),
        ("Réunion", "reunion"),
        ("漢字", "export"),
        ("a" * 300, "a" * 80),
    ],
)
def test_file_names_are_safe(name: str, file: str) -> None:
    for response, ending in ((csv_response(name, ["A"], []), "csv"), (xlsx_response(name, ["A"], []), "xlsx")):
        assert response["Content-Disposition"] == f'attachment; filename="{file}.{ending}"'
        assert response["Cache-Control"] == "private, no-store"
    assert csv_response(name, ["A"], [])["Content-Type"] == "text/csv; charset=utf-8"


def test_rows_are_read_before_the_answer_and_a_big_one_is_streamed() -> None:
    read = []

    def rows() -> Iterator[list[object]]:
        for number in range(30_000):
            read.append(number)
            yield [number, "the same words in every row, for their length"]

    response = csv_response("big", ["Number", "Words"], rows())
    assert len(read) == 30_000
    assert response.streaming
    assert response["Content-Disposition"] == 'attachment; filename="big.csv"'
    content = body(response)
    assert len(content) > IN_MEMORY
    assert int(response["Content-Length"]) == len(content)
    assert content.count(b"\r\n") == 30_001
    response.close()


def test_a_small_one_is_a_plain_answer() -> None:
    assert not csv_response("small", ["A"], [[1]]).streaming
