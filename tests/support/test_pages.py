"""The pages of support: what they say first, what they cost, what bad input gets."""

import csv
import io
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from gpleadership.lib.dates import long_date, today
from gpleadership.lib.scopes import open_scope
from groups.models import PlaceOrganisation, SupportRole
from groups.support.policies import month_words
from groups.support.rules import later, month_of
from groups.support.values import Funder
from tests.cast import Cast, _organisation
from tests.support.conftest import SignIn
from tests.support.worlds import add, enter

HOME = "/g/eastmere/support/"
MONTH = month_of(today())
LAST = later(MONTH, -1)


def boxes(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


NEW = {"role": "Programme manager", "hours": "22.5", "funder": "icb", **boxes("start", today())}


def text(response: Any) -> str:
    html = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.replace("&#39;", "'").split())


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context_data["form"].errors)


def roles(cast: Cast) -> list[SupportRole]:
    with open_scope(read=[cast.eastmere.pk]):
        return list(SupportRole.objects.select_related("person", "funder_system", "funder_organisation"))


def test_an_empty_page_teaches(cast: Cast, sign_in: SignIn) -> None:
    chair, reader = sign_in("chair").get(HOME), sign_in("practice_reader").get(HOME)
    assert "Nobody supports this group at present." in text(chair)
    assert "From another group: Programme manager, 22.5 hours a week" in text(chair)
    assert "Add a support role" in text(chair)
    assert "Add a support role" not in text(reader)


def test_the_answer_stands_first(cast: Cast, sign_in: SignIn) -> None:
    icb = Funder(system=cast.system)
    add(cast.eastmere, cast["chair"], person=cast["secretariat"], funder=icb, end=today() + timedelta(30), cost=18_000)
    add(cast.eastmere, cast["chair"], role="Minute taker", hours=Decimal(3), funded_hours=Decimal(2))
    chair, reader = sign_in("chair").get(HOME), sign_in("practice_reader").get(HOME)
    assert chair.context_data["lede"] == (
        "One person supports the group for 25.5 hours a week.",
        "The Tidewater Trust and Tidewater ICB pay for it. One role is vacant.",
    )
    assert chair.context_data["note"].startswith("Tidewater ICB pays for 22.5 of 24.5 hours a week and also asks")
    for words in ("Funding ends in 30 days", "3 hours, 2 hours paid for", "Nobody yet", "Fill Minute taker, vacant"):
        assert words in text(chair)
    assert "£18,000 a year" in text(chair)
    assert "£18,000" not in text(reader)
    assert "Fill" not in text(reader)


