"""A file is what is in it, whatever it is called and however it is packed."""

import datetime as dt
import zipfile
from pathlib import Path

import pytest

from gpleadership.lib.ods import Kind, Layout, ListSizeRow, MapRow, PcnRow, PracticeRow, Status, order_key, recognise

from . import samples
from .samples import council, lines, mapped, one, partner, pcn, practice, size, trust, write, write_workbook, write_zip

FILES = {
    "current epraccur": (lines(practice()), Kind.PRACTICES, Layout.CURRENT),
    "legacy epraccur": (lines(practice(status="A", setting="4")), Kind.PRACTICES, Layout.LEGACY),
    "a GP practice among others": (
        lines(practice("Y00001", setting="RO72"), practice(setting="RO76|RO268")),
        Kind.PRACTICES,
        Layout.CURRENT,
    ),
    "epcn twin": (lines(pcn()), Kind.PCNS, Layout.REPORT),
    "core partner twin": (lines(partner()), Kind.MEMBERSHIPS, Layout.REPORT),
    "map": (lines(samples.MAP_HEADINGS, mapped()), Kind.MAP, Layout.PUBLICATION),
    "published list sizes": (lines(samples.SIZE_HEADINGS, size()), Kind.LIST_SIZES, Layout.PUBLICATION),
    "derived list sizes": (
        lines(["practice_code", "list_size", "imd_score"], ["A99101", "10234", "NA"]),
        Kind.LIST_SIZES,
        Layout.DERIVED,
    ),
    "trusts": (lines(trust()), Kind.TRUSTS, Layout.LEGACY),
    "councils": (lines(samples.COUNCIL_HEADINGS, council()), Kind.COUNCILS, Layout.MYSOCIETY),
}


@pytest.mark.parametrize(("content", "kind", "layout"), FILES.values(), ids=FILES)
def test_a_file_is_known_by_its_content(tmp_path: Path, content: bytes, kind: Kind, layout: Layout) -> None:
    file = one(write(tmp_path, "holiday photos.txt", content))

    assert (file.kind, file.layout) == (kind, layout)
    assert len(list(file.rows())) == content.count(b"\n") - (kind in {Kind.MAP, Kind.LIST_SIZES, Kind.COUNCILS})


def test_a_name_that_says_otherwise_is_not_believed(tmp_path: Path) -> None:
    assert one(write(tmp_path, "epraccur.xlsx", lines(pcn()))).kind is Kind.PCNS


def test_a_workbook_gives_both_its_sheets(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path,
        "ePCN.xlsx",
        {
            "Notes": [["This workbook holds"]],
            "PCNDetails": [samples.PCN_HEADINGS, pcn()],
            "PCN Core Partner Details": [samples.PARTNER_HEADINGS, [*partner()[:9], None, True]],
        },
    )

    details, partners = recognise(path, minimum_rows=1)

    assert (details.kind, details.name) == (Kind.PCNS, "sheet PCNDetails of ePCN.xlsx")
    assert (partners.kind, partners.name) == (Kind.MEMBERSHIPS, "sheet PCN Core Partner Details of ePCN.xlsx")
    assert details.sha256 == partners.sha256
    assert [row.line for row in details.rows()] == [2]
    assert [row.identity for row in partners.rows()] == ["A99101 in U99A01 from 2019-07-01"]


def test_a_sheet_may_hold_real_dates_and_numbers(tmp_path: Path) -> None:
    row: list[object] = [*pcn()]
    row[4], row[5] = dt.datetime(2019, 7, 1), 20240331.0
    path = write_workbook(tmp_path, "ePCN.xlsx", {"PCNDetails": [samples.PCN_HEADINGS, row]})

    (found,) = one(path).rows()

    assert isinstance(found, PcnRow)
    assert (found.opened, found.closed) == (dt.date(2019, 7, 1), dt.date(2024, 3, 31))


