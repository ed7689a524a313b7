"""The files as the NHS published them, where they lie beside the project; their README gives the figures."""

import csv
import datetime as dt
import shutil
import time
import tracemalloc
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from gpleadership.lib.ods import (
    BadFile,
    CouncilRow,
    Kind,
    Layout,
    ListSizeRow,
    MapRow,
    MembershipRow,
    OdsFile,
    PcnRow,
    PracticeRow,
    Status,
    TrustRow,
    english_gp_practice_in_force,
    recognise,
)

from .samples import REAL

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not REAL.is_dir(), reason="NO REAL DATA: ../shared/data/ods is not beside the project"),
]

MAP = "gp-reg-pat-prac-map_2026-08-01.csv"
CURRENT = "epraccur_2026-02_dse.csv"
LEGACY = "epraccur_2025-08_legacy.csv"
WORKBOOK = "ePCN_2024-10.xlsx"
SIZES = "practice_list_sizes_circa-2025.csv"
TRUSTS = "etr_2022-03_nhs-trusts.csv"
COUNCILS = "uk_local_authorities_mysociety_2025-07.csv"
NATIONAL = (CURRENT, WORKBOOK, MAP, SIZES)


def real(name: str) -> OdsFile:
    (file,) = recognise(REAL / name)
    return file


def practices(name: str) -> list[PracticeRow]:
    return [row for row in real(name).rows() if isinstance(row, PracticeRow)]


def mapped() -> list[MapRow]:
    return [row for row in real(MAP).rows() if isinstance(row, MapRow)]


def workbook() -> tuple[list[PcnRow], list[MembershipRow]]:
    details, partners = recognise(REAL / WORKBOOK)
    return (
        [row for row in details.rows() if isinstance(row, PcnRow)],
        [row for row in partners.rows() if isinstance(row, MembershipRow)],
    )


def test_the_map() -> None:
    file, rows = real(MAP), mapped()

    assert (file.kind, file.as_at) == (Kind.MAP, dt.date(2026, 8, 1))
    assert len(rows) == 6_129
    assert len({row.pcn_code for row in rows} - {None}) == 1_298
    assert len({row.sub_icb_code for row in rows}) == 106
    assert len({row.icb_code for row in rows}) == 36
    assert len({row.region_code for row in rows}) == 7
    assert len([row for row in rows if row.pcn_code is None]) == 52


def test_pcns_over_borders_and_names_that_are_shared() -> None:
    sub_icbs, icbs, names, sharers = defaultdict(set), defaultdict(set), defaultdict(set), Counter[str]()
    for row in mapped():
        sharers[row.practice_name] += 1
        if row.pcn_code and row.pcn_name:
            sub_icbs[row.pcn_code].add(row.sub_icb_code)
            icbs[row.pcn_code].add(row.icb_code)
            names[row.pcn_name].add(row.pcn_code)

    assert [code for code, found in icbs.items() if len(found) > 1] == ["U41591"]
    assert Counter(map(len, sub_icbs.values())) == {1: 1_287, 2: 10, 3: 1}
    assert {name for name, found in names.items() if len(found) > 1} == {"GRAND UNION PCN"}
    assert len([name for name, number in sharers.items() if number > 1]) == 201


def test_epraccur_in_the_current_format() -> None:
    rows = practices(CURRENT)

    assert (real(CURRENT).kind, real(CURRENT).layout) == (Kind.PRACTICES, Layout.CURRENT)
    assert len(rows) == 15_389
    assert len([row for row in rows if english_gp_practice_in_force(row)]) == 6_208
    assert {row.status for row in rows} == {Status.ACTIVE, Status.DORMANT, Status.INACTIVE}
    assert [row.code for row in rows if row.status is Status.ACTIVE and row.closed] == ["A91034", "A91115"]
    assert [row.address for row in rows if row.address.startswith("@")] == ["@ LOUDOUN, PLAS IONA, CARDIFF"]


def test_epraccur_in_the_legacy_format() -> None:
    """6,618 active GP practices, as the README says: 6,220 of them English, 398 Welsh."""
    rows = practices(LEGACY)
    active = [row for row in rows if row.status is Status.ACTIVE and row.is_gp_practice and row.icb_code]

    assert (real(LEGACY).kind, real(LEGACY).layout) == (Kind.PRACTICES, Layout.LEGACY)
    assert len(rows) == 16_685
    assert len(active) == 6_618
    assert Counter(english_gp_practice_in_force(row) for row in active) == {True: 6_220, False: 398}
    assert {row.status for row in rows} == set(Status)


def test_absence_is_no_closure() -> None:
    """What closed by 31 March 2017 is gone from the current format (but for one clinic), and closed nothing by that."""
    last = dt.date(2017, 3, 31)
    then = [row for row in practices(LEGACY) if row.closed and row.closed <= last]
    now = [row for row in practices(CURRENT) if row.closed and row.closed <= last]

    assert len(then) == 1_448
    assert [row.code for row in now] == ["Y00213"]