def test_hours_are_said_and_drawn_with_their_values(cast: Cast, sign_in: SignIn) -> None:
    role = add(cast.eastmere, cast["chair"], name="Ada Quill", hours=Decimal(7))
    enter(role, LAST, "40", cast["chair"])
    enter(role, later(MONTH, -2), "10", cast["chair"])
    found = sign_in("chair").get(HOME)
    days = (MONTH - LAST).days
    assert found.context_data["used"] == (
        f"In {month_words(LAST)}, 40 hours were used, {40 - days} hours more than were paid for."
    )
    bars = found.context_data["bars"]
    assert len(bars) == 6
    assert (bars[1].value, bars[1].tone) == (f"{40 - days} hours over", "late")
    assert bars[0].value == "Not entered"
    assert bars[2].value.endswith("hours left")
    assert found.context_data["twin"][1] == (month_words(LAST), "40", str(days), "0")
    add(cast.eastmere, cast["chair"], name="Bo Reed")
    assert sign_in("chair").get(HOME).context_data["bars"][1].value == "Entered in part"
    assert sign_in("practice_reader").get(HOME).context_data["bars"][0].href == ""


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_at_any_size(cast: Cast, sign_in: SignIn, count: int) -> None:
    for number in range(count):
        role = add(cast.eastmere, cast["chair"], name=f"Person {number}", funder=Funder(system=cast.system))
        enter(role, LAST, "40", cast["chair"])
    vacant = add(cast.eastmere, cast["chair"], role="Vacant")
    client = sign_in("chair")
    for path, cost in (
        ("", 3),
        ("history/", 1),
        ("add/", 1),
        (f"add/{cast['secretariat'].pk}/", 3),
        (f"{vacant.pk}/change/", 3),
        (f"{vacant.pk}/end/", 1),
        (f"{vacant.pk}/remove/", 1),
        (f"{vacant.pk}/fill/", 2),
        (f"hours/{LAST:%Y-%m}/", 2),
    ):
        client.get(HOME + path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(HOME + path).status_code == 200
        said = [query["sql"] for query in queries if "set_config" not in query["sql"]]
        assert len([sql for sql in said if not sql.startswith(("SAVEPOINT", "RELEASE"))]) - 3 == cost, (path, said)


def test_filter_and_sort_stand_in_the_address_and_the_files_follow(cast: Cast, sign_in: SignIn) -> None:
    add(cast.eastmere, cast["chair"], name="Ada Quill", hours=Decimal(9))
    add(cast.eastmere, cast["chair"], name="Bo Reed", role="Analyst", hours=Decimal(12), cost=100)
    add(cast.eastmere, cast["chair"], name="=Cy Old", role="Of old", end=today() - timedelta(days=1))
    client = sign_in("chair")
    shown = [row.role for row in client.get(f"{HOME}?show=all&sort=-hours").context_data["rows"]]
    assert shown == ["Of old", "Analyst", "Programme manager"]
    assert [row.role for row in client.get(f"{HOME}?show=nonsense&sort=cost").context_data["rows"]] == [
        "Analyst",
        "Programme manager",
    ]
    rows = list(
        csv.reader(io.StringIO(client.get(f"{HOME}roles.csv?show=all&sort=-hours").content.decode("utf-8-sig")))
    )
    assert [row[:2] for row in rows[1:]] == [
        ["Of old", "'=Cy Old"],
        ["Analyst", "Bo Reed"],
        ["Programme manager", "Ada Quill"],
    ]
    assert rows[2][-2:] == ["Now", "100"]
    book = load_workbook(io.BytesIO(sign_in("practice_reader").get(f"{HOME}roles.xlsx?show=ended").content))
    sheet = [list(row) for row in book.active.iter_rows(values_only=True)]
    assert "Cost a year in pounds" not in sheet[0]
    assert [row[0] for row in sheet[1:]] == ["Of old"]


def test_hours_as_a_file(cast: Cast, sign_in: SignIn) -> None:
    role = add(cast.eastmere, cast["chair"], name="Ada Quill", hours=Decimal(7))
    enter(role, LAST, "40.25", cast["chair"])
    rows = list(csv.reader(io.StringIO(sign_in("core_member").get(f"{HOME}hours.csv").content.decode("utf-8-sig"))))
    days = float((MONTH - LAST).days)
    assert rows[1:] == [[f"{LAST:%Y-%m}", "Programme manager", "Ada Quill", "The Tidewater Trust", str(days), "40.25"]]


def test_htmx_gets_the_list_alone(cast: Cast, sign_in: SignIn) -> None:
    add(cast.eastmere, cast["chair"])
    found = sign_in("chair").get(f"{HOME}?show=all", headers={"HX-Request": "true"})
    assert found.content.decode().strip().startswith('<div id="list">')


def test_adding_somebody_of_the_group(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("chair")
    choosing = client.get(f"{HOME}add/?q=kofi")
    [option] = choosing.context_data["options"]
    answer = client.post(option.href, NEW | {"cost": "£18,000", "funded_hours": "15"}, follow=True)
    assert "“Programme manager” was added. They are not told by email: tell them yourself." in text(answer)
    [role] = roles(cast)
    assert (role.who, role.funder, role.cost, role.paid_hours) == ("Kofi Mensah", "Tidewater ICB", 18_000, 15)
    outsider = client.get(f"{HOME}add/{cast['outsider'].pk}/")
    assert outsider.status_code == 404


@pytest.mark.parametrize(
    ("typed", "funder"),
    [("eastmere federation", "Eastmere Federation"), ("z91001", "Eastmere Quay Surgery"), ("A charity", "A charity")],
)
def test_another_funder_is_found_by_name_or_code(cast: Cast, sign_in: SignIn, typed: str, funder: str) -> None:
    with open_scope():
        practice = cast.organisations["practice"]
        PlaceOrganisation.objects.create(place=cast.eastmere.place, organisation=practice, start=date(2022, 7, 1))
    sign_in("chair").post(f"{HOME}add/vacant/", NEW | {"funder": "other", "funder_name": typed})
    [role] = roles(cast)
    assert (role.funder, bool(role.funder_name)) == (funder, typed == "A charity")


def test_a_long_list_of_funders_stays_short(cast: Cast, sign_in: SignIn) -> None:
    for number in range(40):
        pcn = _organisation("pcn", f"U98{number:03}", f"PCN {number}")
        PlaceOrganisation.objects.create(place=cast.eastmere.place, organisation=pcn, start=date(2022, 7, 1))
    choices = sign_in("chair").get(f"{HOME}add/vacant/").context_data["form"].fields["funder"].choices
    assert [label for _, label in choices] == [
        "Choose one",
        "Tidewater ICB",
        "Eastmere LMC",
        "Eastmere Federation",
        "Another funder",
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"hours": "-1"}, {"hours": ["Hours a week must be from 0.25 to 60"]}),
        ({"hours": "60.25"}, {"hours": ["Hours a week must be from 0.25 to 60"]}),
        ({"hours": "NaN"}, {"hours": ["Hours a week must be from 0.25 to 60"]}),
        ({"hours": "7:30"}, {"hours": ["Hours a week must be a number, like 7.5"]}),
        ({"hours": "7.1"}, {"hours": ["Hours a week must be in quarter hours, like 7.25 or 7.5"]}),
        ({"funded_hours": "23"}, {"funded_hours": ["Hours a week they pay for must be the hours a week or fewer"]}),
        (boxes("end", today() - timedelta(days=1)), {"end": ["Last day must be the first day or later"]}),
        ({"funder": "other"}, {"funder_name": ["Enter the name of the other funder"]}),
        ({"funder": ""}, {"funder": ["Select who pays for it"]}),
        ({"cost": "-5"}, {"cost": ["Ensure this value is greater than or equal to 0."]}),
    ],
)
def test_bad_input_is_said_at_its_field_and_nothing_is_lost(
    cast: Cast, sign_in: SignIn, wrong: dict[str, str], said: dict[str, list[str]]
) -> None:
    found = sign_in("chair").post(f"{HOME}add/vacant/", NEW | wrong)
    assert (found.status_code, errors(found)) == (200, said)
    assert 'value="Programme manager"' in found.content.decode()
    assert roles(cast) == []


