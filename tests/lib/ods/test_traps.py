"""The traps that the README of the reference data lists, each by name. Real figures: `test_real_files`."""

import datetime as dt
from pathlib import Path

import pytest

from gpleadership.lib.ods import (
    CouncilRow,
    ListSizeRow,
    MapRow,
    MembershipRow,
    PcnRow,
    PracticeRow,
    Status,
    TrustRow,
    english_gp_practice_in_force,
)

from . import samples
from .samples import council, lines, mapped, one, partner, pcn, practice, rows_of, size, trust, write


@pytest.mark.parametrize(
    ("row", "in_force"),
    [
        (practice(), True),
        (practice(status="A", setting="4"), True),
        (practice(setting="RO268|RO76"), True),
        (practice(closed="20251231"), True),
        (practice(status="DORMANT"), False),
        (practice(status="INACTIVE"), False),
        (practice(status="D", setting="4"), False),
        (practice(status="P", setting="4"), False),
        (practice(setting="RO72"), False),
        (practice(setting="14"), False),
        (practice(icb=""), False),
        (practice(region="W00", icb="7A6"), False),
    ],
)
def test_an_english_gp_practice_in_force(tmp_path: Path, row: list[str], in_force: bool) -> None:
    found, _ = rows_of(tmp_path, row, practice("A99999"))

    assert isinstance(found, PracticeRow)
    assert english_gp_practice_in_force(found) is in_force


def test_all_ods_reports_share_27_columns_so_the_marker_must_occur(tmp_path: Path) -> None:
    """Other prescribers may come first; the one practice decides."""
    others = [practice(f"Y{n:05}", setting="RO72") for n in range(100)]

    assert len(rows_of(tmp_path, *others, practice())) == 101


def test_trusts_have_the_same_shape_with_neither_status_nor_setting(tmp_path: Path) -> None:
    (found,) = rows_of(tmp_path, trust(closed="20200930"))

    assert isinstance(found, TrustRow)
    assert (found.code, found.town, found.closed) == ("RZ1", "EASTMERE", dt.date(2020, 9, 30))


def test_the_town_is_known_only_in_the_current_format(tmp_path: Path) -> None:
    (current,) = rows_of(tmp_path, practice())
    (legacy,) = rows_of(tmp_path, practice(status="A", setting="4"))

    assert isinstance(current, PracticeRow)
    assert isinstance(legacy, PracticeRow)
    assert (current.town, legacy.town) == ("EASTMERE", "")


def test_a_practice_that_stops_is_dormant_before_it_is_inactive(tmp_path: Path) -> None:
    found = rows_of(tmp_path, practice(), practice("A99102", status="DORMANT"), practice("A99103", status="INACTIVE"))

    assert [row.status for row in found if isinstance(row, PracticeRow)] == [
        Status.ACTIVE,
        Status.DORMANT,
        Status.INACTIVE,
    ]


def test_names_are_shared_and_never_a_key(tmp_path: Path) -> None:
    assert len(rows_of(tmp_path, practice(), practice("A99102"))) == 2
    assert len(rows_of(tmp_path, pcn("U99A01", "GRAND UNION PCN"), pcn("U99A02", "GRAND UNION PCN"))) == 2


def test_a_practice_has_several_dated_spells_which_may_share_a_day(tmp_path: Path) -> None:
    first = partner(start="20191001", end="20220701")
    second = partner(pcn_code="U99A02", start="20220701", end="20240331")
    back = partner(start="20240401")

    spells = [row for row in rows_of(tmp_path, first, second, back) if isinstance(row, MembershipRow)]

    assert [spell.pcn_code for spell in spells if spell.in_force(dt.date(2022, 7, 1))] == ["U99A01", "U99A02"]
    assert [spell.pcn_code for spell in spells if spell.in_force(dt.date(2024, 3, 31))] == ["U99A02"]
    assert [spell.pcn_code for spell in spells if spell.in_force(dt.date(2024, 4, 1))] == ["U99A01"]


def test_an_end_is_the_last_day_in_force_and_can_lie_in_the_future(tmp_path: Path) -> None:
    (spell,) = rows_of(tmp_path, partner(end="20991231"))

    assert isinstance(spell, MembershipRow)
    assert spell.in_force(dt.date(2099, 12, 31))
    assert not spell.in_force(dt.date(2100, 1, 1))


