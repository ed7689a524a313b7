"""What a place consists of on a day."""

from datetime import date
from typing import Any

import pytest

from groups.models import NetworkMembership, Organisation, PlaceOrganisation
from groups.reference.queries import organisations_of_place, practice_rows, practices_of_place
from tests.cast import Cast

ON = date(2026, 6, 1)


def test_the_practices_are_those_of_its_pcns_with_the_pcn_of_each(cast: Cast) -> None:
    found = practices_of_place([cast.eastmere.place_id], ON)
    assert [(each.ods_code, each.pcn_code, each.pcn_name) for each in found] == [
        ("Z91002", "U91002", "Eastmere Old Town PCN"),
        ("Z91001", "U91001", "Eastmere Harbour PCN"),
    ]


def test_a_practice_named_itself_is_found_once_with_its_pcn(cast: Cast) -> None:
    elsewhere = cast.organisations["other_practice"]
    for practice in (elsewhere, cast.organisations["practice"]):
        PlaceOrganisation.objects.create(place=cast.eastmere.place, organisation=practice, start=date(2024, 1, 1))
    found = practices_of_place([cast.eastmere.place_id], ON).order_by("ods_code")
    assert [(each.ods_code, each.pcn_code) for each in found] == [
        ("Z91001", "U91001"),
        ("Z91002", "U91002"),
        ("Z92001", "U92001"),
    ]
    rows = practice_rows([cast.eastmere.place_id], ON)
    assert sorted((row.code, row.pcn_code) for row in rows) == [
        ("Z91001", "U91001"),
        ("Z91002", "U91002"),
        ("Z92001", "U92001"),
    ]


def test_the_last_day_is_in_force_and_the_next_is_not(cast: Cast) -> None:
    NetworkMembership.objects.filter(practice=cast.organisations["practice"]).update(end=ON)
    places = [cast.eastmere.place_id]
    assert practices_of_place(places, ON).count() == 2
    assert practices_of_place(places, date(2026, 6, 2)).count() == 1
    assert [len(practice_rows(places, day)) for day in (ON, date(2026, 6, 2))] == [2, 1]


@pytest.mark.parametrize("change", [{"status": "inactive"}, {"status": "dormant"}, {"closed": date(2026, 5, 31)}])
def test_only_active_practices_count(cast: Cast, change: dict[str, Any]) -> None:
    Organisation.objects.filter(pk=cast.organisations["practice"].pk).update(**change)
    places = [cast.eastmere.place_id]
    assert [each.ods_code for each in practices_of_place(places, ON)] == ["Z91002"]
    assert [row.code for row in practice_rows(places, ON)] == ["Z91002"]


def test_many_places_take_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    places = [cast.eastmere.place_id, cast.ambleford.place_id]
    with django_assert_num_queries(1):
        assert len(practice_rows(places, ON)) == 4
    with django_assert_num_queries(1):
        assert len(practices_of_place(places, ON)) == 4
    with django_assert_num_queries(1):
        spells = organisations_of_place(places, ON, kinds=["lmc"])
        assert [(each.place_id, each.organisation.name) for each in spells] == [
            (cast.eastmere.place_id, "Eastmere LMC"),
            (cast.ambleford.place_id, "Ambleford LMC"),
        ]