def test_the_same_person_twice_is_said_at_the_first_day(cast: Cast, sign_in: SignIn) -> None:
    add(cast.eastmere, cast["chair"], person=cast["secretariat"])
    found = sign_in("chair").post(f"{HOME}add/{cast['secretariat'].pk}/", NEW)
    assert errors(found)["start"][0].startswith("Kofi Mensah is Programme manager from")


def test_two_editors_of_a_role(cast: Cast, sign_in: SignIn) -> None:
    role = add(cast.eastmere, cast["chair"], name="Ada Quill")
    change, client = f"{HOME}{role.pk}/change/", sign_in("chair")
    typed = NEW | {"name": "Ada Quill", "version": "1"}
    assert sign_in("secretariat").post(change, typed | {"hours": "20"}).status_code == 302
    met = client.post(change, typed | {"hours": "10"})
    assert "Kofi Mensah saved this on" in text(met)
    assert 'value="10"' in met.content.decode()
    assert client.post(change, typed | {"hours": "10", "version": "2"}).status_code == 302
    assert roles(cast)[0].hours == 10


def test_a_funder_who_left_the_place_stays_until_it_is_changed(cast: Cast, sign_in: SignIn) -> None:
    role = add(cast.eastmere, cast["chair"], funder=Funder(organisation=cast.organisations["other_lmc"]))
    form = sign_in("chair").get(f"{HOME}{role.pk}/change/").context_data["form"]
    assert form.initial["funder"] in dict(form.fields["funder"].choices)


def test_ending_says_how_to_undo(cast: Cast, sign_in: SignIn) -> None:
    role = add(cast.eastmere, cast["chair"], name="Ada Quill")
    done = sign_in("chair").post(f"{HOME}{role.pk}/end/", {"version": "1"} | boxes("end", today()), follow=True)
    assert f"“Programme manager” ends on {long_date(today())}. Nobody is told by email. To undo this" in text(done)


