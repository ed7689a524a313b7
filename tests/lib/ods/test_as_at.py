"""The date of a file that carries none is proposed, with its reason, and confirmed by a person."""

import datetime as dt
from pathlib import Path

import pytest

from gpleadership.lib.ods import AsAt, recognise

from . import samples
from .samples import council, lines, mapped, one, partner, pcn, practice, size, trust, write, write_zip

NAME = "from the name of the file"
MONTH = "from the name of the file, which gives only the month"


def proposed(folder: Path, name: str, content: bytes) -> AsAt | None:
    return one(write(folder, name, content)).proposal


@pytest.mark.parametrize(
    ("name", "date", "source"),
    [
        ("epraccur_2026-02-17.csv", dt.date(2026, 2, 17), NAME),
        ("epraccur 20260217 (2).csv", dt.date(2026, 2, 17), NAME),
        ("17Feb2026.csv", dt.date(2026, 2, 17), NAME),
        ("epraccur-17-February-2026.csv", dt.date(2026, 2, 17), NAME),
        ("epraccur_2026-02_dse.csv", dt.date(2026, 2, 1), MONTH),
        ("epraccur-february-2026.csv", dt.date(2026, 2, 1), MONTH),
        ("Feb2026.csv", dt.date(2026, 2, 1), MONTH),
    ],
)
def test_from_the_name(tmp_path: Path, name: str, date: dt.date, source: str) -> None:
    assert proposed(tmp_path, name, lines(practice())) == AsAt(date, source)


@pytest.mark.parametrize(
    "name", ["epraccur.csv", "circa-2025.csv", "2026-13-01.csv", "12345678.csv", "call 2026 now.csv"]
)
def test_a_name_without_a_date_leaves_the_newest_record(tmp_path: Path, name: str) -> None:
    content = lines(practice(), practice("A99102", opened="20260116"), practice("A99103", opened="20251231"))

    assert proposed(tmp_path, name, content) == AsAt(dt.date(2026, 1, 16), "newest record, opened on 16 January 2026")


def test_a_month_in_the_name_takes_its_day_from_the_newest_record(tmp_path: Path) -> None:
    assert proposed(tmp_path, "epraccur_2026-02.csv", lines(practice(opened="20260203"))) == AsAt(
        dt.date(2026, 2, 3), "from the month in the name of the file, and its newest record, opened on 3 February 2026"
    )


def test_what_lies_ahead_proposes_nothing(tmp_path: Path) -> None:
    """Neither a practice that is only proposed nor an end to come."""
    content = lines(
        practice(opened="20250701", closed="20301231"),
        practice("A99102", opened="20270901", status="PROPOSED"),
    )

    assert proposed(tmp_path, "epraccur.csv", content) == AsAt(
        dt.date(2025, 7, 1), "newest record, opened on 1 July 2025"
    )


def test_a_date_of_amendment_counts_where_there_is_one(tmp_path: Path) -> None:
    row = practice()
    row[21] = "20260115"

    assert proposed(tmp_path, "epraccur.csv", lines(row)) == AsAt(
        dt.date(2026, 1, 15), "newest record, amended on 15 January 2026"
    )


@pytest.mark.parametrize(
    ("content", "source"),
    [
        (lines(pcn(opened="20241001")), "newest record, opened on 1 October 2024"),
        (lines(partner(start="20241001", end="20250331")), "newest record, begun on 1 October 2024"),
        (lines(trust(opened="20201001")), "newest record, opened on 1 October 2020"),
        (lines(samples.COUNCIL_HEADINGS, council(start="2023-04-01")), "newest record, begun on 1 April 2023"),
    ],
)
def test_each_kind_has_its_newest_record(tmp_path: Path, content: bytes, source: str) -> None:
    proposal = proposed(tmp_path, "file.csv", content)

    assert proposal is not None
    assert proposal.source == source


def test_derived_list_sizes_give_no_hint(tmp_path: Path) -> None:
    content = lines(["practice_code", "list_size"], ["A99101", "1"])

    assert proposed(tmp_path, "practice_list_sizes_circa-2025.csv", content) is None
    assert one(write(tmp_path, "a.csv", content)).as_at is None


@pytest.mark.parametrize(
    "content",
    [
        lines(samples.MAP_HEADINGS, mapped(date="01Aug2026")),
        lines(samples.SIZE_HEADINGS, size(date="01AUG2026")),
        lines(samples.SIZE_HEADINGS, size(date="01-Aug-26")),
        lines(samples.SIZE_HEADINGS, size(date="2026-08-01")),
    ],
)
def test_a_publication_carries_its_date_and_needs_no_proposal(tmp_path: Path, content: bytes) -> None:
    file = one(write(tmp_path, "2020-01-01.csv", content))

    assert (file.as_at, file.proposal) == (dt.date(2026, 8, 1), None)


def test_the_name_of_a_zip_speaks_for_what_is_in_it(tmp_path: Path) -> None:
    path = write_zip(tmp_path, "ods_2026-02-17.zip", {"epraccur.csv": lines(practice())})

    assert one(path).proposal == AsAt(dt.date(2026, 2, 17), NAME)


def test_the_name_its_user_gave_counts_and_not_the_one_on_disk(tmp_path: Path) -> None:
    path = write(tmp_path, "upload-20200101.tmp", lines(practice()))

    (file,) = recognise(path, "epraccur_20260217.csv", minimum_rows=1)

    assert file.proposal == AsAt(dt.date(2026, 2, 17), NAME)
