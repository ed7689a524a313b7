"""Practices in PCNs: dated, inclusive, perhaps in the future; and what a map shows that ePCN does not know."""

import pytest

from gpleadership.lib.ods import BadFile
from groups.models import MapSighting, NetworkMembership
from tests.imports.conftest import BringIn, organisation, spells, told
from tests.imports.files import Files

ONE, TWO, THREE = "U90001", "U90002", "U90003"
A, B = "Z90001", "Z90002"


def test_spells_come_with_their_inclusive_dates(files: Files, bring_in: BringIn) -> None:
    bring_in(files.memberships("2026-01-01", (A, ONE, "2019-07-01", "2022-03-31"), (A, TWO, "2022-04-01", "")))
    assert spells(A) == [(ONE, "2019-07-01", "2022-03-31"), (TWO, "2022-04-01", "")]
    assert set(NetworkMembership.objects.values_list("seen_in", flat=True)) == {"ePCN of 1 January 2026"}


def test_several_spells_also_in_the_same_pcn_twice(files: Files, bring_in: BringIn) -> None:
    four = (
        (A, ONE, "2019-07-01", "2020-03-31"),
        (A, TWO, "2020-04-01", "2020-09-30"),
        (A, ONE, "2020-10-01", "2022-03-31"),
        (A, THREE, "2022-03-31", ""),  # two may share the day of change
    )
    bring_in(files.memberships("2026-01-01", *four))
    assert [spell[0] for spell in spells(A)] == [ONE, TWO, ONE, THREE]
    assert told(bring_in(files.memberships("2026-02-01", *four))) == []


def test_an_end_may_lie_in_the_future(files: Files, bring_in: BringIn) -> None:
    bring_in(files.memberships("2026-01-01", (A, ONE, "2019-07-01", "")))
    found = bring_in(files.memberships("2026-02-01", (A, ONE, "2019-07-01", "2031-03-31"), (A, TWO, "2031-04-01", "")))
    assert [change[:3] for change in told(found)] == [
        ("added", "pcn", TWO),
        ("left", "practice", A),
        ("joined", "practice", A),
    ]
    assert spells(A) == [(ONE, "2019-07-01", "2031-03-31"), (TWO, "2031-04-01", "")]


def test_a_spell_whose_dates_are_put_right_is_one_change(files: Files, bring_in: BringIn) -> None:
    bring_in(files.memberships("2026-01-01", (A, ONE, "2019-07-01", ""), (B, ONE, "2019-07-01", "2022-03-31")))
    found = bring_in(files.memberships("2026-02-01", (A, ONE, "2019-10-01", ""), (B, ONE, "2019-07-01", "2022-06-30")))
    assert told(found) == [
        ("spell", "practice", A, "U90001 PCN (U90001), from 1 July 2019", "U90001 PCN (U90001), from 1 October 2019"),
        (
            "spell",
            "practice",
            B,
            "U90001 PCN (U90001), from 1 July 2019 to 31 March 2022",
            "U90001 PCN (U90001), from 1 July 2019 to 30 June 2022",
        ),
    ]
    assert spells(A) == [(ONE, "2019-10-01", "")]


def test_a_spell_that_a_file_does_not_hold_stays(files: Files, bring_in: BringIn) -> None:
    bring_in(files.memberships("2026-01-01", (A, ONE, "2019-07-01", ""), (B, ONE, "2019-07-01", "")))
    found = bring_in(files.memberships("2026-02-01", (A, ONE, "2019-07-01", "")))
    assert told(found) == []
    assert spells(B) == [(ONE, "2019-07-01", "")]


def test_twice_at_once_in_one_pcn_is_refused_with_its_line(files: Files, bring_in: BringIn) -> None:
    path = files.memberships("2026-01-01", (A, ONE, "2019-07-01", ""), (A, ONE, "2020-07-01", ""))
    with pytest.raises(BadFile) as error:
        bring_in(path)
    assert str(error.value) == (
        f"{path.name}, line 2: Z90001 is in U90001 twice at once, see line 1. Download it again."
    )
    assert NetworkMembership.objects.count() == 0


