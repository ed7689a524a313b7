"""Whatever is wrong, its user reads one clear sentence with file and line."""

import pickle
import struct
import zipfile
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path

import pytest

from gpleadership.lib.ods import BadFile, recognise
from gpleadership.lib.ods.sources import Budget

from . import samples
from .samples import council, lines, mapped, one, partner, pcn, practice, size, trust, write, write_workbook, write_zip

KNOWN = (
    "It knows NHS trusts (etr), councils (mySociety), GP practices (epraccur), PCNs (ePCN), practices in PCNs (ePCN), "
    "the monthly map of practices to PCNs and ICBs and list sizes."
)


def said(path: Path, *, minimum_rows: int | None = 0) -> str:
    """The sentence with which `path` is refused, at once or while its rows are read."""
    with pytest.raises(BadFile) as refusal:
        list(chain.from_iterable(file.rows() for file in recognise(path, minimum_rows=minimum_rows)))
    return str(refusal.value)


def text_said(folder: Path, content: bytes, name: str = "epraccur.csv", *, minimum_rows: int | None = 0) -> str:
    return said(write(folder, name, content), minimum_rows=minimum_rows)


# ------------------------------------------------------------------ the whole file


def test_an_empty_file(tmp_path: Path) -> None:
    assert text_said(tmp_path, b"") == "epraccur.csv: the file is empty. Download it again."


@pytest.mark.parametrize("content", [b"\r\n\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_a_file_of_nothing_but_blank_lines(tmp_path: Path, content: bytes) -> None:
    assert text_said(tmp_path, content) == "epraccur.csv: the file is empty. Download it again."


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert said(tmp_path / "epraccur.csv") == "epraccur.csv: there is no such file, or it may not be read."


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "ods").mkdir()

    assert said(tmp_path / "ods") == "ods: there is no such file, or it may not be read."


def test_two_gigabytes_are_refused_before_a_byte_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "epraccur.csv"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))

    assert said(path) == "epraccur.csv: it has 2,000 MB; the largest file read is 200 MB."


def test_binary_junk(tmp_path: Path) -> None:
    assert text_said(tmp_path, b"\x8f\x02\x00\xfe" * 99) == (
        "epraccur.csv, line 1: this is not text. Download the file again."
    )


def test_binary_junk_after_good_lines(tmp_path: Path) -> None:
    content = lines(*(practice(f"A{n:05}") for n in range(5000))) + b"\0\0\0\n"

    assert text_said(tmp_path, content) == "epraccur.csv, line 5001: this is not text. Download the file again."


def test_windows_text_is_refused_plainly(tmp_path: Path) -> None:
    content = lines(practice(), practice("A99102", "ST MARY’S")).replace("’".encode(), "’".encode("cp1252"))

    assert text_said(tmp_path, content) == (
        "epraccur.csv, line 2: this line is not in UTF-8, perhaps since it was saved with Excel. "
        "Download the file again, or save it as “CSV UTF-8”."
    )


def test_utf_16(tmp_path: Path) -> None:
    content = lines(practice()).decode().encode("utf-16")

    assert text_said(tmp_path, content) == (
        "epraccur.csv, line 1: this text is in UTF-16. Save it as “CSV UTF-8”, or download it again."
    )


def test_a_sign_in_page_saved_as_csv(tmp_path: Path) -> None:
    assert text_said(tmp_path, b"\n<!DOCTYPE html>\n<title>Sign in</title>\n") == (
        "epraccur.csv: this is a web page, not data. Sign in where it comes from, and download it again."
    )


def test_a_pdf(tmp_path: Path) -> None:
    assert text_said(tmp_path, b"%PDF-1.7\n") == (
        "epraccur.csv: this is a PDF. Download the data itself, as .csv, .zip or .xlsx."
    )


