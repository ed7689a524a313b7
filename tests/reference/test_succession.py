"""A system passes to another: places move on a day, history is kept."""

from datetime import date

import pytest
from django.test import Client

from gpleadership.lib.refusal import Refused
from groups.models import Person, PlaceSystem, System, SystemSuccession
from groups.reference.actions.succession import pass_system, plan
from tests.cast import Cast
from tests.reference.reading import boxes, logged, text

ON = date(2031, 4, 1)
CHECK = "/platform/systems/tidewater/succession/check/"


def spells(name: str) -> list[tuple[str, date, date | None]]:
    found = PlaceSystem.objects.filter(place__slug=name).order_by("start").select_related("system")
    return [(spell.system.slug, spell.start, spell.end) for spell in found]


def test_a_place_moves_on_the_day_and_keeps_its_history(cast: Cast, staff: Person) -> None:
    both = [cast.eastmere.place_id, cast.ambleford.place_id]
    passing = pass_system(cast.system, to=cast.other_system, on=ON, place_ids=both, closes=True, by=staff)
    assert [str(spell.place) for spell in passing.moving] == ["Ambleford", "Eastmere"]
    for name in ("eastmere", "ambleford"):
        assert spells(name) == [("tidewater", date(2022, 7, 1), date(2031, 3, 31)), ("highmoor", ON, None)]
    cast.system.refresh_from_db()
    assert cast.system.closed == date(2031, 3, 31)
    assert [verb for verb, _ in logged()] == ["place passed to another system"] * 2 + ["system closed"]
    cast.eastmere.place.refresh_from_db()
    assert cast.eastmere.place.version == 2


def test_places_may_pass_to_different_successors(cast: Cast, staff: Person) -> None:
    third = System.objects.create(ods_code="QZ3", slug="third", name="Third")
    pass_system(cast.system, to=cast.other_system, on=ON, place_ids=[cast.eastmere.place_id], by=staff)
    pass_system(cast.system, to=third, on=ON, place_ids=[cast.ambleford.place_id], closes=True, by=staff)
    assert spells("eastmere")[-1][0] == "highmoor"
    assert spells("ambleford")[-1][0] == "third"
    assert set(SystemSuccession.objects.values_list("successor__slug", "on")) == {("highmoor", ON), ("third", ON)}


def test_a_successor_may_have_many_predecessors(cast: Cast, staff: Person) -> None:
    third = System.objects.create(ods_code="QZ3", slug="third", name="Third")
    pass_system(cast.system, to=third, on=ON, place_ids=[cast.eastmere.place_id], by=staff)
    pass_system(third, to=cast.other_system, on=date(2032, 4, 1), place_ids=[cast.eastmere.place_id], by=staff)
    assert [name for name, *_ in spells("eastmere")] == ["tidewater", "third", "highmoor"]


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("itself", "Tidewater cannot pass to itself"),
        ("nothing", "Choose at least one place that passes to Highmoor"),
        ("not open", "Highmoor opens on 1 April 2032. Choose that day or a later one"),
        ("closed", "Highmoor closed on 31 March 2030. Choose another system"),
        ("too early", "Ambleford came to Tidewater on 1 July 2022. Choose 2 July 2022 or a later day"),
        ("leaves already", "Eastmere already leaves Tidewater after 31 December 2031. Leave it out"),
        ("not empty", "Tidewater cannot close while it has places: Ambleford. Pass them too, or leave it open"),
    ],
)
def test_what_cannot_be_is_refused_in_words(cast: Cast, staff: Person, case: str, sentence: str) -> None:
    eastmere, ambleford, to, on, closes = cast.eastmere.place_id, cast.ambleford.place_id, cast.other_system, ON, False
    moving = [eastmere, ambleford]
    if case == "itself":
        to = cast.system
    elif case == "nothing":
        moving = []
    elif case == "not open":
        to.opened = date(2032, 4, 1)
        to.save()
    elif case == "closed":
        to.closed = date(2030, 3, 31)
        to.save()
    elif case == "too early":
        on = date(2022, 7, 1)
    elif case == "leaves already":
        moving = [eastmere]
        PlaceSystem.objects.filter(place=eastmere).update(end=date(2031, 12, 31))
    elif case == "not empty":
        moving, closes = [eastmere], True
    before = list(PlaceSystem.objects.values())
    with pytest.raises(Refused, match=sentence):
        plan(cast.system, to=to, on=on, place_ids=moving, closes=closes)
    with pytest.raises(Refused, match=sentence):
        pass_system(cast.system, to=to, on=on, place_ids=moving, closes=closes, by=staff)
    assert list(PlaceSystem.objects.values()) == before
    assert logged() == []


def test_others_are_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only platform staff"):
        pass_system(cast.system, to=cast.other_system, on=ON, place_ids=[cast.eastmere.place_id], by=cast["icb_staff"])


def test_the_journey_chooses_shows_and_confirms(browser: Client, cast: Cast) -> None:
    start = "/platform/systems/tidewater/succession/"
    fragment = browser.get(start, {"q": "high"}, headers={"HX-Request": "true"})
    assert '<a href="?to=highmoor">Highmoor</a>' in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    chosen = browser.get(start, {"to": "highmoor"})
    assert [str(spell.place) for spell in chosen.context_data["spells"]] == ["Ambleford", "Eastmere"]  # type: ignore[attr-defined]
    answers = {"to": "highmoor", "place": cast.eastmere.place_id, **boxes("on", ON)}
    preview = text(browser.get(CHECK, answers))
    assert "1 place passes to Highmoor on 1 April 2031" in preview
    assert "Eastmere Tidewater Highmoor" in preview
    assert "Ambleford Tidewater Tidewater, as before" in preview
    assert len(spells("eastmere")) == 1
    done = browser.post(CHECK, answers, follow=True)
    assert "1 place pass" in text(done)
    assert spells("eastmere") == [("tidewater", date(2022, 7, 1), date(2031, 3, 31)), ("highmoor", ON, None)]
    page = text(browser.get("/platform/systems/tidewater/"))
    assert "Passed to Highmoor on 1 April 2031" in page


def test_a_refusal_keeps_the_answers(browser: Client, cast: Cast) -> None:
    answers = {"to": "highmoor", "place": cast.eastmere.place_id, "closes": "on", **boxes("on", ON)}
    response = browser.get(CHECK, answers)
    assert "Tidewater cannot close while it has places: Ambleford" in text(response)
    assert response.context_data["form"]["place"].value() == [str(cast.eastmere.place_id)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"place": ["0"]}, "Enter first day in the new system"),
        ({"on_day": "1", "on_month": "4", "on_year": "2031"}, "Choose at least one place"),
    ],
)
def test_missing_answers_are_asked_for(browser: Client, cast: Cast, answers: dict[str, str], sentence: str) -> None:
    assert sentence in text(browser.get(CHECK, {"to": "highmoor"} | answers))


def test_no_such_successor(browser: Client, cast: Cast) -> None:
    assert browser.get(CHECK, {"to": "neverwas"}).status_code == 404
    assert browser.get(CHECK).status_code == 404


def test_the_database_refuses_two_systems_at_once(cast: Cast) -> None:
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError, match="place_in_one_system_at_a_time"), transaction.atomic():
        PlaceSystem.objects.create(place=cast.eastmere.place, system=cast.other_system, start=ON)
