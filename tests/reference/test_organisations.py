"""Shared organisations, kept by hand."""

import pytest
from django.test import Client

from gpleadership.lib.dates import today
from gpleadership.lib.refusal import EditedMeanwhile, Refused
from groups.models import Organisation, Person
from groups.reference.actions.organisations import add_organisation, edit_organisation
from groups.reference.editing import ORGANISATION_FIELDS, mark
from tests.cast import Cast
from tests.reference.reading import boxes, logged, text

ADD = "/platform/organisations/add/"
NEW = {"kind": "lmc", "name": "Highmoor LMC", "ods_code": "", "town": "Highmoor", "postcode": "", "contact": ""}


def test_one_is_added_without_a_code(browser: Client, cast: Cast) -> None:
    browser.post(ADD, NEW)
    found = Organisation.objects.get(name="Highmoor LMC")
    assert (found.kind, found.ods_code, found.status) == ("lmc", None, "active")
    assert logged()[-1][0] == "organisation added"


def test_one_much_like_it_is_shown_first(browser: Client, cast: Cast) -> None:
    like = NEW | {"name": "Eastmere L.M.C."}
    response = browser.post(ADD, like)
    assert "Is it one of these? Eastmere LMC" in text(response)
    assert b'value="Eastmere L.M.C."' in response.content
    assert not Organisation.objects.filter(name="Eastmere L.M.C.").exists()
    assert browser.post(ADD, like | {"sure": "on"}).status_code == 302
    assert Organisation.objects.filter(name="Eastmere L.M.C.").exists()


def test_a_like_name_of_another_kind_is_no_duplicate(browser: Client, cast: Cast) -> None:
    assert browser.post(ADD, NEW | {"kind": "federation", "name": "Eastmere LMC"}).status_code == 302


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": ""}, "Select what it is"),
        ({"kind": "practice"}, "Select what it is from the list"),
        ({"name": ""}, "Enter name"),
        ({"ods_code": "U91001"}, "Another organisation has this ODS code. Search for it in the list."),
        ({"ods_code": "!"}, "An ODS code is 3 to 9 letters and digits"),
        ({"name": "x" * 161}, "Name must be 160 characters or fewer"),
    ],
)
def test_what_is_wrong_is_said(browser: Client, cast: Cast, change: dict[str, str], sentence: str) -> None:
    before = Organisation.objects.count()
    assert sentence in text(browser.post(ADD, NEW | change))
    assert Organisation.objects.count() == before


@pytest.mark.parametrize("kind", ["practice", "pcn", "trust"])
def test_what_ods_keeps_is_not_entered_by_hand(cast: Cast, staff: Person, kind: str) -> None:
    with pytest.raises(Refused, match="comes from the ODS files, not by hand"):
        add_organisation(kind=kind, name="X", ods_code="QQQ", town="", postcode="", contact="", by=staff)


def test_what_ods_keeps_is_not_changed_by_hand(browser: Client, cast: Cast) -> None:
    practice = cast.organisations["practice"]
    address = f"/platform/organisations/{practice.pk}/edit/"
    assert b"<form" not in browser.get(address).content.split(b"<main")[1]
    seen = mark(practice, ORGANISATION_FIELDS)
    assert "comes from the ODS files" in text(browser.post(address, {"name": "Mine", "seen": seen}))
    practice.refresh_from_db()
    assert practice.name == "Eastmere Quay Surgery"


def test_closing_it_makes_it_inactive_from_the_day_after(browser: Client, cast: Cast) -> None:
    lmc = cast.organisations["lmc"]
    browser.post(
        f"/platform/organisations/{lmc.pk}/edit/",
        {"name": lmc.name, "seen": mark(lmc, ORGANISATION_FIELDS), **boxes("closed", today())},
    )
    lmc.refresh_from_db()
    assert (lmc.closed, lmc.status) == (today(), "active")


def test_the_second_of_two_editors_is_told(cast: Cast, staff: Person) -> None:
    lmc = cast.organisations["lmc"]
    seen = mark(lmc, ORGANISATION_FIELDS)
    fields = {"ods_code": None, "town": "", "postcode": "", "contact": "", "closed": None}
    edit_organisation(lmc, seen=seen, name="First", **fields, by=staff)  # type: ignore[arg-type]
    with pytest.raises(EditedMeanwhile, match="Pat Forme saved First on"):
        edit_organisation(lmc, seen=seen, name="Second", **fields, by=staff)  # type: ignore[arg-type]


def test_an_import_in_between_counts_as_somebody_else(cast: Cast, staff: Person) -> None:
    lmc = cast.organisations["lmc"]
    seen = mark(lmc, ORGANISATION_FIELDS)
    Organisation.objects.filter(pk=lmc.pk).update(town="Elsewhere")
    with pytest.raises(EditedMeanwhile, match="was changed, while you were editing it"):
        edit_organisation(
            lmc, seen=seen, name="X", ods_code=None, town="", postcode="", contact="", closed=None, by=staff
        )


def test_the_list_shows_what_is_kept_by_hand_unless_asked(browser: Client, cast: Cast) -> None:
    def names(query: str) -> list[str]:
        return [each.name for each in browser.get(f"/platform/organisations/{query}").context_data["shown"]]  # type: ignore[attr-defined]

    assert names("") == ["Ambleford Federation", "Ambleford LMC", "Eastmere Federation", "Eastmere LMC"]
    assert names("?kind=pcn&q=U91") == ["Eastmere Harbour PCN", "Eastmere Old Town PCN"]
    assert names("?q=east&sort=-kind") == ["Eastmere LMC", "Eastmere Federation"]


def test_formulas_are_harmless_in_the_file(browser: Client, cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.organisations["lmc"].pk).update(name="=1+1")
    assert "'=1+1,Local medical committee,None,1" in browser.get("/platform/organisations.csv").content.decode()


def test_the_page_says_who_uses_it(browser: Client, cast: Cast) -> None:
    words = text(browser.get(f"/platform/organisations/{cast.organisations['lmc'].pk}/"))
    assert "It is part of 1 place, or serves it." in words
    assert "Eastmere since 1 July 2022" in words
    words = text(browser.get(f"/platform/organisations/{cast.organisations['pcn'].pk}/"))
    assert "These come from the ODS files." in words
    assert "Patients 1 practice, 9,000 patients" in words