def test_practices_renamed_and_moved_in_six_months() -> None:
    def in_force(name: str) -> dict[str, PracticeRow]:
        return {row.code: row for row in practices(name) if english_gp_practice_in_force(row)}

    before, after = in_force(LEGACY), in_force(CURRENT)
    both = before.keys() & after.keys()

    assert len([code for code in both if before[code].name != after[code].name]) == 33
    assert len([code for code in both if before[code].postcode != after[code].postcode]) == 76


def test_the_epcn_workbook() -> None:
    details, partners = workbook()

    assert (len(details), len(partners)) == (1_366, 7_705)
    assert len([row for row in partners if row.end is None]) == 6_224
    assert Counter(Counter(row.practice_code for row in partners).values()) == {1: 6_002, 2: 734, 3: 73, 4: 4}
    assert Counter(row.same_sub_icb for row in partners) == {True: 7_569, False: 136}


def test_131_practices_changed_pcn_between_workbook_and_map() -> None:
    _, partners = workbook()
    before = {row.practice_code: row.pcn_code for row in partners if row.end is None}
    after = {row.practice_code: row.pcn_code for row in mapped()}
    moved = [after[code] for code in before.keys() & after.keys() if before[code] != after[code]]

    assert len(moved) == 131
    assert moved.count(None) == 7


def test_list_sizes() -> None:
    rows = [row for row in real(SIZES).rows() if isinstance(row, ListSizeRow)]

    assert (real(SIZES).layout, real(SIZES).as_at, real(SIZES).proposal) == (Layout.DERIVED, None, None)
    assert len(rows) == 6_215
    assert 60_000_000 < sum(row.patients for row in rows) < 66_000_000


def test_trusts() -> None:
    rows = [row for row in real(TRUSTS).rows() if isinstance(row, TrustRow)]

    assert len(rows) == 218
    assert len([row for row in rows if row.closed]) == 6


def test_councils() -> None:
    rows = [row for row in real(COUNCILS).rows() if isinstance(row, CouncilRow)]

    assert len(rows) == 470
    assert len([row for row in rows if row.current]) == 397
    assert len([row for row in rows if row.gss_code is None]) == 25


@pytest.mark.parametrize(
    ("name", "date"),
    [
        (CURRENT, dt.date(2026, 2, 3)),
        (LEGACY, dt.date(2025, 8, 7)),
        (TRUSTS, dt.date(2022, 3, 1)),
        (COUNCILS, dt.date(2025, 7, 1)),
        (WORKBOOK, dt.date(2024, 10, 1)),
    ],
)
def test_a_date_is_proposed_where_none_is_carried(name: str, date: dt.date) -> None:
    for file in recognise(REAL / name):
        assert file.as_at is None
        assert file.proposal is not None
        assert file.proposal.date == date


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("icbs_42_to_2026-03-31.csv", "icb_code,icb_name,region"),
        ("derived_icbs_36_2026-08.csv", "icb_code,icb_ons_code,icb_name,region_co…"),
        ("gp-reg-pat-prac-sing-age-regions_2026-08-01_totals.csv", "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CO…"),
    ],
)
def test_files_for_checking_only_are_refused_as_unknown(name: str, begins: str) -> None:
    with pytest.raises(BadFile) as refusal:
        recognise(REAL / name)

    assert str(refusal.value).startswith(f"{name}: this is no file the import knows: it begins “{begins}”. It knows ")


def test_the_map_and_the_totals_agree_with_a_plain_reading() -> None:
    with (REAL / MAP).open(newline="", encoding="utf-8") as file:
        plain = {row["PRACTICE_CODE"]: (row["PCN_CODE"], row["ICB_CODE"]) for row in csv.DictReader(file)}

    assert {row.practice_code: (row.pcn_code or "U", row.icb_code) for row in mapped()} == plain


@pytest.mark.parametrize("lost", [1, 100_000, 1_000_000])
def test_a_real_file_that_was_cut_is_refused(tmp_path: Path, lost: int) -> None:
    shutil.copy(REAL / CURRENT, tmp_path / CURRENT)
    path = tmp_path / CURRENT
    path.write_bytes(path.read_bytes()[:-lost])
    (file,) = recognise(path)

    if lost == 1:  # of the two characters of a line end
        assert len(list(file.rows())) == 15_389
    else:
        with pytest.raises(BadFile, match=r"the file stops in the middle of this line|this row has"):
            list(file.rows())


def test_the_national_set_is_read_quickly_and_in_little_memory() -> None:
    """A wide margin over what was measured (2 s and 12 MB on a slow core), so that only a mistake in kind fails."""
    started = time.process_time()
    rows = sum(1 for name in NATIONAL for file in recognise(REAL / name) for _ in file.rows())
    took = time.process_time() - started

    assert rows == 15_389 + 1_366 + 7_705 + 6_129 + 6_215
    assert took < 8

    tracemalloc.start()
    try:
        for _ in real(CURRENT).rows():
            pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000
