"""Journeys from opening to the end, in browsers of the people who walk them."""

import re
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import open_scope
from groups.ballots.actions import close
from groups.jobs import worker
from groups.models import Appointment, Ballot, Person, SeatTerm
from groups.people.actions import person_of
from tests.ballots.electors import Table, table
from tests.ballots.steps import pass_closing_time
from tests.cast import Cast
from tests.chair.conftest import SignIn
from tests.chair.steps import DAY, closed, vote

OUTSIDE = "manager@example.net"


def boxes(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def opening(**given: Any) -> dict[str, str]:
    fields = {"why": "end_of_term", "why_words": "", "floor": "60", "hour": "17"}
    term = boxes("begins", today() + 60 * DAY) | boxes("until", today() + 790 * DAY)
    return fields | boxes("closes", today() + 14 * DAY) | term | given


class Journey:
    """The appointment as it goes on, seen by whoever walks it."""

    def __init__(self, seated: Table, sign_in: SignIn) -> None:
        self.seated, self.sign_in = seated, sign_in
        self.office = sign_in(seated.secretariat)

    def scope(self) -> Any:
        group = [self.seated.group.pk]
        return open_scope(read=group, write=group, closed=group)

    @property
    def appointment(self) -> Appointment:
        with self.scope():
            return Appointment.objects.select_related("ballot", "office_term").latest("pk")

    @property
    def here(self) -> str:
        return f"/g/eastmere/chair/{self.appointment.pk}/"

    def does(self, client: Client, path: str, data: dict[str, str] | None = None) -> str:
        """Send a form and follow to where it leads: what is said there."""
        response = client.post(path, data or {"sure": "yes"}, follow=True)
        assert response.redirect_chain, said(response)
        assert response.status_code == 200
        return said(response)

    def opens(self) -> None:
        self.does(self.office, "/g/eastmere/chair/open/", opening())

    def nominates(self, by: Person, whom: Person) -> None:
        self.does(self.sign_in(by), f"{self.here}nominate/{whom.pk}/")

    def accepts(self, who: Person, statement: str = "I listen first.") -> None:
        with open_scope(person=who.pk):
            nomination = who.nominations.latest("pk")
        client, path = self.sign_in(who), f"/nominations/{nomination.pk}/"
        self.does(client, path, {"about": "Manager", "statement": statement, "version": str(nomination.version)})

    def goes_to_ballot(self, path: str = "ballot/") -> Ballot:
        with self.scope():
            if self.appointment.status == "nominating":
                closed(self.appointment)
        self.does(self.office, f"{self.here}{path}", boxes("closes", today() + 7 * DAY) | {"hour": "17"})
        ballot = self.appointment.ballot
        assert ballot is not None
        return ballot

    def counts(self, ballot: Ballot) -> None:
        pass_closing_time(ballot)
        with self.scope():
            close(ballot)

    def see(self) -> str:
        return said(self.office.get(self.here))


def said(response: Any) -> str:
    main = response.content.decode().split("<main", 1)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&nbsp;", " ").split())


@pytest.fixture
def journey(seated: Table, sign_in: SignIn) -> Journey:
    return Journey(seated, sign_in)


@pytest.fixture
def committed_journey(committed_cast: Cast, sign_in: SignIn) -> Journey:
    """The same, really committed: so that terms that begin now have begun at the next request."""
    return Journey(table(committed_cast, pcn=4, lmc=2, federation=2), sign_in)


def test_a_manager_from_outside_is_trusted_by_all_and_gets_the_chairs_seat_on_the_day(
    committed_journey: Journey,
) -> None:
    journey = committed_journey
    journey.opens()
    member = journey.seated.people[0]
    words = {"full_name": "Maya Ford", "email": OUTSIDE, "about": "Manager of Quay Surgery"}
    assert "You nominated Maya Ford" in journey.does(journey.sign_in(member), f"{journey.here}nominate/outside/", words)
    mail.outbox.clear()
    worker.drain()
    letter = next(each for each in mail.outbox if each.to == [OUTSIDE])
    assert letter.subject == "You are nominated as chair of Eastmere GP Leadership Group"
    manager = person_of(OUTSIDE)
    assert manager is not None
    assert re.search(r"/nominations/\d+/", str(letter.body))
    journey.accepts(manager)
    assert "1 accepted" in journey.see()

    ballot = journey.goes_to_ballot()
    for number in range(8):
        vote_for(journey, ballot, [manager], number)
    journey.counts(ballot)
    assert "Maya Ford is chosen" in journey.see()

    term = boxes("begins", today()) | boxes("until", today() + 730 * DAY)
    said_then = journey.does(journey.office, f"{journey.here}appoint/", term)
    assert "Maya Ford is our chair from" in said_then
    assert "Papers and promises" in said_then
    with journey.scope():
        seat = SeatTerm.objects.select_related("seat").get(person=manager)
        assert (seat.seat.title, seat.seat.seat_class) == ("Chair", "core")
        assert journey.seated.group.office_terms.get(person=manager).office == "chair"
    assert journey.sign_in(manager).get("/g/eastmere/chair/").status_code == 200
    chair = said(journey.office.get("/g/eastmere/chair/"))
    assert "Maya Ford is our chair until" in chair
    assert "Chosen by a secret trust ballot" in chair


def vote_for(journey: Journey, ballot: Ballot, trusted: list[Person], number: int) -> None:
    with journey.scope():
        vote(journey.seated, ballot, trusted, number=number)


def test_nobody_is_trusted_by_all_and_the_page_says_what_to_do_next(journey: Journey) -> None:
    journey.opens()
    one, other = journey.seated.people[0], journey.seated.people[4]
    journey.nominates(one, one)
    journey.nominates(one, other)
    journey.accepts(one)
    journey.accepts(other)
    ballot = journey.goes_to_ballot()
    for number in range(4):
        vote_for(journey, ballot, [one], number)
    for number in range(4, 8):
        vote_for(journey, ballot, [other], number)
    journey.counts(ballot)
    page = journey.see()
    then = page.index("Then open nominations again")
    assert "No one is yet trusted by all" in page
    assert page.index("Talk first") < then < page.index("Ruth Calder is chair until")
    assert "the floor of 60% was not met among the PCNs" in page
    again = boxes("closes", today() + 5 * DAY) | {"hour": "12", "reason": "We talked"}
    assert "Nominations are open until" in journey.does(journey.office, f"{journey.here}nominations/", again)
    assert journey.goes_to_ballot().round == 2


def test_the_roll_changes_and_everybody_votes_anew(journey: Journey) -> None:
    journey.opens()
    one = journey.seated.people[0]
    journey.nominates(one, one)
    journey.accepts(one)
    ballot = journey.goes_to_ballot()
    vote_for(journey, ballot, [one], 0)
    with journey.scope():
        SeatTerm.objects.filter(person=journey.seated.people[7]).delete()
    journey.counts(ballot)
    assert journey.appointment.status == "again"
    assert "A new round is needed" in journey.see()
    second = journey.goes_to_ballot("ballot/again/")
    assert (second.round, second.electors) == (2, 7)
    for number in range(7):
        vote_for(journey, second, [one], number)
    journey.counts(second)
    assert journey.appointment.status == "chosen"