def test_unknown_practices_and_pcns_are_added(files: Files, bring_in: BringIn) -> None:
    bring_in(files.memberships("2026-01-01", (A, ONE, "2019-07-01", "2022-03-31"), (B, ONE, "2019-07-01", "")))
    assert [organisation(code).status for code in (A, B)] == ["inactive", "active"]
    assert organisation(ONE).kind == "pcn"


# ---- What only the map shows ----


def test_a_move_that_only_the_map_shows_starts_at_its_extract_date(files: Files, bring_in: BringIn) -> None:
    bring_in(files.memberships("2024-10-01", (A, ONE, "2019-07-01", "")))
    found = bring_in(files.map("2026-08-01", {"practice": A, "pcn": TWO, "pcn_name": "OLD TOWN PCN"}))
    assert spells(A) == [(ONE, "2019-07-01", "2026-07-31"), (TWO, "2026-08-01", "")]
    assert list(NetworkMembership.objects.order_by("start").values_list("seen_in", flat=True)) == [
        "ePCN of 1 October 2024; its end: map of 1 August 2026",
        "map of 1 August 2026",
    ]
    assert [change for change in told(found) if change[0] in {"left", "joined"}] == [
        (
            "left",
            "practice",
            A,
            "U90001 PCN (U90001), from 1 July 2019",
            "U90001 PCN (U90001), from 1 July 2019 to 31 July 2026",
        ),
        ("joined", "practice", A, "", "Old Town PCN (U90002), from 1 August 2026"),
    ]
    assert found.outcomes[0].notes == [
        "1 practice is in another PCN, or in none, on this map. The change is dated by the map, where it was seen."
    ]


def test_the_map_then_the_older_epcn_comes_to_the_same(files: Files, bring_in: BringIn) -> None:
    bring_in(files.map("2026-08-01", {"practice": A, "pcn": TWO}, {"practice": B, "pcn": ONE}))
    assert spells(B) == [(ONE, "2026-08-01", "")]
    bring_in(files.memberships("2024-10-01", (A, ONE, "2019-07-01", ""), (B, ONE, "2019-07-01", "")))
    assert spells(A) == [(ONE, "2019-07-01", "2026-07-31"), (TWO, "2026-08-01", "")]
    assert spells(B) == [(ONE, "2019-07-01", "")]


def test_a_newer_epcn_knows_better_than_the_map(files: Files, bring_in: BringIn) -> None:
    bring_in(files.memberships("2024-10-01", (A, ONE, "2019-07-01", "")))
    bring_in(files.map("2026-08-01", {"practice": A, "pcn": TWO}))
    found = bring_in(files.memberships("2026-09-01", (A, ONE, "2019-07-01", "2026-05-31"), (A, TWO, "2026-06-01", "")))
    assert spells(A) == [(ONE, "2019-07-01", "2026-05-31"), (TWO, "2026-06-01", "")]
    assert [change[0] for change in told(found)] == ["spell", "spell"]


def test_a_newer_epcn_takes_back_a_move_that_it_does_not_know(files: Files, bring_in: BringIn) -> None:
    bring_in(files.memberships("2024-10-01", (A, ONE, "2019-07-01", "")))
    bring_in(files.map("2026-08-01", {"practice": A, "pcn": TWO}))
    found = bring_in(files.memberships("2026-09-01", (A, ONE, "2019-07-01", ""), (B, ONE, "2019-07-01", "")))
    assert spells(A) == [(ONE, "2019-07-01", "")]
    assert ("left", "practice", A, "Harbour PCN (U90002), from 1 August 2026", "Taken back") in told(found)


