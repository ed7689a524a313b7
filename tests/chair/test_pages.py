"""The pages: what each says to whom, what bad input gets, and what they cost."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import open_scope
from groups.chair import actions
from groups.models import Appointment, Nomination, Person
from tests.ballots.electors import Table
from tests.cast import Cast, person
from tests.chair.conftest import SignIn
from tests.chair.steps import DAY, accepted, balloting, closed, counted, fresh, nominating, standing
from tests.chair.test_journey import boxes, opening, said
from tests.reference.test_pages import FRAME

HERE = "/g/eastmere/chair/"


def scope(seated: Table) -> Any:
    """Eastmere open for reading and writing, for a while."""
    group = [seated.group.pk]
    return open_scope(read=group, write=group, closed=group)


@pytest.fixture
def office(seated: Table, sign_in: SignIn) -> Client:
    return sign_in(seated.secretariat)


@pytest.fixture
def appointment(seated: Table) -> Appointment:
    with scope(seated):
        return nominating(seated)


@pytest.fixture
def nomination(seated: Table, appointment: Appointment) -> Nomination:
    with scope(seated):
        return actions.nominate(appointment, seated.people[0], by=seated.people[1])


def errors(response: HttpResponse) -> dict[str, list[str]]:
    """What stands at which field; the page is shown again."""
    assert response.status_code == 200
    return {name: [str(error) for error in found] for name, found in response.context_data["form"].errors.items()}


# ---- Bad input stands at its field, and nothing is lost ----


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        (boxes("until", today() + 60 * DAY), "until", "Last day of the term must be after its first day"),
        (boxes("closes", today() - DAY), "closes", "must be"),
        (boxes("closes", today() + 70 * DAY), "begins", "First day must be after nominations close"),
        ({"floor": "12"}, "floor", "50"),
        ({"floor": "many"}, "floor", "number"),
        ({"why": ""}, "why", "Select why a chair is appointed"),
        ({"why": "other"}, "why_words", "Enter why a chair is appointed"),
        ({"hour": "3"}, "hour", "Select"),
        ({"closes_day": "31", "closes_month": "2"}, "closes", "must be a real date"),
    ],
)
def test_opening_says_what_is_wrong_where(
    office: Client, seated: Table, given: dict[str, str], field: str, words: str
) -> None:
    kept = "" if "why" in given else "Ruth retires"
    response = office.post(f"{HERE}open/", opening(why_words=kept) | given)
    found = errors(response)
    assert words in found[field][0]
    assert list(found) == [field]
    assert f'value="{kept}"' in response.content.decode() or not kept
    with scope(seated):
        assert not seated.group.appointments.exists()


def test_a_second_appointment_is_refused_in_words(office: Client, appointment: Appointment) -> None:
    assert office.get(f"{HERE}open/")["Location"] == f"{HERE}{appointment.pk}/"
    found = errors(office.post(f"{HERE}open/", opening()))
    assert found == {"__all__": ["The appointment of a chair is under way already. Finish or withdraw that one first."]}


def test_two_tabs_open_one_ballot(office: Client, seated: Table, nomination: Nomination) -> None:
    with scope(seated):
        closed(accepted(nomination).appointment)
    page = f"{HERE}{nomination.appointment_id}/ballot/"
    sent = boxes("closes", today() + 7 * DAY) | {"hour": "17"}
    assert office.post(page, sent).status_code == 302
    assert "The ballot is open" in errors(office.post(page, sent))["__all__"][0]
    with scope(seated):
        assert seated.group.ballots.count() == 1


def test_a_ballot_closes_in_the_future(office: Client, seated: Table, nomination: Nomination) -> None:
    with scope(seated):
        closed(accepted(nomination).appointment)
    page = f"{HERE}{nomination.appointment_id}/ballot/"
    assert "must be" in errors(office.post(page, boxes("closes", today() - DAY) | {"hour": "17"}))["closes"][0]
    found = errors(office.post(page, boxes("closes", today() + 80 * DAY) | {"hour": "17"}))
    assert found == {"closes": ["Choose a closing time within the next 60 days."]}


def test_somebody_nominated_twice_by_one_stands_at_the_address(
    seated: Table, nomination: Nomination, sign_in: SignIn
) -> None:
    member, page = sign_in(seated.people[1]), f"{HERE}{nomination.appointment_id}/nominate/outside/"
    sent = {"full_name": "Dr Somebody", "email": "pcn1@example.org", "about": "GP"}
    response = member.post(page, sent)
    assert errors(response) == {"email": ["You have nominated Dr Pcn Elector 1 already."]}
    assert 'value="Dr Somebody"' in response.content.decode()


def test_icb_staff_stand_at_the_address(seated: Table, appointment: Appointment, sign_in: SignIn) -> None:
    page = f"{HERE}{appointment.pk}/nominate/outside/"
    found = errors(sign_in(seated.people[1]).post(page, {"full_name": "Helen Castle", "email": "icb@example.org"}))
    assert found["email"][0].startswith("Helen Castle works for Tidewater ICB")


def test_after_the_close_nobody_is_nominated(seated: Table, appointment: Appointment, sign_in: SignIn) -> None:
    with scope(seated):
        closed(appointment)
    response = sign_in(seated.people[1]).post(
        f"{HERE}{appointment.pk}/nominate/{seated.people[0].pk}/", {"sure": "yes"}
    )
    assert errors(response)["__all__"][0].startswith("Nominations closed on")


def test_a_statement_that_is_too_long_is_kept(seated: Table, nomination: Nomination, sign_in: SignIn) -> None:
    sent = {"about": "GP", "statement": "a" * 1201, "version": "1"}
    response = sign_in(seated.people[0]).post(f"/nominations/{nomination.pk}/", sent)
    assert "1,200" in errors(response)["statement"][0] or "1200" in errors(response)["statement"][0]
    assert "a" * 1201 in response.content.decode()


def test_a_line_counts_as_browsers_count_it(seated: Table, nomination: Nomination, sign_in: SignIn) -> None:
    sent = {"about": "GP", "statement": "\r\n".join("a" * 600), "version": "1"}
    assert sign_in(seated.people[0]).post(f"/nominations/{nomination.pk}/", sent).status_code == 302


def test_two_windows_of_a_nominee(seated: Table, nomination: Nomination, sign_in: SignIn) -> None:
    nominee, page = sign_in(seated.people[0]), f"/nominations/{nomination.pk}/"
    assert nominee.post(page, {"about": "GP", "statement": "One.", "version": "1"}).status_code == 302
    response = nominee.post(page, {"about": "GP", "statement": "Two.", "version": "1"})
    assert "changed after you opened the page" in errors(response)["__all__"][0]
    assert "Two." in response.content.decode()
    again = {"about": "GP", "statement": "Two.", "version": response.context_data["form"]["version"].value()}
    assert nominee.post(page, again).status_code == 302


def test_accepting_late_is_refused_in_words(seated: Table, nomination: Nomination, sign_in: SignIn) -> None:
    with scope(seated):
        closed(nomination.appointment)
    nominee, page = sign_in(seated.people[0]), f"/nominations/{nomination.pk}/"
    assert "You did not answer, so your name is not on the ballot" in said(nominee.get(page))
    late = nominee.post(page, {"about": "GP", "statement": "Late.", "version": "1"})
    assert "nobody is added to the ballot any more" in errors(late)["__all__"][0]


def test_days_stand_at_the_field_when_a_chair_is_appointed(office: Client, seated: Table) -> None:
    one = seated.people[0]
    with scope(seated):
        _, ballot = balloting(seated, one)
    appointment = counted(seated, ballot, one)
    late = boxes("begins", today() + 900 * DAY) | boxes("until", today() + 990 * DAY)
    found = errors(office.post(f"{HERE}{appointment.pk}/appoint/", late))
    assert list(found) == ["begins"]


# ---- What is shown to whom ----


def test_who_does_not_stand_is_shown_to_those_who_may_nominate(
    seated: Table, nomination: Nomination, sign_in: SignIn, cast: Cast
) -> None:
    page = f"{HERE}{nomination.appointment_id}/"
    shown = {
        name: said(sign_in(who).get(page))
        for name, who in (
            ("reader", cast["practice_reader"]),
            ("member", seated.people[2]),
            ("office", seated.secretariat),
        )
    }
    assert "Dr Pcn Elector 1" not in shown["reader"]
    assert "Nobody stands yet" in shown["reader"]
    assert "Nominated by 1 person." in shown["member"]
    assert "Nominated by 1 person: Dr Pcn Elector 2." in shown["office"]


def test_a_nominee_from_outside_sees_their_nomination_and_nothing_else(
    seated: Table, appointment: Appointment, sign_in: SignIn
) -> None:
    with scope(seated):
        words = {"full_name": "Maya Ford", "email": "maya@example.net"}
        made = actions.nominate_by_email(appointment, **words, by=seated.people[0])
    maya = sign_in(made.person)
    home = said(maya.get("/"))
    assert "Answer your nomination as chair Eastmere GP Leadership Group. Accept" in home
    page = said(maya.get(f"/nominations/{made.pk}/"))
    assert "Nominated by Dr Pcn Elector 1" in page
    assert maya.get(f"{HERE}{appointment.pk}/").status_code == 404
    assert sign_in(seated.people[1]).get(f"/nominations/{made.pk}/").status_code == 404
    assert sign_in(seated.secretariat).post(f"/nominations/{made.pk}/decline/").status_code == 404


def test_a_reason_for_declining_is_for_chair_and_secretariat(
    seated: Table, nomination: Nomination, sign_in: SignIn
) -> None:
    sign_in(seated.people[0]).post(f"/nominations/{nomination.pk}/decline/", {"reason": "My health"})
    page = f"{HERE}{nomination.appointment_id}/"
    assert "Why: My health" in said(sign_in(seated.secretariat).get(page))
    member = said(sign_in(seated.people[1]).get(page))
    assert "Declined" in member
    assert "My health" not in member


def test_the_search_says_who_does_not_want_to_stand(seated: Table, nomination: Nomination, sign_in: SignIn) -> None:
    with scope(seated):
        actions.decline(nomination, by=seated.people[0])
    page = f"{HERE}{nomination.appointment_id}/nominate/?q=Pcn"
    part = sign_in(seated.people[1]).get(page, headers={"HX-Request": "true"}).content.decode()
    assert "<main" not in part
    assert "does not want to stand" in part
    assert "Dr Pcn Elector 2" not in part, "the reader has a link of their own"


def test_the_chairs_page_says_who_until_when_and_how(seated: Table, sign_in: SignIn, cast: Cast) -> None:
    page = said(sign_in(cast["practice_reader"]).get(HERE))
    assert "Ruth Calder is our chair until" in page
    assert "Appointed without a trust ballot." in page
    assert "Appoint a chair" not in page
    assert "Appoint a chair" in said(sign_in(cast["chair"]).get(HERE))


# ---- One green button, and what pages cost ----


@pytest.fixture
def nominated(seated: Table) -> Iterator[Appointment]:
    """An appointment with somebody who accepted, somebody who has not, and somebody who declined."""
    with scope(seated):
        made = nominating(seated)
        standing(made, seated.people[0], by=seated.people[1])
        actions.nominate(made, seated.people[2], by=seated.people[1])
        actions.decline(actions.nominate(made, seated.people[3], by=seated.people[1]), by=seated.people[3])
    return made


COSTS = {
    "": 3,
    "open/": 3,
    "{}/": 3,
    "{}/nominations/": 1,
    "{}/nominate/?q=Pcn": 3,
    "{}/nominate/outside/": 1,
    "{}/nominate/{person}/": 2,
    "{}/nominees/{nomination}/take-back/": 1,
    "{}/nominees/{nomination}/withdraw/": 1,
    "{}/withdraw/": 1,
}


def more(seated: Table, appointment: Appointment) -> None:
    """Two more of each kind, with statements and nominations."""
    with scope(seated):
        for number in range(3):
            outside = person(f"more{number}", f"More {number}")
            standing(appointment, outside, by=seated.people[number])
            actions.nominate(appointment, outside, by=seated.people[number + 3])


def cost(client: Client, path: str, *, besides: int = 3) -> int:
    """Statements beyond transaction, scope, and these: session, person and standing."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len([each for each in captured if not each["sql"].startswith(FRAME)]) - besides