def test_hours_of_every_role_are_saved_together_or_not_at_all(cast: Cast, sign_in: SignIn) -> None:
    one = add(cast.eastmere, cast["chair"], name="Ada Quill")
    two = add(cast.eastmere, cast["chair"], name="Bo Reed", role="Analyst")
    path, client = f"{HOME}hours/{LAST:%Y-%m}/", sign_in("chair")
    enter(two, LAST, "10", cast["secretariat"])
    typed = {f"hours_{one.pk}": "40", f"version_{one.pk}": "0", f"hours_{two.pk}": "12", f"version_{two.pk}": "0"}
    met = client.post(path, typed)
    assert "Kofi Mensah saved this on" in errors(met)[f"hours_{two.pk}"][0]
    with open_scope(read=[cast.eastmere.pk]):
        assert [use.hours for use in cast.eastmere.support_uses.all()] == [10]
    again = {name: met.context_data["form"].data[name] for name in typed}
    done = client.post(path, again, follow=True)
    assert f"The hours of {month_words(LAST)} were saved." in text(done)
    with open_scope(read=[cast.eastmere.pk]):
        assert sorted(use.hours for use in cast.eastmere.support_uses.all()) == [12, 40]


@pytest.mark.parametrize(
    ("hours", "said"),
    [("-1", "must be from 0 to 300"), ("301", "must be from 0 to 300"), ("a lot", "must be a number, like 7.5")],
)
def test_bad_hours_are_said_at_their_role(cast: Cast, sign_in: SignIn, hours: str, said: str) -> None:
    role = add(cast.eastmere, cast["chair"], name="Ada Quill")
    found = sign_in("chair").post(f"{HOME}hours/{LAST:%Y-%m}/", {f"hours_{role.pk}": hours, f"version_{role.pk}": "0"})
    assert errors(found) == {f"hours_{role.pk}": [f"Hours of programme manager, Ada Quill, {said}"]}


def test_nothing_entered_and_a_month_to_come(cast: Cast, sign_in: SignIn) -> None:
    role, client = add(cast.eastmere, cast["chair"], name="Ada Quill"), sign_in("chair")
    nothing = client.post(f"{HOME}hours/{LAST:%Y-%m}/", {f"hours_{role.pk}": "", f"version_{role.pk}": "0"})
    assert "Enter the hours of at least one role" in text(nothing)
    ahead = f"{HOME}hours/{later(MONTH, 1):%Y-%m}/"
    sentence = f"{month_words(later(MONTH, 1))} has not begun. Enter the hours of this month or an earlier one."
    assert sentence in text(client.get(ahead))
    assert sentence in text(client.post(ahead, {f"hours_{role.pk}": "1", f"version_{role.pk}": "0"}))
    assert f"Hours of {month_words(MONTH)}" in text(client.get(f"{HOME}hours/{later(MONTH, 9):%Y-%m}/"))
    assert client.get(f"{HOME}hours/2026-13/").status_code == 404
    assert client.get(f"{HOME}hours/someday/").status_code == 404


def test_another_groups_role_is_not_found(cast: Cast, sign_in: SignIn) -> None:
    role = add(cast.ambleford, cast["other_chair"])
    for what in ("change", "end", "remove", "fill"):
        assert sign_in("chair").get(f"{HOME}{role.pk}/{what}/").status_code == 404


def test_the_history_tells_who_did_it_when(cast: Cast, sign_in: SignIn) -> None:
    start = today() - timedelta(days=365)
    add(cast.eastmere, cast["chair"], name="Ada Quill", end=today() - timedelta(days=2))
    add(cast.eastmere, cast["chair"], name="Bo Reed", start=today() - timedelta(days=1))
    [(name, moments)] = sign_in("practice_reader").get(f"{HOME}history/").context_data["sections"]
    assert (name, [moment.what for moment in moments]) == ("Programme manager", ["Bo Reed", "Ada Quill"])
    assert moments[1].when.startswith(str(start.day))
    assert moments[1].note == "for 22.5 hours a week, paid by The Tidewater Trust"