def test_a_zip_gives_all_its_files_and_passes_its_description_over(tmp_path: Path) -> None:
    workbook = write_workbook(tmp_path, "ePCN.xlsx", {"PCNDetails": [samples.PCN_HEADINGS, pcn()]})
    path = write_zip(
        tmp_path,
        "download.zip",
        {
            "july/epraccur.csv": lines(practice()),
            "july/epraccur.pdf": b"%PDF-1.7 what the columns mean",
            "__MACOSX/july/._epraccur.csv": b"\0\0",
            "ePCN.xlsx": workbook.read_bytes(),
        },
    )

    practices, pcns = recognise(path, minimum_rows=1)

    assert practices.name == "epraccur.csv in download.zip"
    assert pcns.name == "sheet PCNDetails of ePCN.xlsx in download.zip"
    assert [row.identity for file in (practices, pcns) for row in file.rows()] == ["A99101", "U99A01"]


def test_the_same_content_has_the_same_hash_in_a_zip_and_out_of_it(tmp_path: Path) -> None:
    content = lines(practice())
    loose = one(write(tmp_path, "a.csv", content))
    packed = one(write_zip(tmp_path, "b.zip", {"c.csv": content}))

    assert loose.sha256 == packed.sha256
    assert loose.sha256 != one(write(tmp_path, "d.csv", lines(practice("A99102")))).sha256


def test_an_upload_is_called_what_its_user_called_it(tmp_path: Path) -> None:
    (file,) = recognise(write(tmp_path, "tmpq8x.upload", lines(practice())), r"C:\Users\ann\epraccur.csv")

    assert file.name == "epraccur.csv"


def test_a_file_can_be_read_again_and_holds_nothing_open(tmp_path: Path) -> None:
    path = write_zip(tmp_path, "a.zip", {"epraccur.csv": lines(practice())})
    file = one(path)
    started = file.rows()
    next(started)

    assert [row.line for row in file.rows()] == [row.line for row in file.rows()] == [1]


def test_rows_are_read_one_at_a_time(tmp_path: Path) -> None:
    """The wrong second row is not met until it is asked for."""
    file = one(write(tmp_path, "a.csv", lines(practice(), practice("A99102", opened="soon"))))

    assert next(file.rows()).identity == "A99101"


def test_a_byte_order_mark_and_either_line_end_are_accepted(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + lines(samples.MAP_HEADINGS, mapped()).replace(b"\r\n", b"\n")

    assert one(write(tmp_path, "a.csv", content)).kind is Kind.MAP


def test_a_practice_row_is_normalised(tmp_path: Path) -> None:
    raw = practice(" a99101 ", "  THE   QUAY SURGERY ", postcode="zz11aa", status="D", setting="4", closed="20260331")

    (row,) = one(write(tmp_path, "a.csv", lines(raw))).rows()

    assert row == PracticeRow(
        line=1,
        code="A99101",
        name="THE QUAY SURGERY",
        region_code="Y63",
        icb_code="QHM",
        address="1 QUAY STREET, EASTMERE",
        town="",
        postcode="ZZ1 1AA",
        opened=dt.date(1974, 4, 1),
        closed=dt.date(2026, 3, 31),
        status=Status.DORMANT,
        sub_icb_code="16C",
        joined=dt.date(2020, 4, 1),
        left=None,
        amended=None,
        setting="4",
    )


def test_columns_with_headings_may_stand_in_any_order(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", lines([*reversed(samples.MAP_HEADINGS)], [*reversed(mapped())]))

    (row,) = one(path).rows()

    assert isinstance(row, MapRow)
    assert (row.practice_code, row.pcn_code, row.icb_code) == ("A99101", "U99A01", "QHM")


def test_files_are_put_in_order_by_date_and_then_by_kind() -> None:
    july, august = dt.date(2026, 7, 1), dt.date(2026, 8, 1)
    files = [(Kind.MAP, august), (Kind.PRACTICES, august), (Kind.LIST_SIZES, july), (Kind.MEMBERSHIPS, august)]

    assert sorted(files, key=lambda file: order_key(*file)) == [
        (Kind.LIST_SIZES, july),
        (Kind.PRACTICES, august),
        (Kind.MEMBERSHIPS, august),
        (Kind.MAP, august),
    ]


def test_expected_rows_are_about_right_for_a_progress_bar(tmp_path: Path) -> None:
    assert one(write(tmp_path, "a.csv", lines(*(practice(f"A99{n}") for n in range(100, 200))))).expected_rows == 100


def test_a_stored_member_is_read_like_a_deflated_one(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("sizes.csv", lines(["practice_code", "list_size"], ["A99101", "7"]))

    assert list(one(path).rows()) == [ListSizeRow(2, "A99101", 7)]
