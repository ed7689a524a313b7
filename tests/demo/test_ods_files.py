"""The demo's country: fictional, the same every time, and read by the real reader."""

import datetime as dt
import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from gpleadership.demo.ods import plan, write
from gpleadership.lib.ods import (
    BadFile,
    CouncilRow,
    Kind,
    ListSizeRow,
    MapRow,
    MembershipRow,
    OdsFile,
    PcnRow,
    PracticeRow,
    Row,
    Status,
    TrustRow,
    display_name,
    english_gp_practice_in_force,
    recognise,
)
from tests.lib.ods.samples import REAL

SCALES = ["place", "system", "england"]
AS_AT = dt.date(2026, 11, 1)


def files(folder: Path, scale: str) -> list[OdsFile]:
    written = write(folder, scale, AS_AT)
    return list(chain.from_iterable(recognise(path, minimum_rows=1) for path in written))


@pytest.fixture(scope="module", params=SCALES)
def scale(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def read(scale: str, tmp_path_factory: pytest.TempPathFactory) -> dict[Kind, list[Row]]:
    """All rows of all files of a scale, by kind."""
    return {file.kind: list(file.rows()) for file in files(tmp_path_factory.mktemp(scale), scale)}


def test_every_kind_is_written_and_read(read: dict[Kind, list[Row]]) -> None:
    assert set(read) == set(Kind)
    assert all(read.values())


def test_what_is_read_is_what_was_planned(scale: str, read: dict[Kind, list[Row]]) -> None:
    planned = plan(scale)
    homes = {practice.code: pcn.code for pcn in planned.pcns for practice in pcn.practices}

    sizes = {row.practice_code: row.patients for row in read[Kind.LIST_SIZES] if isinstance(row, ListSizeRow)}
    assert sizes == {practice.code: practice.patients for practice in planned.practices}
    mapped = {row.practice_code: row.pcn_code for row in read[Kind.MAP] if isinstance(row, MapRow)}
    assert mapped == {code: homes.get(code) for code in sizes}
    current = {
        row.practice_code: row.pcn_code
        for row in read[Kind.MEMBERSHIPS]
        if isinstance(row, MembershipRow) and row.in_force(AS_AT)
    }
    assert current == homes
    practices = [row for row in read[Kind.PRACTICES] if isinstance(row, PracticeRow)]
    assert {row.code for row in practices if english_gp_practice_in_force(row)} == sizes.keys()
    assert {row.code for row in read[Kind.TRUSTS] if isinstance(row, TrustRow)} == {
        trust.code for system in planned.systems for trust in system.trusts
    }
    assert {row.name for row in read[Kind.COUNCILS] if isinstance(row, CouncilRow)} == {
        place.council.name for place in planned.places
    }
    assert {row.icb_name for row in read[Kind.MAP] if isinstance(row, MapRow)} == {
        system.name for system in planned.systems
    }


def test_every_scale_has_what_makes_real_files_hard(scale: str, read: dict[Kind, list[Row]]) -> None:
    practices = [row for row in read[Kind.PRACTICES] if isinstance(row, PracticeRow)]
    spells = [row for row in read[Kind.MEMBERSHIPS] if isinstance(row, MembershipRow)]

    assert {row.status for row in practices} == {Status.ACTIVE, Status.DORMANT, Status.INACTIVE}
    assert max(Counter(row.name for row in practices).values()) > 1, "a name is shared"
    assert [row for row in spells if row.end], "a spell has ended"
    assert [row for row in read[Kind.PCNS] if isinstance(row, PcnRow) and row.closed], "a PCN is closed"
    assert [row for row in read[Kind.MAP] if isinstance(row, MapRow) and row.pcn_code is None], "one has no PCN"
    if scale == "england":
        pcns = Counter(row.name for row in read[Kind.PCNS] if isinstance(row, PcnRow))
        assert [name for name, number in pcns.items() if number > 1] == ["LONG TOWPATH PCN"]


def test_spells_of_a_practice_follow_each_other() -> None:
    for place in plan("england").places:
        for practice in (*place.practices, *place.former_practices):
            for before, after in zip(practice.spells, practice.spells[1:], strict=False):
                assert before.end is not None
                assert after.start == before.end + dt.timedelta(days=1)


def test_names_in_capitals_can_be_shown_as_planned(scale: str) -> None:
    planned = plan(scale)
    names = {practice.name for practice in planned.practices} | {pcn.name for pcn in planned.pcns}

    assert {name for name in names if display_name(name.upper()) != name} == set()


def test_dates_come_from_the_file_or_its_name(tmp_path: Path) -> None:
    for file in files(tmp_path, "place"):
        assert (file.as_at or (file.proposal and file.proposal.date)) == AS_AT, file.name


def test_the_same_scale_and_day_give_the_same_bytes(scale: str, tmp_path: Path) -> None:
    first, second = (write(tmp_path / folder, scale, AS_AT) for folder in ("one", "two"))

    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_a_day_before_the_last_of_the_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"from 2024-07-01 on: 2024-06-30 is too early"):
        write(tmp_path, "place", dt.date(2024, 6, 30))