@pytest.mark.parametrize("path", COSTS)
def test_a_page_costs_the_same_with_more_rows(office: Client, seated: Table, nominated: Appointment, path: str) -> None:
    with scope(seated):
        first = nominated.nominations.first()
    if path == "open/":
        with scope(seated):
            actions.withdraw(nominated, reason="For this test", by=seated.secretariat)
    address = HERE + path.format(nominated.pk, person=seated.people[5].pk, nomination=first.pk if first else 0)
    office.get(HERE)  # the group's grants are read once
    few = cost(office, address)
    if path != "open/":
        more(seated, nominated)
    assert (few, cost(office, address)) == (COSTS[path], COSTS[path])
    assert len(re.findall(r'class="nhsuk-button"', office.get(address).content.decode())) <= 1


@pytest.mark.parametrize(("path", "own"), [("ballot/", 4), ("", 3)])
def test_the_pages_of_the_ballot_cost_the_same(
    office: Client, seated: Table, nominated: Appointment, path: str, own: int
) -> None:
    office.get(HERE)
    with scope(seated):
        closed(nominated)
    few = cost(office, f"{HERE}{nominated.pk}/{path}")
    with scope(seated):
        Appointment.objects.filter(pk=nominated.pk).update(nominations_close_at=timezone.now() + DAY)
        more(seated, fresh(nominated))
        closed(fresh(nominated))
    assert (few, cost(office, f"{HERE}{nominated.pk}/{path}")) == (own, own)