@pytest.mark.parametrize(
    ("headings", "begins"),
    [
        ("icb_code,icb_name,region", "icb_code,icb_name,region"),
        ("icb_code,icb_ons_code,icb_name,region_code,region_name", "icb_code,icb_ons_code,icb_name,region_co…"),
        ("PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,SEX,AGE,NUMBER_OF_PATIENTS", None),
        ("A99101,THE QUAY SURGERY", "A99101,THE QUAY SURGERY"),
    ],
    ids=["former ICBs", "ICBs", "totals", "two columns"],
)
def test_what_is_not_known_is_refused_with_what_is(tmp_path: Path, headings: str, begins: str | None) -> None:
    begins = begins or "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CO…"

    assert text_said(tmp_path, f"{headings}\n".encode(), "data.csv") == (
        f"data.csv: this is no file the import knows: it begins “{begins}”. {KNOWN}"
    )


def test_another_report_of_the_same_27_columns(tmp_path: Path) -> None:
    opticians = [practice("TP001", setting="", status=""), practice("TP002", setting="", status="")]

    assert text_said(tmp_path, lines(*opticians), "eoptical.csv") == (
        "eoptical.csv: this is another ODS report: no row is a GP practice (4 or RO76 in column 26) or an NHS trust. "
        "Download epraccur or etr."
    )


def test_a_report_with_other_prescribers_only(tmp_path: Path) -> None:
    """RO760 and 44 are not the marker."""
    content = lines(practice(setting="RO760"), practice("A99102", setting="44"))

    assert text_said(tmp_path, content).startswith("epraccur.csv: this is another ODS report: no row is a GP practice")


# ------------------------------------------------------------------ cut short


@pytest.mark.parametrize(
    ("content", "least", "what"),
    [
        (lines(practice()), "10,000", "a GP practice file"),
        (lines(pcn()), "900", "a PCN file"),
        (lines(partner()), "5,000", "a file of practices in PCNs"),
        (lines(samples.MAP_HEADINGS, mapped()), "4,000", "a map of practices"),
        (lines(samples.SIZE_HEADINGS, size()), "4,000", "a list size file"),
        (lines(trust()), "150", "an NHS trust file"),
        (lines(samples.COUNCIL_HEADINGS, council()), "300", "a council file"),
    ],
)
def test_too_few_rows(tmp_path: Path, content: bytes, least: str, what: str) -> None:
    assert text_said(tmp_path, content, minimum_rows=None) == (
        f"epraccur.csv: it has 1 row; {what} has at least {least}. Download it again."
    )


def test_the_least_number_of_rows_can_be_lowered(tmp_path: Path) -> None:
    content = lines(practice(), practice("A99102"))

    assert len(list(one(write(tmp_path, "a.csv", content), minimum_rows=2).rows())) == 2
    assert text_said(tmp_path, content, minimum_rows=3) == (
        "epraccur.csv: it has 2 rows; a GP practice file has at least 3. Download it again."
    )


def test_headings_with_nothing_under_them(tmp_path: Path) -> None:
    assert text_said(tmp_path, lines(samples.MAP_HEADINGS), "map.csv") == (
        "map.csv: there is nothing under its headings. Download it again."
    )


def test_rows_of_parts_only_are_too_few(tmp_path: Path) -> None:
    content = lines(samples.SIZE_HEADINGS, size(sex="FEMALE"), size(age="95"), size(type="PCN"))

    assert text_said(tmp_path, content, "sizes.csv", minimum_rows=1) == (
        "sizes.csv: it has 0 rows; a list size file has at least 1. Download it again."
    )


@pytest.mark.parametrize("lost", [3, 5, 40])
def test_the_last_line_cut_in_a_quoted_file(tmp_path: Path, lost: int) -> None:
    content = lines(practice(), practice("A99102"))[:-lost]

    assert text_said(tmp_path, content) == (
        "epraccur.csv, line 2: the file stops in the middle of this line. Download it again."
        if lost != 5
        else "epraccur.csv, line 2: this row has 26 columns; a GP practice file has 27. Download the report again."
    )


