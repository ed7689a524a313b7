"""Systems: adding, changing, listing."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from gpleadership.lib.refusal import EditedMeanwhile, Refused
from groups.models import Person, System
from groups.reference.actions.systems import add_system, edit_system
from groups.reference.editing import SYSTEM_FIELDS, mark
from tests.cast import Cast
from tests.reference.reading import logged, text

ADD = "/platform/systems/add/"
NEW = {"name": "Westlands", "ods_code": "qz9", "region": "South West"}


def test_a_system_is_added_with_its_code_in_capitals(browser: Client, cast: Cast) -> None:
    response = browser.post(ADD, NEW, follow=True)
    system = System.objects.get(ods_code="QZ9")
    assert (system.slug, system.name, system.region) == ("westlands", "Westlands", "South West")
    assert response.redirect_chain == [("/platform/systems/westlands/", 302)]
    assert "Westlands is added. Nobody was told." in text(response)
    assert logged()[-1][0] == "system added"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Enter name"),
        ({"ods_code": ""}, "Enter ODS code"),
        ({"ods_code": "Q!"}, "An ODS code is 3 to 9 letters and digits, like QZ1 or U12345"),
        ({"ods_code": "QZ1"}, "Another system has this code. Search for it in the list of systems."),
        ({"opened_day": "31", "opened_month": "2", "opened_year": "2026"}, "First day must be a real date"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(browser: Client, change: dict[str, str], sentence: str) -> None:
    response = browser.post(ADD, NEW | change)
    assert response.status_code == 200
    assert sentence in text(response)
    assert b"South West" in response.content
    assert System.objects.count() == 2


def test_two_systems_of_one_name_get_two_addresses(cast: Cast, staff: Person) -> None:
    new: dict[str, Any] = {"name": "Tidewater", "region": "", "opened": None, "by": staff}
    assert [add_system(ods_code=code, **new).slug for code in ("QZ8", "QZ9")] == ["tidewater-2", "tidewater-3"]


def test_others_are_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only platform staff"):
        add_system(ods_code="QZ9", name="Mine", region="", opened=None, by=cast["icb_staff"])


def test_a_change_is_logged_with_before_and_after(browser: Client, cast: Cast) -> None:
    seen = mark(cast.system, SYSTEM_FIELDS)
    browser.post("/platform/systems/tidewater/edit/", {"name": "Tidewater and Fen", "region": "East", "seen": seen})
    cast.system.refresh_from_db()
    assert cast.system.name == "Tidewater and Fen"
    assert logged()[-1] == (
        "system changed",
        {"name": "Tidewater and Fen", "region": "East", "opened": None, "closed": None},
    )


def test_the_second_of_two_editors_is_told(browser: Client, cast: Cast, staff: Person) -> None:
    seen = mark(cast.system, SYSTEM_FIELDS)
    edit_system(cast.system, seen=seen, name="First", region="", opened=None, closed=None, by=staff)
    answers = {"name": "Second", "region": "East", "seen": seen}
    response = browser.post("/platform/systems/tidewater/edit/", answers)
    assert "Pat Forme saved First on" in text(response)
    assert "What is saved now Name First" in text(response)
    assert b'value="Second"' in response.content
    cast.system.refresh_from_db()
    assert cast.system.name == "First"
    fresh = response.context_data["form"].data["seen"]  # type: ignore[attr-defined]
    browser.post("/platform/systems/tidewater/edit/", answers | {"seen": fresh})
    cast.system.refresh_from_db()
    assert cast.system.name == "Second"


def test_editing_meanwhile_raises(cast: Cast, staff: Person) -> None:
    with pytest.raises(EditedMeanwhile, match="Tidewater was changed, while you were editing it"):
        edit_system(cast.system, seen="old", name="X", region="", opened=None, closed=None, by=staff)


def test_the_last_day_is_not_before_the_first(browser: Client, cast: Cast) -> None:
    days = {f"{name}_{part}": value for name, year in (("opened", "2026"), ("closed", "2025"))
            for part, value in (("day", "1"), ("month", "4"), ("year", year))}  # fmt: skip
    seen = {"seen": mark(cast.system, SYSTEM_FIELDS)}
    response = browser.post("/platform/systems/tidewater/edit/", {"name": "Tidewater", **seen, **days})
    assert "The last day must be on or after the first day" in text(response)


def test_the_list_finds_by_name_and_code_and_sorts(browser: Client, cast: Cast) -> None:
    def names(query: str) -> list[str]:
        rows = browser.get(f"/platform/systems/{query}").context_data["rows"]  # type: ignore[attr-defined]
        return [row[0].split(">")[1].split("<")[0] for row in rows]

    assert names("") == ["Highmoor", "Tidewater"]
    assert names("?sort=-name") == ["Tidewater", "Highmoor"]
    assert names("?sort=-places") == ["Tidewater", "Highmoor"]
    assert names("?q=qz2") == ["Highmoor"]
    assert names("?q=tide") == ["Tidewater"]
    assert names("?sort=nonsense") == ["Highmoor", "Tidewater"]
    System.objects.filter(slug="highmoor").update(closed=date(2026, 3, 31))
    assert names("") == ["Tidewater"]
    assert names("?show=all") == ["Highmoor", "Tidewater"]
    assert "No system matches" in text(browser.get("/platform/systems/?q=zzz"))


def test_the_file_has_the_same_rows(browser: Client, cast: Cast) -> None:
    lines = browser.get("/platform/systems.csv?q=tide").content.decode("utf-8-sig").splitlines()
    assert lines == ["System,Code,Region,Places,With an active group", "Tidewater,QZ1,East,2,2"]
    assert browser.get("/platform/systems.xlsx").headers["Content-Type"].startswith("application/vnd.openxml")


def test_the_page_names_its_places_now_and_before(browser: Client, cast: Cast) -> None:
    words = text(browser.get("/platform/systems/tidewater/"))
    assert "Tidewater has 2 places; two with an active group." in words
    assert "Eastmere Since 1 July 2022 Active group" in words
    assert "Eastmere sub-ICB 91Z" in words
    assert "Highmoor has no places yet." in text(browser.get("/platform/systems/highmoor/"))


def test_no_such_system(browser: Client, cast: Cast) -> None:
    assert browser.get("/platform/systems/neverwas/").status_code == 404
