"""Places: adding, changing, what they consist of."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from gpleadership.lib.dates import long_date, today
from gpleadership.lib.refusal import EditedMeanwhile, Refused
from groups.models import Organisation, Person, Place, PlaceOrganisation
from groups.reference.actions.members import add_members, end_member
from groups.reference.actions.places import edit_place
from groups.reference.sizes import Size, sizes
from tests.cast import Cast
from tests.reference.reading import boxes, logged, text


@pytest.fixture
def norwold(browser: Client, cast: Cast) -> Place:
    browser.post(
        "/platform/places/add/?system=tidewater", {"name": "Norwold", "slug": "", **boxes("start", date(2026, 4, 1))}
    )
    return Place.objects.get(slug="norwold")


def test_a_place_is_added_to_a_system_from_a_day(norwold: Place, cast: Cast) -> None:
    spell = norwold.systems.get()
    assert (spell.system, spell.start, spell.end) == (cast.system, date(2026, 4, 1), None)
    assert logged()[-1][0] == "place added"


def test_the_system_is_asked_first(browser: Client, cast: Cast) -> None:
    fragment = browser.get("/platform/places/add/", {"q": "tide"}, headers={"HX-Request": "true"})
    assert '<a href="?system=tidewater">Tidewater</a>' in fragment.content.decode()
    assert browser.get("/platform/places/add/?system=neverwas").status_code == 404


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Enter name"),
        ({"slug": "Not one!"}, "The address may have small letters, digits and hyphens, like “eastmere”"),
        ({"slug": "eastmere"}, "Another place has this address. Choose another."),
        ({"start_day": "x"}, "First day in this system must be a real date"),
    ],
)
def test_what_is_wrong_is_said(browser: Client, cast: Cast, change: dict[str, str], sentence: str) -> None:
    answers = {"name": "Norwold", "slug": "", **boxes("start", date(2026, 4, 1))}
    response = browser.post("/platform/places/add/?system=tidewater", answers | change)
    assert sentence in text(response)
    assert Place.objects.count() == 2


def test_renaming_keeps_the_address(browser: Client, cast: Cast) -> None:
    browser.post("/platform/places/eastmere/edit/", {"name": "Eastmere and Fen", "version": 1})
    place = Place.objects.get(slug="eastmere")
    assert (place.name, place.version) == ("Eastmere and Fen", 2)


def test_the_second_of_two_editors_is_told(browser: Client, cast: Cast, staff: Person) -> None:
    edit_place(cast.eastmere.place, version=1, name="First", council=None, by=staff)
    response = browser.post("/platform/places/eastmere/edit/", {"name": "Second", "version": 1})
    assert "Pat Forme saved First on" in text(response)
    assert b'value="Second"' in response.content
    assert response.context_data["form"].data["version"] == "2"  # type: ignore[attr-defined]
    assert Place.objects.get(slug="eastmere").name == "First"


def test_the_council_is_found_and_chosen(browser: Client, cast: Cast) -> None:
    council = Organisation.objects.create(kind="council", name="Eastmere Borough Council", register_code="E09")
    address = "/platform/places/eastmere/council/"
    fragment = browser.get(address, {"q": "borough"}, headers={"HX-Request": "true"}).content.decode()
    assert f'value="{council.pk}"' in fragment
    browser.post(address, {"council": council.pk, "version": 1})
    place = Place.objects.get(slug="eastmere")
    assert place.council == council
    browser.post(address, {"council": 0, "version": 2})
    place.refresh_from_db()
    assert place.council is None
    assert "Search for the council and choose it" in text(browser.post(address, {"version": 3}))
    assert browser.post(address, {"council": cast.organisations["lmc"].pk, "version": 3}).status_code == 404


# ---- What it consists of ----


def find(browser: Client, **asked: Any) -> tuple[list[Any], str]:
    response = browser.get("/platform/places/norwold/members/", asked)
    return response.context_data["choices"], text(response)  # type: ignore[attr-defined]


def test_what_is_ticked_stays_while_searching_on(browser: Client, norwold: Place, cast: Cast) -> None:
    harbour = cast.organisations["pcn"]
    choices, words = find(browser, q="ambleford h", add=[harbour.pk])
    assert [(choice.name, choice.ticked) for choice in choices] == [
        ("Eastmere Harbour PCN", True),
        ("Ambleford Harbour PCN", False),
        ("Ambleford Hill Surgery", False),
    ]
    assert [choice.elsewhere for choice in choices] == [
        "Already in Eastmere",
        "Already in Ambleford",
        "Already in Ambleford",
    ]
    assert "Norwold now 0 PCNs, 0 practices, 0 patients With what is ticked 1 PCN, 1 practice, 9,000 patients" in words


def test_a_whole_sub_icb_is_its_pcns_and_practices_in_none(browser: Client, norwold: Place, cast: Cast) -> None:
    lone = Organisation.objects.create(
        kind="practice", ods_code="Z91009", name="Lone", list_size=100, sub_icb=cast.organisations["pcn"].sub_icb
    )
    choices, words = find(browser, sub_icb="91Z")
    assert [choice.name for choice in choices] == ["Eastmere Harbour PCN", "Eastmere Old Town PCN", lone.name]
    assert all(choice.ticked for choice in choices)
    assert "With what is ticked 2 PCNs, 3 practices, 42,100 patients" in words


def test_nothing_asked_shows_nothing_and_nonsense_is_borne(browser: Client, norwold: Place) -> None:
    assert find(browser)[0] == []
    assert find(browser, add=["x", "99999999", "-1"])[0] == []
    assert "Nothing matches" in find(browser, q="zzz")[1]


def test_adding_is_checked_then_done(browser: Client, norwold: Place, cast: Cast) -> None:
    address, ids = "/platform/places/norwold/members/add/", [cast.organisations[key].pk for key in ("pcn", "lmc")]
    checked = text(browser.get(address, {"add": ids}))
    assert "Add 2 organisations to Norwold?" in checked
    assert norwold.organisations.count() == 0
    done = browser.post(address, {"add": ids, "version": 1, **boxes("start", date(2026, 4, 1))}, follow=True)
    assert "Added to Norwold from 1 April 2026: Eastmere" in text(done)
    assert "Norwold is 1 PCN with 1 practice and 9,000 patients." in text(done)
    assert logged()[-1] == ("organisations joined a place", {"organisations": ids, "from": "2026-04-01"})


def test_an_organisation_joins_once_at_a_time(browser: Client, cast: Cast) -> None:
    address, harbour = "/platform/places/eastmere/members/add/", cast.organisations["pcn"]
    answers = {"add": [harbour.pk], "version": 1, **boxes("start", date(2026, 4, 1))}
    assert "is in this place from 1 July 2022. Leave it out." in text(browser.post(address, answers))
    spell = PlaceOrganisation.objects.get(organisation=harbour)
    spell.end = date(2026, 4, 30)
    spell.save()
    assert "until 30 April 2026. Choose a day after that." in text(browser.post(address, answers))
    answers |= boxes("start", date(2026, 5, 1))
    assert browser.post(address, answers).status_code == 302
    assert PlaceOrganisation.objects.filter(organisation=harbour).count() == 2


@pytest.mark.parametrize("kind", ["council", "trust"])
def test_a_council_or_trust_is_no_member(cast: Cast, staff: Person, kind: str) -> None:
    other = Organisation.objects.create(kind=kind, name="Other", ods_code="QQQ")
    with pytest.raises(Refused, match="Choose at least one organisation to add"):
        add_members(cast.eastmere.place, version=1, organisation_ids=[other.pk], start=today(), by=staff)


def test_leaving_ends_the_spell_and_deletes_nothing(browser: Client, cast: Cast) -> None:
    spell = PlaceOrganisation.objects.get(organisation=cast.organisations["pcn"])
    address = f"/platform/places/eastmere/members/{spell.pk}/end/"
    assert "Let it leave" in text(browser.get(address))
    last = today() - timedelta(days=1)
    done = browser.post(address, {"version": 1, **boxes("last_day", last)}, follow=True)
    spell.refresh_from_db()
    assert spell.end == last
    assert f"leaves Eastmere after {long_date(last)}" in text(done)
    assert f"1 July 2022 to {long_date(last)} Eastmere Harbour PCN" in text(done)


@pytest.mark.parametrize(
    ("last", "sentence"),
    [
        (date(2022, 6, 30), "It joined on 1 July 2022. Choose that day or a later one"),
        (date(2029, 1, 1), "It already leaves after 31 December 2028"),
    ],
)
def test_a_spell_ends_within_itself(cast: Cast, staff: Person, last: date, sentence: str) -> None:
    spell = PlaceOrganisation.objects.get(organisation=cast.organisations["pcn"])
    spell.end = date(2028, 12, 31)
    spell.save()
    with pytest.raises(Refused, match=sentence):
        end_member(spell, version=1, last_day=last, by=staff)


def test_members_and_name_share_one_version(cast: Cast, staff: Person) -> None:
    lmc = cast.organisations["other_lmc"]
    add_members(cast.eastmere.place, version=1, organisation_ids=[lmc.pk], start=today(), by=staff)
    with pytest.raises(EditedMeanwhile, match="Pat Forme saved Eastmere on"):
        edit_place(cast.eastmere.place, version=1, name="X", council=None, by=staff)


def test_a_spell_of_another_place_is_not_found(browser: Client, cast: Cast) -> None:
    spell = PlaceOrganisation.objects.get(organisation=cast.organisations["other_pcn"])
    assert browser.get(f"/platform/places/eastmere/members/{spell.pk}/end/").status_code == 404


def test_a_practice_counts_once_however_it_is_there(cast: Cast) -> None:
    place, practice = cast.eastmere.place, cast.organisations["practice"]
    found = sizes(place.pk, [practice.pk, cast.organisations["other_pcn"].pk], today())
    assert found.before == Size(2, 42_000)
    assert found.after == Size(3, 51_000)
    assert (found.pcns_before, found.pcns_after) == (2, 3)
    assert found.each[practice.pk] == Size(1, 9_000)


def test_the_list_filters_by_group_and_system(browser: Client, norwold: Place, cast: Cast) -> None:
    def names(query: str) -> list[str]:
        found = browser.get(f"/platform/places/{query}").context_data["shown"]  # type: ignore[attr-defined]
        return [place.name for place in found]

    assert names("") == ["Ambleford", "Eastmere", "Norwold"]
    assert names("?group=none") == ["Norwold"]
    assert names("?group=active&sort=-name") == ["Eastmere", "Ambleford"]
    assert names("?q=tidewater") == ["Ambleford", "Eastmere", "Norwold"]
    lines = browser.get("/platform/places.csv?group=none").content.decode("utf-8-sig").splitlines()
    assert lines == ["Place,System,PCNs,Group", "Norwold,Tidewater,0,No group"]


def test_a_place_without_a_group_says_so(browser: Client, norwold: Place) -> None:
    words = text(browser.get("/platform/places/norwold/"))
    assert "Nothing has been chosen yet that Norwold consists of." in words
    assert "No group yet, so nobody speaks for its practices together." in words