def test_the_last_line_cut_within_a_number(tmp_path: Path) -> None:
    """10234 patients would become 10."""
    content = lines(["practice_code", "list_size"], ["A99101", "9"], ["A99102", "10234"], quoting=0).removesuffix(
        b"234\r\n"
    )

    assert text_said(tmp_path, content, "sizes.csv") == (
        "sizes.csv, line 3: the file stops in the middle of this line. Download it again."
    )


def test_a_last_line_that_lacks_only_its_end_is_whole(tmp_path: Path) -> None:
    assert len(list(one(write(tmp_path, "a.csv", lines(practice()).removesuffix(b"\r\n"))).rows())) == 1


# ------------------------------------------------------------------ rows


def test_a_row_that_is_too_narrow(tmp_path: Path) -> None:
    content = lines(*(practice(f"A99{n}") for n in range(101, 117)), practice("A99117")[:26])

    assert text_said(tmp_path, content) == (
        "epraccur.csv, line 17: this row has 26 columns; a GP practice file has 27. Download the report again."
    )


def test_a_first_row_of_the_wrong_width(tmp_path: Path) -> None:
    assert text_said(tmp_path, lines(["A99101"], practice("A99102"), practice("A99103"))) == (
        "epraccur.csv, line 1: this row has 1 column; a GP practice file has 27. Download the report again."
    )


@pytest.mark.parametrize("line", [2, 3])
def test_a_row_wider_than_its_headings(tmp_path: Path, line: int) -> None:
    rows = [mapped("A99101"), mapped("A99102")]
    rows[line - 2] = [*rows[line - 2], "x"]

    assert text_said(tmp_path, lines(samples.MAP_HEADINGS, *rows), "map.csv") == (
        f"map.csv, line {line}: this row has 18 columns; the line of headings has 17. Download the report again."
    )


def test_headings_where_none_belong(tmp_path: Path) -> None:
    headings = [f"Column {n}" for n in range(27)]
    headings[0], headings[10], headings[11] = "CODE", "Open Date", "Close Date"

    assert text_said(tmp_path, lines(headings, practice())) == (
        "epraccur.csv, line 1: these are headings; an ODS report has none. Download the report again without them."
    )


def test_headings_on_a_twin(tmp_path: Path) -> None:
    assert text_said(tmp_path, lines(samples.PARTNER_HEADINGS, partner()), "epcn.csv") == (
        "epcn.csv, line 1: these are headings; an ePCN report as .csv has none. Take them out, or import the .xlsx."
    )


def test_a_heading_that_is_missing(tmp_path: Path) -> None:
    headings, row = samples.MAP_HEADINGS[:11] + samples.MAP_HEADINGS[12:], mapped()[:11] + mapped()[12:]

    assert text_said(tmp_path, lines(headings, row), "map.csv") == (
        "map.csv, line 1: a map of practices has a heading “icb_code”; this one has none. Download it again."
    )


def test_a_heading_that_is_there_twice(tmp_path: Path) -> None:
    content = lines(["practice_code", "list_size", "List_Size"], ["A99101", "1", "2"])

    assert text_said(tmp_path, content, "sizes.csv") == (
        "sizes.csv, line 1: the heading “list_size” is here more than once. Download the file again."
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (practice("A9 101"), "the practice code “A9 101” is not 3 to 9 capital letters and digits."),
        (practice(""), "the practice code is missing."),
        (practice("AB"), "the practice code “AB” is not 3 to 9 capital letters and digits."),
        (practice("A991010000"), "the practice code “A991010000” is not 3 to 9 capital letters and digits."),
        (practice(icb="Q-M"), "the ICB code “Q-M” is not 3 to 9 capital letters and digits."),
        (practice(name=""), "the name is missing."),
        (practice(opened="20260230"), "the opening date “20260230” is not a date."),
        (practice(opened=""), "the opening date is missing."),
        (practice(closed="soon"), "the closing date “soon” is not a date."),
        (practice(closed="19740331"), "the practice ends on 31 March 1974, before it starts on 1 April 1974."),
        (
            practice(left="20200331"),
            "the spell in the sub-ICB ends on 31 March 2020, before it starts on 1 April 2020.",
        ),
        (practice(status="GONE"), "the status “GONE” is none of ACTIVE, DORMANT, INACTIVE, PROPOSED, A, D, C and P."),
        (practice(name="X" * 161), "the name has 161 characters; 160 are enough."),
        (practice(town="X" * 81), "the town has 81 characters; 80 are enough."),
        (practice(postcode="ZZ1 1AA, UK"), "the postcode has 11 characters; 10 are enough."),
        (practice(name="QUAY\u202egpj.exe"), "the name “QUAY?gpj.exe” holds a character that cannot be printed."),
        (practice("A99101"), "A99101 is here again, after line 1."),
    ],
)
def test_a_value_that_is_wrong(tmp_path: Path, row: list[str], sentence: str) -> None:
    assert text_said(tmp_path, lines(practice(), row)) == (f"epraccur.csv, line 2: {sentence} Download the file again.")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", " =", "＝"])
