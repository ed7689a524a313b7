"""A list of readers as a file: what is read of it, what is refused, what is wrong with each line."""

from datetime import UTC, datetime

import pytest

from gpleadership.lib.refusal import Refused
from groups.readers.lists import MOST_BYTES, Known, Line, check_lines, read_list

HEAD = "practice code,name,email\n"
GOOD = "Z91001,Dr Amira Hale,amira.hale@example.org\n"
KNOWN = Known(
    place="Eastmere",
    practices={"Z91001": (1, "Quay Surgery"), "Z91002": (2, "Hill Surgery")},
    others={"Z92001": ("Ambleford Surgery", "practice"), "U91001": ("Harbour PCN", "pcn")},
    reading=frozenset({(1, "reads@example.org")}),
    asked={(1, "asked@example.org"): datetime(2026, 11, 2, 12, tzinfo=UTC)},
)


def problems(*rows: tuple[str, str, str]) -> list[tuple[str, ...]]:
    lines = [Line(number, *row) for number, row in enumerate(rows, 2)]
    return [each.problems for each in check_lines(lines, KNOWN)]


@pytest.mark.parametrize(
    "content",
    [
        (HEAD + GOOD).encode(),
        (HEAD + GOOD).encode("utf-8-sig"),
        (HEAD + GOOD).replace("\n", "\r\n").encode(),
        (HEAD + GOOD).replace(",", ";").encode(),
        (HEAD + GOOD).replace(",", "\t").encode(),
        f"\n\n{HEAD}\n{GOOD}\n,,\n".encode(),
        (b"Full name,Notes,E-mail address,ODS Code\nDr Amira Hale,x,AMIRA.HALE@example.org, z91001 \n"),
        b'"Practice code","Name","Email"\n"Z91001","Dr Amira Hale","amira.hale@example.org"\n',
    ],
)
def test_a_list_is_read_however_it_was_saved(content: bytes) -> None:
    assert [line[1:] for line in read_list(content)] == [("Z91001", "Dr Amira Hale", "amira.hale@example.org")]


def test_names_in_many_letters_come_through() -> None:
    assert (
        read_list((HEAD + "Z91001,Dr Zoë Ó Súilleabháin,z@example.org\n").encode())[0].name == "Dr Zoë Ó Súilleabháin"
    )


def test_a_line_knows_its_number_in_the_file() -> None:
    content = f'{HEAD}Z91001,"Dr\nTwo lines",a@example.org\n\n{GOOD}'
    assert [line.number for line in read_list(content.encode())] == [2, 5]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"\n \n", "The file is empty"),
        (HEAD.encode(), "headings in line 1 and nothing below"),
        (GOOD.encode(), "The first line has no heading “practice code”"),
        (b"practice code,name\nZ91001,Dr Hale\n", "no heading “email”"),
        ((HEAD + "Z91001,Zo\xeb,z@example.org\n").encode("cp1252"), "Line 2 has a letter that is not written in UTF-8"),
        ((HEAD + GOOD).encode("utf-16"), "not a CSV file in UTF-8"),
        (b"PK\x03\x04 a workbook", "This is a spreadsheet"),
        (HEAD.encode() + b'Z91001,"Dr Hale,a@example.org\n', "The row that begins on line 2 cannot be read"),
        ((HEAD + GOOD * 2_001).encode(), "more than 2,000 rows"),
        (HEAD.encode() + b"x" * MOST_BYTES, "larger than"),
    ],
)
def test_a_file_that_is_no_list_is_refused_as_a_whole(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        read_list(content)
    assert refused.value.field == "file"


def test_two_thousand_rows_are_read() -> None:
    assert len(read_list((HEAD + GOOD * 2_000).encode())) == 2_000


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("", "Dr Hale", "a@example.org"), "No practice code"),
        (("X00000", "Dr Hale", "a@example.org"), "No practice has the code X00000"),
        (("Z92001", "Dr Hale", "a@example.org"), "Ambleford Surgery is not a practice of Eastmere"),
        (("U91001", "Dr Hale", "a@example.org"), "U91001 is Harbour PCN, which is not a practice"),
        (("Z91001", "", "a@example.org"), "No name"),
        (("Z91001", "x" * 121, "a@example.org"), "The name is longer than 120 characters"),
        (("Z91001", "=HYPERLINK(1)", "a@example.org"), "The name begins with =, as a formula does"),
        (("Z91001", "@SUM(A1)", "a@example.org"), "The name begins with @, as a formula does"),
        (("Z91001", "Dr\nHale", "a@example.org"), "characters in it that cannot be seen"),
        (("Z91001", "Dr Hale", ""), "No email address"),
        (("Z91001", "Dr Hale", "hale"), "email"),
        (("Z91001", "Dr Hale", "reads@example.org"), "already"),
        (("Z91001", "Dr Hale", "asked@example.org"), "2 November 2026"),
    ],
)
def test_each_fault_of_a_line_is_said(row: tuple[str, str, str], words: str) -> None:
    (found,) = problems(row)
    assert len(found) == 1
    assert words.casefold() in found[0].casefold()


def test_a_line_may_have_several_faults() -> None:
    assert len(problems(("X00000", "", "hale"))[0]) == 3


def test_one_person_twice_for_a_practice_is_a_fault_of_the_second() -> None:
    row, other = ("Z91001", "Dr Hale", "a@example.org"), ("Z91002", "Dr Hale", "a@example.org")
    first, second, third = problems(row, row, other)
    assert (first, third) == ((), ())
    assert "line 2" in second[0]
