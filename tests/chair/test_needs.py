"""What an appointment waits for, at home; what is said of it in the log and on the page of its ballot."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from gpleadership.lib.scopes import open_scope, system_scope
from groups.audit.sentences import Told, known_verbs, sentence_of, verbs_of
from groups.ballots.additions import addition_to
from groups.chair import actions
from groups.chair.providers import TOPIC
from groups.models import OfficeTerm
from groups.seats.rules.spans import span
from tests.ballots.electors import Table
from tests.cast import Cast
from tests.chair.conftest import SignIn
from tests.chair.steps import DAY, balloting, closed, counted, fresh, nominating, standing


def scope(seated: Table) -> Any:
    group = [seated.group.pk]
    return open_scope(read=group, write=group, closed=group)


def waits(sign_in: SignIn, who: Any) -> list[tuple[str, str]]:
    """What the home says of the chair."""
    found = sign_in(who).get("/g/eastmere/").context_data["needs"]
    return [(duty.what, duty.href) for duty in found if "chair" in duty.what and "nomination" not in duty.href]


def test_each_state_says_what_those_who_run_the_group_do(seated: Table, sign_in: SignIn) -> None:
    one, two = seated.people[:2]
    with scope(seated):
        appointment = nominating(seated)
    here = f"/g/eastmere/chair/{appointment.pk}/"
    assert waits(sign_in, seated.secretariat) == []
    with scope(seated):
        closed(appointment)
    assert waits(sign_in, seated.secretariat) == [("Open nominations for a chair again", here)]
    with scope(seated):
        actions.reopen(fresh(appointment), closes_at=timezone.now() + DAY, by=seated.secretariat)
        standing(fresh(appointment), one, by=two)
        closed(fresh(appointment))
    assert waits(sign_in, seated.secretariat) == [("Open the ballot for the chair", here)]
    assert waits(sign_in, two) == []
    with scope(seated):
        ballot = actions.open_ballot(fresh(appointment), closes_at=timezone.now() + DAY, by=seated.secretariat)
    counted(seated, ballot, one)
    assert waits(sign_in, seated.secretariat) == [("Record the appointment of the chair", here)]


def test_a_term_that_ends_within_half_a_year_asks_for_an_appointment(seated: Table, sign_in: SignIn) -> None:
    assert waits(sign_in, seated.secretariat) == []
    with system_scope("test"):
        began = timezone.now() - 300 * DAY
        terms = OfficeTerm.objects.filter(group=seated.group, office="chair")
        terms.update(period=span(began, timezone.now() + 100 * DAY))
    assert waits(sign_in, seated.secretariat) == [("Begin to appoint a chair", "/g/eastmere/chair/open/")]
    with scope(seated):
        nominating(seated)
    assert waits(sign_in, seated.secretariat) == []


def test_a_nominee_is_asked_at_home(seated: Table, sign_in: SignIn, cast: Cast) -> None:
    with scope(seated):
        made = actions.nominate(nominating(seated), cast["practice_reader"], by=seated.people[0])
    (duty,) = sign_in(cast["practice_reader"]).get("/g/eastmere/").context_data["needs"]
    assert (duty.what, duty.href) == ("Answer your nomination as chair", f"/nominations/{made.pk}/")
    assert duty.clock == "14 days left"


def test_every_verb_has_a_sentence_and_needs_nothing_but_itself() -> None:
    ours = verbs_of(TOPIC)
    assert len(ours) == 19
    assert set(ours) <= known_verbs()
    assert all(sentence_of(Told(verb, {}, {}, {})) for verb in ours)


@pytest.mark.parametrize(
    ("verb", "personal", "said"),
    [
        ("chair nomination made", {"name": "Maya Ford"}, "nominated Maya Ford as chair"),
        ("chair chosen", {"name": "Maya Ford"}, "noted that Maya Ford was chosen as chair"),
        ("chair appointment withdrawn", {"reason": "We merge"}, "withdrew the appointment of a chair: We merge"),
    ],
)
def test_sentences(verb: str, personal: dict[str, str], said: str) -> None:
    assert sentence_of(Told(verb, {}, {}, personal)) == said


def test_the_page_of_the_ballot_says_what_follows(seated: Table) -> None:
    one = seated.people[0]
    with scope(seated):
        _, ballot = balloting(seated, one)
    appointment = counted(seated, ballot, one)
    with scope(seated):
        ballot.refresh_from_db()
        added = addition_to(ballot)
        assert added is not None
        assert added.sentence == "The secretariat now records the appointment."
        assert added.links[0].href == f"/g/eastmere/chair/{appointment.pk}/"
        began = timezone.now()
        actions.appoint(appointment, begins=began, ends=began + timedelta(days=700), by=seated.secretariat)
        appointed = addition_to(ballot)
        assert appointed is not None
        assert appointed.sentence.startswith("Dr Pcn Elector 1 is our chair from ")