def test_a_formula_in_a_name(tmp_path: Path, sign: str) -> None:
    name = f"{sign}HYPERLINK(1)"
    shown = name.replace("\t", "?").replace("\r", "?")

    assert text_said(tmp_path, lines(practice(), practice("A99102", name))) == (
        f"epraccur.csv, line 2: the name “{shown}” begins like a spreadsheet formula. "
        "Find out where this file comes from; take the first character out if it is honest."
    )


@pytest.mark.parametrize(
    "row",
    [
        practice("A99102", address="=1+1"),
        practice("A99102", town="@SUM(A1)"),
        practice("A99102", postcode="+1"),
        practice("A99102", setting="-1"),
    ],
)
def test_a_formula_in_another_text(tmp_path: Path, row: list[str]) -> None:
    assert "begins like a spreadsheet formula" in text_said(tmp_path, lines(practice(), row))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            lines(pcn(), pcn("U99A02", closed="20190630")),
            "line 2: the PCN ends on 30 June 2019, before it starts on 1 July 2019. Download the file again.",
        ),
        (
            lines(partner(), partner("A99102", end="20190630")),
            "line 2: the membership ends on 30 June 2019, before it starts on 1 July 2019. Download the file again.",
        ),
        (
            lines(partner(), partner(end="20240331")),
            "line 2: A99101 in U99A01 from 2019-07-01 is here again, after line 1. Download the file again.",
        ),
        (
            lines(partner(), partner("A99102", match="PERHAPS")),
            "line 2: the match of sub-ICBs “PERHAPS” is neither TRUE nor FALSE. Download the file again.",
        ),
        (
            lines(samples.MAP_HEADINGS, mapped(), mapped("A99102", date="01Sep2026")),
            (
                "line 3: the extract date is 1 September 2026, and 1 August 2026 in the first row. "
                "Import one month at a time."
            ),
        ),
        (
            lines(samples.MAP_HEADINGS, mapped(date="August")),
            "line 2: the extract date “August” is not a date. Download the file again.",
        ),
        (
            lines(samples.MAP_HEADINGS, mapped(), mapped("A99102", pcn_code="")),
            "line 3: the PCN code is missing. Download the file again.",
        ),
        (
            lines(samples.SIZE_HEADINGS, size(), size("A99102", "-3")),
            "line 3: the number of patients “-3” is not a whole number. Download the file again.",
        ),
        (
            lines(samples.SIZE_HEADINGS, size(), size()),
            "line 3: A99101 is here again, after line 2. Download the file again.",
        ),
        (
            lines(trust(), *(trust(f"R{n}") for n in range(10, 50)), trust("A99101")),
            "line 42: “A99101” is not the code of an NHS trust. Download the report etr.",
        ),
        (
            lines(samples.COUNCIL_HEADINGS, council(), council("X B")),
            "line 3: the council code “X B” is not one of letters and digits. Download the file again.",
        ),
        (
            lines(samples.COUNCIL_HEADINGS, council(), council("XAB", name="=1+1")),
            (
                "line 3: the name “=1+1” begins like a spreadsheet formula. "
                "Find out where this file comes from; take the first character out if it is honest."
            ),
        ),
        (
            lines(samples.COUNCIL_HEADINGS, council(), council("XAB", end="1973-01-01")),
            "line 3: the council ends on 1 January 1973, before it starts on 1 April 1974. Download the file again.",
        ),
    ],
)
def test_a_row_of_another_kind_that_is_wrong(tmp_path: Path, content: bytes, sentence: str) -> None:
    assert text_said(tmp_path, content, "file.csv") == f"file.csv, {sentence}"