def test_an_unknown_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="galaxy"):
        plan("galaxy")


def test_demo_files_are_too_small_to_pass_for_national_ones(tmp_path: Path) -> None:
    for path in write(tmp_path, "system", AS_AT):
        with pytest.raises(BadFile, match="has at least"):
            list(recognise(path)[0].rows())


# ------------------------------------------------------------------ the three scales


def test_the_place_is_eastmere() -> None:
    (place,) = plan("place").places

    assert (place.name, place.council.name) == ("Eastmere", "Eastmere Borough Council")
    assert (place.patients, len(place.pcns), len(place.practices)) == (318_900, 8, 38)
    assert len(place.practices) + len(place.former_practices) == 44
    assert {pcn.name: (len(pcn.practices), pcn.patients) for pcn in place.pcns} == {
        "Harbour PCN": (5, 47_600),
        "Coastal Villages PCN": (6, 41_200),
        "Old Town PCN": (5, 52_300),
        "Saltings PCN": (5, 38_400),
        "Northgate PCN": (4, 36_900),
        "Wolds Edge PCN": (4, 27_500),
        "Mere Valley PCN": (5, 43_700),
        "Ashfield and Priory PCN": (4, 31_300),
    }
    assert place.federations == ("Eastmere Primary Care Federation",)
    assert place.group_name == "Eastmere GP Leadership Group"
    codes = {practice.code: practice.name for practice in place.practices}
    assert codes["A99102"] == "Sandholme Surgery"
    assert codes["A99107"] == "Lighthouse Practice"
    assert codes["A99111"] == "Marram Health Centre"
    assert codes["A99131"] == "High Wold Surgery"


def test_the_system_is_tidewater() -> None:
    (system,) = plan("system").systems

    assert (system.name, system.slug, system.lmc) == (
        "NHS Tidewater Integrated Care Board",
        "tidewater",
        "Tidewater LMC",
    )
    assert {place.name: (place.patients, len(place.pcns)) for place in system.places} == {
        "Eastmere": (318_900, 8),
        "Ambleford": (212_400, 6),
        "Fenbridge": (146_000, 4),
        "Marlbeck": (187_300, 5),
        "Norwold": (131_700, 3),
    }
    assert {place.name for place in system.places if place.group_name} == {"Eastmere", "Ambleford", "Fenbridge"}


def test_england() -> None:
    planned = plan("england")
    sub_icbs = [sub_icb for system in planned.systems for sub_icb in system.sub_icbs]

    assert (len(planned.systems), len(sub_icbs), len(planned.places)) == (36, 106, 175)
    assert len({system.region.code for system in planned.systems}) == 7
    assert 1_270 <= len(planned.pcns) <= 1_330
    assert 6_000 <= len(planned.practices) <= 6_250
    assert 62_000_000 <= planned.patients <= 64_000_000
    assert all(place.group_name for place in planned.places)
    within = [pcn for pcn in planned.pcns if 30_000 <= pcn.patients <= 50_000]
    assert 0.55 < len(within) / len(planned.pcns) < 0.75
    assert 40 <= len([practice for practice in planned.practices if not practice.spells]) <= 70
    assert min(pcn.patients for pcn in planned.pcns) >= 500