def test_a_pcn_can_reach_over_sub_icbs_and_icbs(tmp_path: Path) -> None:
    rows = [mapped("A99101"), mapped("A99102", sub_icb="D2P2L", icb="T6Y0W")]

    found = [row for row in rows_of(tmp_path, samples.MAP_HEADINGS, *rows) if isinstance(row, MapRow)]

    assert [(row.pcn_code, row.sub_icb_code, row.icb_code) for row in found] == [
        ("U99A01", "16C", "QHM"),
        ("U99A01", "D2P2L", "T6Y0W"),
    ]


def test_u_is_unallocated_and_no_pcn(tmp_path: Path) -> None:
    (found,) = rows_of(tmp_path, samples.MAP_HEADINGS, mapped(pcn_code="U"))

    assert isinstance(found, MapRow)
    assert (found.pcn_code, found.pcn_name) == (None, None)


def test_codes_of_three_and_five_characters_are_both_codes(tmp_path: Path) -> None:
    found = rows_of(tmp_path, samples.MAP_HEADINGS, mapped(), mapped("A99102", sub_icb="A3A8R", icb="Z9B2Z"))

    assert [(row.sub_icb_code, row.icb_code) for row in found if isinstance(row, MapRow)] == [
        ("16C", "QHM"),
        ("A3A8R", "Z9B2Z"),
    ]


@pytest.mark.parametrize("spelling", ["01Aug2026", "01-Aug-26", "2026-08-01", "01AUG2026"])
def test_extract_dates_are_spelt_in_four_ways(tmp_path: Path, spelling: str) -> None:
    content = lines(samples.MAP_HEADINGS, mapped(date=spelling))

    assert one(write(tmp_path, "map.csv", content)).as_at == dt.date(2026, 8, 1)


def test_headings_of_the_workbook_contain_line_breaks(tmp_path: Path) -> None:
    assert any("\n" in heading for heading in samples.PARTNER_HEADINGS)
    path = samples.write_workbook(tmp_path, "a.xlsx", {"Any name": [samples.PARTNER_HEADINGS, partner()]})

    (found,) = one(path).rows()

    assert isinstance(found, MembershipRow)
    assert found.practice_code == "A99101"


def test_the_twins_have_the_same_columns_and_no_headings(tmp_path: Path) -> None:
    (found,) = rows_of(tmp_path, pcn(closed="20240331"))

    assert isinstance(found, PcnRow)
    assert (found.line, found.code, found.closed) == (1, "U99A01", dt.date(2024, 3, 31))


def test_of_list_sizes_only_gp_all_all_is_taken(tmp_path: Path) -> None:
    rows = [
        size("A99101", "5000", sex="MALE"),
        size("A99101", "9", age="95+"),
        size("U99A01", "41200", type="PCN"),
        size("A99101", "10234"),
    ]

    assert rows_of(tmp_path, samples.SIZE_HEADINGS, *rows) == [ListSizeRow(5, "A99101", 10234)]


def test_list_sizes_come_in_a_derived_layout_too(tmp_path: Path) -> None:
    headings = ["practice_code", "list_size", "imd_score"]

    assert rows_of(tmp_path, headings, ["A99101", "35", "NA"]) == [ListSizeRow(2, "A99101", 35)]


def test_former_councils_have_a_suffix_and_no_gss_code(tmp_path: Path) -> None:
    old = council("NIR-A", gss="", start="", end="2015-03-31", replaced_by="CBD,WAF", current="False")

    (found,) = rows_of(tmp_path, samples.COUNCIL_HEADINGS, old)

    assert isinstance(found, CouncilRow)
    assert (found.code, found.gss_code, found.started, found.current) == ("NIR-A", None, None, False)
    assert found.replaced_by == ("CBD", "WAF")


def test_an_at_sign_may_lead_an_address(tmp_path: Path) -> None:
    (found,) = rows_of(tmp_path, practice(address="@ LOUDOUN"))

    assert isinstance(found, PracticeRow)
    assert found.address == "@ LOUDOUN, EASTMERE"