def test_quotation_marks_that_do_not_match(tmp_path: Path) -> None:
    content = lines(practice()) + b'"A99102","THE "OLD" SURGERY"\r\n' + lines(practice("A99103"))

    assert text_said(tmp_path, content) == (
        "epraccur.csv, line 2: the quotation marks in this row do not match. Download the file again."
    )


def test_a_line_that_does_not_end(tmp_path: Path) -> None:
    content = lines(practice()) + b"x" * 500_000

    assert text_said(tmp_path, content) == "epraccur.csv, line 2: this line does not end. Download the file again."


def test_an_open_quotation_mark_cannot_swallow_the_file(tmp_path: Path) -> None:
    content = lines(practice(), quoting=0) + b'"' + b"x\n" * 200_000

    assert text_said(tmp_path, content) == (
        "epraccur.csv, line 2: the quotation marks in this row do not match. Download the file again."
    )


# ------------------------------------------------------------------ .zip


def test_a_zip_bomb_is_stopped_by_its_ratio(tmp_path: Path) -> None:
    path = write_zip(tmp_path, "epraccur.zip", {"epraccur.csv": b"0" * 30_000_000})

    assert path.stat().st_size < 50_000
    assert said(path) == "epraccur.zip: it unpacks to more than 100 times its size, as no data file does."


@pytest.mark.slow
def test_a_zip_bomb_of_many_small_members_is_counted_as_one(tmp_path: Path) -> None:
    member = lines(practice()) + b"\n" * 3_000_000  # below the floor for each alone
    path = write_zip(tmp_path, "epraccur.zip", {f"{n}.csv": member for n in range(9)})

    assert said(path) == "epraccur.zip: it unpacks to more than 100 times its size, as no data file does."


def test_expanded_bytes_have_a_limit_of_their_own() -> None:
    budget = Budget("epraccur.zip", archive_bytes=150_000_000)
    budget.spend(400_000_000)

    with pytest.raises(BadFile) as refusal:
        budget.spend(1)
    assert str(refusal.value) == "epraccur.zip: it unpacks to more than 400 MB, and no data file is so large."


def test_a_bomb_whose_header_understates_its_size(tmp_path: Path) -> None:
    path = write_zip(tmp_path, "epraccur.zip", {"epraccur.csv": b"0" * 30_000_000})
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", 30_000_000), struct.pack("<I", 100)))

    assert said(path) == "epraccur.csv in epraccur.zip: this .zip is damaged or incomplete. Download it again."


def test_a_zip_with_an_enormous_table_of_contents(tmp_path: Path) -> None:
    path = tmp_path / "epraccur.zip"
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", *[0] * 15, 0) + b"x" * 0
    directory = entry * 40_000
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 40_000, 40_000, len(directory), 4, 0)
    path.write_bytes(b"PK\3\4" + directory + end)

    assert said(path) == "epraccur.zip: this .zip is damaged or incomplete. Download it again."


def test_a_zip_of_very_many_files(tmp_path: Path) -> None:
    path = write_zip(tmp_path, "epraccur.zip", {f"{n}.csv": b"" for n in range(51)})

    assert said(path) == "epraccur.zip: it holds 51 files; at most 50 are read."


def test_a_zip_within_a_zip(tmp_path: Path) -> None:
    inner = write_zip(tmp_path, "inner.zip", {"epraccur.csv": lines(practice())})
    path = write_zip(tmp_path, "outer.zip", {"inner.zip": inner.read_bytes()})

    assert said(path) == (
        "inner.zip in outer.zip: this is a .zip within a .zip. Unpack the outer one, and import what is inside."
    )