def test_after_a_result_the_pages_cost_no_more(office: Client, seated: Table) -> None:
    office.get(HERE)
    one, two = seated.people[:2]
    with scope(seated):
        appointment, ballot = balloting(seated, one, two)
    counted(seated, ballot)
    page = f"{HERE}{appointment.pk}/"
    assert (fresh_status(seated, appointment), cost(office, page)) == ("nobody", 5)
    with scope(seated):
        actions.reopen(fresh(appointment), closes_at=timezone.now() + DAY, by=seated.secretariat)
        closed(fresh(appointment))
        again = actions.open_ballot(fresh(appointment), closes_at=timezone.now() + DAY, by=seated.secretariat)
    counted(seated, again, one)
    assert cost(office, page) == 3
    assert cost(office, f"{page}appoint/") == 2
    with scope(seated):
        began = timezone.now()
        actions.appoint(fresh(appointment), begins=began, ends=began + 700 * DAY, by=seated.secretariat)
    assert cost(office, f"{page}handover/") == 2
    assert cost(office, HERE) == 3


def fresh_status(seated: Table, appointment: Appointment) -> str:
    with scope(seated):
        return str(fresh(appointment).status)


def test_ones_own_pages_cost_two(seated: Table, nomination: Nomination, sign_in: SignIn) -> None:
    nominee: Person = seated.people[0]
    client = sign_in(nominee)
    assert cost(client, f"/nominations/{nomination.pk}/", besides=2) == 2
    with scope(seated):
        for each in seated.people[2:5]:
            actions.nominate(fresh(nomination.appointment), nominee, by=each)
    assert cost(client, f"/nominations/{nomination.pk}/", besides=2) == 2
    assert cost(client, f"/nominations/{nomination.pk}/decline/", besides=2) == 1