def test_an_epcn_between_two_maps_is_overruled_by_the_later_map(files: Files, bring_in: BringIn) -> None:
    for month in ("2026-07-01", "2026-09-01"):
        bring_in(files.map(month, {"practice": A, "pcn": TWO}))
    bring_in(files.memberships("2026-08-01", (A, ONE, "2019-07-01", "")))
    assert spells(A) == [(ONE, "2019-07-01", "2026-08-31"), (TWO, "2026-09-01", "")]


def test_one_map_after_another_moves_a_practice_on(files: Files, bring_in: BringIn) -> None:
    for month, pcn in (("2026-07-01", ONE), ("2026-08-01", ONE), ("2026-09-01", TWO), ("2026-10-01", THREE)):
        bring_in(files.map(month, {"practice": A, "pcn": pcn}))
    expected = [
        (ONE, "2026-07-01", "2026-08-31"),
        (TWO, "2026-09-01", "2026-09-30"),
        (THREE, "2026-10-01", ""),
    ]
    assert spells(A) == expected
    assert [(f"{run.pcn_code}", f"{run.first_on}", f"{run.last_on}") for run in MapSighting.objects.order_by("pk")] == [
        (ONE, "2026-07-01", "2026-08-01"),
        (TWO, "2026-09-01", "2026-09-01"),
        (THREE, "2026-10-01", "2026-10-01"),
    ]
    bring_in(files.memberships("2026-06-01", (A, ONE, "2019-07-01", "")))
    assert spells(A) == [(ONE, "2019-07-01", "2026-08-31"), *expected[1:]]


def test_the_pseudo_pcn_u_is_no_membership(files: Files, bring_in: BringIn) -> None:
    bring_in(files.memberships("2024-10-01", (A, ONE, "2019-07-01", "")))
    found = bring_in(files.map("2026-08-01", {"practice": A, "pcn": "U"}, {"practice": B, "pcn": "U"}))
    assert spells(A) == [(ONE, "2019-07-01", "2026-07-31")]
    assert spells(B) == []
    assert [change[0] for change in told(found) if change[2] == A and change[0] != "renamed"] == ["left"]
    assert not NetworkMembership.objects.filter(pcn__ods_code="U").exists()


def test_a_map_agrees_with_a_spell_that_began_meanwhile(files: Files, bring_in: BringIn) -> None:
    bring_in(files.memberships("2024-10-01", (A, ONE, "2019-07-01", "2025-03-31"), (A, TWO, "2025-04-01", "")))
    found = bring_in(files.map("2026-08-01", {"practice": A, "pcn": TWO}))
    assert [change for change in told(found) if change[0] in {"left", "joined", "spell"}] == []


def test_a_map_sees_a_practice_join_before_the_day_that_epcn_gave(files: Files, bring_in: BringIn) -> None:
    bring_in(files.memberships("2026-06-01", (A, ONE, "2019-07-01", "2026-09-30"), (A, TWO, "2026-10-01", "")))
    bring_in(files.map("2026-08-01", {"practice": A, "pcn": TWO}))
    assert spells(A) == [
        (ONE, "2019-07-01", "2026-07-31"),
        (TWO, "2026-08-01", "2026-09-30"),
        (TWO, "2026-10-01", ""),
    ]


def test_a_map_older_than_the_epcn_changes_no_spell(files: Files, bring_in: BringIn) -> None:
    bring_in(files.memberships("2026-09-01", (A, ONE, "2019-07-01", "")))
    found = bring_in(files.map("2026-08-01", {"practice": A, "pcn": TWO}))
    assert [change for change in told(found) if change[0] in {"left", "joined", "spell"}] == []
    assert spells(A) == [(ONE, "2019-07-01", "")]


def test_a_forced_older_map_takes_back_no_later_move(files: Files, bring_in: BringIn) -> None:
    bring_in(files.map("2026-08-01", {"practice": A, "pcn": TWO}))
    bring_in(files.map("2026-07-01", {"practice": A, "pcn": ONE}), force=True)
    assert spells(A) == [(TWO, "2026-08-01", "")]