def test_every_practice_of_a_place_has_patients() -> None:
    for place in plan("england").places:
        assert all(600 < practice.patients < 40_000 for practice in place.practices), place.name
        assert all(practice.patients == 0 for practice in place.former_practices), place.name


def test_a_smaller_scale_is_part_of_a_larger_one() -> None:
    place, system, england = (plan(scale) for scale in SCALES)

    assert set(place.practices) <= set(system.practices) <= set(england.practices)
    assert set(place.pcns) <= set(system.pcns) <= set(england.pcns)
    assert place.places[0] == system.places[0] == england.places[0]
    assert [sub_icb.ons_code for sub_icb in place.systems[0].sub_icbs] == ["E38990000"]
    assert system.systems[0].sub_icbs[0] == england.systems[0].sub_icbs[0]
    assert system.systems[0].code == england.systems[0].code == "QZT"


def test_codes_and_slugs_are_unique_and_of_their_range() -> None:
    planned = plan("england")
    sub_icbs = [sub_icb for system in planned.systems for sub_icb in system.sub_icbs]
    former = [practice for place in planned.places for practice in place.former_practices]
    pcns = [*planned.pcns, *(pcn for place in planned.places for pcn in place.former_pcns)]

    for codes, shape in (
        ([practice.code for practice in (*planned.practices, *former)], r"[A-P]99[1-7]\d\d"),
        ([pcn.code for pcn in pcns], r"U99[A-Z]\d\d"),
        ([sub_icb.code for sub_icb in sub_icbs], r"X99[A-Z]\d"),
        ([system.code for system in planned.systems], r"QZ[A-Z0-9]"),
        ([trust.code for system in planned.systems for trust in system.trusts], r"[RT]Z[A-Z0-9]"),
        ([place.council.code for place in planned.places], r"X[A-Z]{2}"),
        ([place.slug for place in planned.places], r"[a-z-]+"),
        ([system.slug for system in planned.systems], r"[a-z-]+"),
    ):
        assert len(set(codes)) == len(codes)
        assert [code for code in codes if not re.fullmatch(shape, code)] == []


@pytest.mark.slow
@pytest.mark.skipif(not REAL.is_dir(), reason="NO REAL DATA: ../shared/data/ods is not beside the project")
def test_nothing_in_it_is_real() -> None:
    """Two names are the drawings' own, and common: a Northgate Surgery and a Quay Surgery are somewhere."""
    real = _real_words()
    planned = plan("england")
    systems = planned.systems
    names = {
        *(practice.name for practice in planned.practices),
        *(pcn.name for pcn in planned.pcns),
        *(place.council.name for place in planned.places),
        *(system.name for system in systems),
        *(trust.name for system in systems for trust in system.trusts),
    }
    codes = {
        *(practice.code for practice in planned.practices),
        *(pcn.code for pcn in planned.pcns),
        *(place.council.code for place in planned.places),
        *(system.code for system in systems),
        *(system.region.code for system in systems),
        *(trust.code for system in systems for trust in system.trusts),
        *(sub_icb.code for system in systems for sub_icb in system.sub_icbs),
    }
    towns = {practice.town for practice in planned.practices} | {place.name for place in planned.places}

    assert {name for name in names if name.upper() in real} == {"Northgate Surgery", "The Quay Surgery"}
    assert codes & real == set()
    assert {town for town in towns if town.upper() in real} == set()


def _real_words() -> set[str]:
    """Every name, code and town of the real files."""
    found = set()
    for path in sorted(REAL.glob("*.*")):
        try:
            read = recognise(path)
        except BadFile:
            continue
        for row in chain.from_iterable(file.rows() for file in read):
            found |= {value.upper() for field in row.__slots__ if isinstance(value := getattr(row, field), str)}
    return found