def test_an_empty_zip(tmp_path: Path) -> None:
    assert said(write_zip(tmp_path, "epraccur.zip", {})) == ("epraccur.zip: there is no file in it. Download it again.")


def test_a_zip_of_descriptions_only(tmp_path: Path) -> None:
    assert said(write_zip(tmp_path, "epraccur.zip", {"epraccur.pdf": b"%PDF-1.7"})) == (
        "epraccur.zip: there is no data file in it. Download it again."
    )


def test_an_unknown_file_in_a_zip_is_named(tmp_path: Path) -> None:
    path = write_zip(
        tmp_path, "epraccur.zip", {"epraccur.csv": lines(practice()), "../../etc/read\nme.txt": b"Hello\n"}
    )

    assert said(path) == (f"read?me.txt in epraccur.zip: this is no file the import knows: it begins “Hello”. {KNOWN}")


def test_a_damaged_zip(tmp_path: Path) -> None:
    whole = write_zip(tmp_path, "whole.zip", {"epraccur.csv": lines(*(practice(f"A{n:05}") for n in range(5000)))})
    content = whole.read_bytes()
    cut = write(tmp_path, "cut.zip", content[: len(content) // 2])
    spoilt = write(tmp_path, "spoilt.zip", content[:9000] + bytes(200) + content[9200:])

    assert said(cut) == "cut.zip: this .zip is damaged or incomplete. Download it again."
    assert said(spoilt) == "epraccur.csv in spoilt.zip: this .zip is damaged or incomplete. Download it again."


def test_a_zip_with_a_password(tmp_path: Path) -> None:
    path = write_zip(tmp_path, "epraccur.zip", {"epraccur.csv": lines(practice())})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\1\2") + 8] |= 1  # the flag; the standard library cannot write such a file
    path.write_bytes(content)

    assert said(path) == "epraccur.zip: it is protected by a password. Save it without one."


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_cannot_be_stopped_half_way(tmp_path: Path, method: int) -> None:
    path = tmp_path / "epraccur.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("epraccur.csv", lines(practice()))

    assert said(path) == "epraccur.zip: it is packed in an unusual way. Unpack it, and import what is inside."


# ------------------------------------------------------------------ .xlsx


def workbook(folder: Path, *rows: Sequence[object]) -> Path:
    return write_workbook(folder, "ePCN.xlsx", {"PCNDetails": [samples.PCN_HEADINGS, *rows]})


def changed(path: Path, member: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one part of it changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts[member] = change(parts[member])
    return write_zip(path.parent, path.name, parts)


SHEET = "xl/worksheets/sheet1.xml"


def test_a_workbook_that_is_not_epcn(tmp_path: Path) -> None:
    path = write_workbook(tmp_path, "rota.xlsx", {"Rota": [["Monday", "Tuesday"]], "Empty": []})

    assert said(path) == (
        f"rota.xlsx: this is no file the import knows: none of its sheets has the headings of ePCN. {KNOWN}"
    )


def test_a_wrong_row_in_a_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path, [*pcn()], [*pcn("U99A02", opened="tomorrow")])

    assert said(path) == (
        "sheet PCNDetails of ePCN.xlsx, line 3: the opening date “tomorrow” is not a date. Download the file again."
    )


def test_a_short_row_in_a_sheet(tmp_path: Path) -> None:
    assert said(workbook(tmp_path, [*pcn()][:6])) == (
        "sheet PCNDetails of ePCN.xlsx, line 2: this row has 6 columns; the line of headings has 12. "
        "Download the report again."
    )


def test_a_formula_in_a_sheet_is_seen_and_never_its_cached_value(tmp_path: Path) -> None:
    path = workbook(tmp_path, [*pcn(name='=HYPERLINK("http://example.org")')])

    assert said(path) == (
        'sheet PCNDetails of ePCN.xlsx, line 2: the name “=HYPERLINK("http://example.org")” '
        "begins like a spreadsheet formula. "
        "Find out where this file comes from; take the first character out if it is honest."
    )


def test_a_workbook_that_is_a_bomb(tmp_path: Path) -> None:
    path = changed(workbook(tmp_path), "xl/styles.xml", lambda part: part + b" " * 30_000_000)

    assert said(path) == "ePCN.xlsx: it unpacks to more than 100 times its size, as no data file does."


@pytest.mark.parametrize("part", [b"<!DOCTYPE a [<!ENTITY b 'c'>]>", "<!DOCTYPE a>".encode("utf-16")])
def test_a_workbook_that_attacks_its_parser(tmp_path: Path, part: bytes) -> None:
    path = changed(workbook(tmp_path), "xl/styles.xml", lambda old: part + old)

    assert said(path) == "ePCN.xlsx: this .xlsx is damaged or incomplete. Download it again."


def test_a_sheet_that_claims_a_million_rows(tmp_path: Path) -> None:
    path = changed(workbook(tmp_path, [*pcn()]), SHEET, lambda part: part.replace(b'r="2"', b'r="1048576"', 1))

    assert said(path) == (
        "sheet PCNDetails of ePCN.xlsx, line 200001: this sheet is larger than any ODS publishes. Download it again."
    )


def test_a_sheet_with_very_many_columns(tmp_path: Path) -> None:
    assert said(workbook(tmp_path, [*pcn(), *range(100)])) == (
        "sheet PCNDetails of ePCN.xlsx, line 2: this sheet is larger than any ODS publishes. Download it again."
    )


@pytest.mark.parametrize("member", ["xl/workbook.xml", "xl/styles.xml"])
def test_a_workbook_with_a_broken_part(tmp_path: Path, member: str) -> None:
    path = changed(workbook(tmp_path, [*pcn()]), member, lambda part: part[: len(part) // 2])

    assert said(path) == "ePCN.xlsx: this .xlsx is damaged or incomplete. Download it again."


def test_a_workbook_with_a_broken_sheet(tmp_path: Path) -> None:
    def cut(part: bytes) -> bytes:
        return part.replace(b"<sheetData>", b'<dimension ref="A1:L3"/><sheetData>')[:-150]

    assert said(changed(workbook(tmp_path, [*pcn()], [*pcn("U99A02")]), SHEET, cut)) == (
        "sheet PCNDetails of ePCN.xlsx, line 3: this .xlsx is damaged or incomplete. Download it again."
    )


def test_a_workbook_with_a_password_or_of_the_old_form(tmp_path: Path) -> None:
    assert text_said(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "ePCN.xlsx") == (
        "ePCN.xlsx: this workbook has a password or an old form. Save it as .xlsx without a password."
    )


@pytest.mark.parametrize("inside", ["[Content_Types].xml", "mimetype"])
def test_a_document_that_is_no_workbook(tmp_path: Path, inside: str) -> None:
    assert said(write_zip(tmp_path, "letter.docx", {inside: b"<x/>"})) == (
        "letter.docx: this is a document, but not a workbook. Save it as .xlsx, or as “CSV UTF-8”."
    )


# ------------------------------------------------------------------ the exception itself


def test_what_is_refused_travels_between_processes() -> None:
    refusal = BadFile("epraccur.csv", 17, "this row has 26 columns.")

    copied = pickle.loads(pickle.dumps(refusal))

    assert (str(copied), copied.line) == ("epraccur.csv, line 17: this row has 26 columns.", 17)
    assert str(BadFile("epraccur.csv", None, "the file is empty.")) == "epraccur.csv: the file is empty."


def test_nothing_is_left_open(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    for path in (
        write(tmp_path, "a.csv", b"x\n"),
        write(tmp_path, "a.zip", b"PK\3\4"),
        workbook(tmp_path, [*pcn("?")]),
    ):
        with pytest.raises(BadFile):
            list(one(path).rows())

    assert [str(warning.message) for warning in recwarn] == []
