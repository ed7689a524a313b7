"""What may be done with an appointment when, and what is said where it may not."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from gpleadership.lib.dates import today
from gpleadership.lib.refusal import EditedMeanwhile, Refused
from gpleadership.lib.scopes import open_scope
from groups.ballots.actions import abandon
from groups.chair import actions
from groups.models import Appointment, AppointmentStep, LogEntry, Nomination, Person, SystemStaffTerm
from groups.seats.actions import appoint_to_office, chair_leaves_early, undo_office_end
from groups.seats.cautions import cautions
from tests.ballots.electors import Table
from tests.cast import Cast, person, term
from tests.chair.steps import DAY, FIRST, accepted, balloting, closed, counted, fresh, nominating, standing

LATE = "Nominations closed on"


@pytest.fixture
def appointment(eastmere: Table) -> Appointment:
    return nominating(eastmere)


def refused(field: str | None, words: str) -> Any:
    """The act is refused with these words at this field."""

    class At:
        def __enter__(self) -> None:
            self.raises = pytest.raises(Refused, match=words)
            self.found = self.raises.__enter__()

        def __exit__(self, *raised: object) -> bool:
            caught = self.raises.__exit__(*raised)
            assert self.found.value.field == field
            return bool(caught)

    return At()


# ---- Opening ----


def test_nominations_are_opened_and_those_who_may_nominate_are_told(appointment: Appointment) -> None:
    assert appointment.status == "nominating"
    assert [(step.status, step.actor) for step in appointment.steps.all()] == [("nominating", appointment_opener())]


def appointment_opener() -> Person:
    return Person.objects.get(full_name="Kofi Mensah")


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"closes_at": timezone.now() - DAY}, "closes", "must close later than now"),
        ({"closes_at": timezone.now() + 91 * DAY}, "closes", "within the next 90 days"),
        ({"last_day": FIRST}, "until", "Last day must be after the first day"),
        ({"last_day": FIRST - DAY}, "until", "Last day must be after the first day"),
        ({"first_day": today() + 14 * DAY}, "begins", "after nominations close"),
        ({"floor": 49}, "floor", "from 50% to 100%"),
    ],
)
def test_nonsense_is_refused_at_its_field(eastmere: Table, given: dict[str, Any], field: str, words: str) -> None:
    with refused(field, words):
        nominating(eastmere, **given)
    assert not eastmere.group.appointments.exists()


def test_there_is_one_at_a_time(eastmere: Table, appointment: Appointment) -> None:
    with refused(None, "under way already"):
        nominating(eastmere)
    with pytest.raises(IntegrityError, match="appointment_one_running"), transaction.atomic():
        Appointment.objects.create(group=eastmere.group, why="first")


def test_a_proposal_is_opened_and_not_added_to(eastmere: Table) -> None:
    proposed = actions.propose(eastmere.group, why="left_early", by=eastmere.secretariat)  # type: ignore[arg-type]
    assert proposed is not None
    assert actions.propose(eastmere.group, why="other", by=eastmere.secretariat) is None  # type: ignore[arg-type]
    assert nominating(eastmere).pk == proposed.pk
    assert [step.status for step in proposed.steps.all()] == ["proposed", "nominating"]


def test_steps_are_added_to_and_never_changed(appointment: Appointment) -> None:
    for change in (
        lambda: AppointmentStep.objects.update(reason="Another"),
        lambda: AppointmentStep.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change()


# ---- Nominating ----


def test_whoever_is_nominated_by_two_is_one_name(eastmere: Table, appointment: Appointment) -> None:
    one, two, three = eastmere.people[:3]
    first = actions.nominate(appointment, one, by=two)
    again = actions.nominate(appointment, one, by=three)
    assert (again.pk, again.supports.count()) == (first.pk, 2)
    with refused("email", f"You have nominated {one} already"):
        actions.nominate(appointment, one, by=two)


def test_nobody_is_nominated_after_the_close(eastmere: Table, appointment: Appointment) -> None:
    with refused(None, LATE):
        actions.nominate(closed(appointment), eastmere.people[0], by=eastmere.people[1])


def test_icb_staff_are_not_nominated(eastmere: Table, appointment: Appointment, cast: Cast) -> None:
    with refused("email", "Helen Castle works for Tidewater ICB"):
        actions.nominate(appointment, cast["icb_staff"], by=eastmere.people[0])


def test_whose_employment_ends_before_the_term_may_be(eastmere: Table, appointment: Appointment, cast: Cast) -> None:
    SystemStaffTerm.objects.filter(person=cast["icb_staff"]).update(period=term(60, 70))
    assert actions.nominate(appointment, cast["icb_staff"], by=eastmere.people[0]).state == "proposed"


def test_who_cannot_sign_in_is_not_nominated(eastmere: Table, appointment: Appointment) -> None:
    gone = person("gone", "Gone Away", is_active=False)
    with refused("email", "Gone Away can no longer sign in"):
        actions.nominate(appointment, gone, by=eastmere.people[0])


def test_an_accounts_name_is_not_told_before_they_accept(eastmere: Table, appointment: Appointment) -> None:
    person("secret", "Dr Very Private")
    words = {"full_name": "A. Colleague", "email": "Secret@example.org"}
    made = actions.nominate_by_email(appointment, **words, by=eastmere.people[0])
    assert (str(made), made.person.full_name) == ("A. Colleague", "Dr Very Private")
    assert str(accepted(made)) == "Dr Very Private"


@pytest.mark.parametrize(("name", "email", "field"), [("", "a@example.net", "full_name"), ("Ann", "nonsense", "email")])
def test_outside_needs_a_name_and_an_address(
    eastmere: Table, appointment: Appointment, name: str, email: str, field: str
) -> None:
    with refused(field, "Enter "):
        actions.nominate_by_email(appointment, full_name=name, email=email, by=eastmere.people[0])
    assert not Person.objects.filter(email=email).exists()


def test_ones_own_nomination_is_taken_back_and_with_the_last_one_it_ends(
    eastmere: Table, appointment: Appointment
) -> None:
    one, two, three = eastmere.people[:3]
    made = actions.nominate(appointment, one, by=two)
    actions.nominate(appointment, one, by=three)
    assert actions.take_back(made, by=two).state == "proposed"
    with refused(None, "You have not nominated"):
        actions.take_back(made, by=two)
    assert actions.take_back(made, by=three).state == "withdrawn"
    assert actions.nominate(appointment, one, by=two).state == "proposed", "nobody has said no"


def test_who_has_accepted_keeps_the_last_nomination(eastmere: Table, appointment: Appointment) -> None:
    one, two = eastmere.people[:2]
    made = standing(appointment, one, by=two)
    with refused(None, "yours is the only nomination"):
        actions.take_back(made, by=two)


def test_a_mistake_is_withdrawn_with_a_reason_and_may_be_made_good(eastmere: Table, appointment: Appointment) -> None:
    one, two = eastmere.people[:2]
    made = standing(appointment, one, by=two)
    with refused("reason", "Enter why"):
        actions.withdraw_nomination(made, reason=" ", by=eastmere.secretariat)
    gone = actions.withdraw_nomination(made, reason="The wrong person", by=eastmere.secretariat)
    assert (gone.state, gone.reason, gone.supports.count()) == ("withdrawn", "The wrong person", 0)
    with refused(None, "This nomination was withdrawn"):
        accepted(gone)
    assert actions.nominate(appointment, one, by=two).state == "proposed"


# ---- Answering ----


def test_whoever_declines_is_not_nominated_over_their_head(eastmere: Table, appointment: Appointment) -> None:
    one, two, three = eastmere.people[:3]
    made = actions.decline(actions.nominate(appointment, one, by=two), reason="No time", by=one)
    assert (made.state, made.reason) == ("declined", "No time")
    with refused("email", f"{one} has declined, so nobody can nominate them again"):
        actions.nominate(appointment, one, by=three)
    with refused(None, "Nobody who was nominated has accepted"):
        actions.open_ballot(closed(appointment), closes_at=timezone.now() + DAY, by=eastmere.secretariat)


def test_they_may_change_their_mind_until_nominations_close(eastmere: Table, appointment: Appointment) -> None:
    one, two = eastmere.people[:2]
    made = actions.decline(actions.nominate(appointment, one, by=two), by=one)
    stands = accepted(made)
    assert stands.state == "accepted"
    gone = actions.withdraw_consent(stands, by=one)
    assert (gone.state, gone.by_themselves) == ("withdrawn", True)
    closed(appointment)
    with refused(None, "nobody is added to the ballot any more"):
        accepted(gone)


def test_only_the_nominee_answers(eastmere: Table, appointment: Appointment) -> None:
    one, two = eastmere.people[:2]
    made = actions.nominate(appointment, one, by=two)
    for act in (
        lambda: accepted(made, by=two),
        lambda: actions.decline(made, by=eastmere.secretariat),
        lambda: actions.withdraw_consent(made, by=two),
    ):
        with refused(None, "Only the person who is nominated"):
            act()


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"about": " "}, "about", "Enter who you are"),
        ({"about": "x" * 201}, "about", "must be 200 characters or fewer"),
        ({"statement": ""}, "statement", "Enter your statement"),
        ({"statement": "x" * 1201}, "statement", "must be 1,200 characters or fewer"),
    ],
)
def test_words_are_needed_and_not_too_many(
    eastmere: Table, appointment: Appointment, given: dict[str, str], field: str, words: str
) -> None:
    made = actions.nominate(appointment, eastmere.people[0], by=eastmere.people[1])
    with refused(field, words):
        accepted(made, **given)


def test_two_windows_do_not_overwrite_each_other(eastmere: Table, appointment: Appointment) -> None:
    made = actions.nominate(appointment, eastmere.people[0], by=eastmere.people[1])
    accepted(made, statement="The first.")
    with pytest.raises(EditedMeanwhile):
        accepted(made, statement="The second.")
    assert Nomination.objects.get(pk=made.pk).statement == "The first."


# ---- The ballot, and after it ----


def test_the_ballot_waits_for_nominations_to_close(eastmere: Table, appointment: Appointment) -> None:
    standing(appointment, eastmere.people[0], by=eastmere.people[1])
    with refused(None, "Nominations are open until"):
        actions.open_ballot(appointment, closes_at=timezone.now() + DAY, by=eastmere.secretariat)


def test_a_ballot_is_opened_once(eastmere: Table) -> None:
    appointment, ballot = balloting(eastmere, eastmere.people[0])
    assert (ballot.names, ballot.round, appointment.ballot_id) == (1, 1, ballot.pk)
    with refused(None, "The ballot is open"):
        actions.open_ballot(appointment, closes_at=timezone.now() + DAY, by=eastmere.secretariat)
    assert eastmere.group.ballots.count() == 1


@pytest.mark.parametrize("after", [-DAY, 61 * DAY])
def test_a_ballots_end_is_to_come(eastmere: Table, appointment: Appointment, after: timedelta) -> None:
    standing(appointment, eastmere.people[0], by=eastmere.people[1])
    with refused("closes", "Choose a closing time"):
        actions.open_ballot(closed(appointment), closes_at=timezone.now() + after, by=eastmere.secretariat)


def test_nobody_stands_who_has_begun_at_an_icb(eastmere: Table, appointment: Appointment, cast: Cast) -> None:
    one = person("later", "Dr Later Staff")
    standing(appointment, one, by=eastmere.people[1])
    SystemStaffTerm.objects.create(system=cast.system, person=one, period=term(0))
    with refused(None, "Withdraw their nomination first"):
        actions.open_ballot(closed(appointment), closes_at=timezone.now() + DAY, by=eastmere.secretariat)


def test_names_stay_while_the_ballot_is_open(eastmere: Table) -> None:
    appointment, _ = balloting(eastmere, eastmere.people[0])
    made = appointment.nominations.get()
    with refused(None, "the names on it stay as they are"):
        actions.withdraw_consent(made, by=eastmere.people[0])
    with refused(None, "the names on it stay as they are"):
        actions.withdraw_nomination(made, reason="Late", by=eastmere.secretariat)


def test_a_round_that_ended_is_held_again_without_whoever_withdrew(eastmere: Table) -> None:
    one, two = eastmere.people[:2]
    appointment, ballot = balloting(eastmere, one, two)
    abandon(ballot, "Who votes has changed.", by=None)
    assert fresh(appointment).status == "again"
    actions.withdraw_consent(appointment.nominations.get(person=two), by=two)
    second = actions.open_ballot(fresh(appointment), closes_at=timezone.now() + DAY, by=eastmere.secretariat)
    assert (second.round, [each.person for each in second.candidates.all()]) == (2, [one])


def test_who_is_trusted_by_all_is_chosen_and_appointed_after_the_chair(eastmere: Table) -> None:
    one = eastmere.people[0]
    _, ballot = balloting(eastmere, one)
    appointment = counted(eastmere, ballot, one)
    assert (appointment.status, appointment.chosen and appointment.chosen.person) == ("chosen", one)
    began = timezone.now()
    made = actions.appoint(appointment, begins=began, ends=began + 700 * DAY, by=eastmere.secretariat)
    assert (made.person, made.office) == (one, "chair")
    assert eastmere.group.office_terms.get(person__full_name="Ruth Calder").period.upper == began
    done = fresh(appointment)
    assert (done.status, done.office_term) == ("appointed", made)
    with refused(None, "This appointment is over"):
        actions.appoint(done, begins=began, ends=began + DAY, by=eastmere.secretariat)


def test_days_that_leave_the_group_without_a_chair_are_refused_at_the_field(eastmere: Table) -> None:
    one = eastmere.people[0]
    _, ballot = balloting(eastmere, one)
    appointment, late = counted(eastmere, ballot, one), timezone.now() + 900 * DAY
    with refused("begins", "Let the next chair begin by the day after"):
        actions.appoint(appointment, begins=late, ends=late + DAY, by=eastmere.secretariat)
    assert fresh(appointment).status == "chosen"


def test_an_acting_chair_gives_way(eastmere: Table) -> None:
    one, two = eastmere.people[:2]
    acting = {"at": timezone.now(), "reason": "Moved away", "acting": two}
    chair_leaves_early(eastmere.group, **acting, by=eastmere.secretariat)
    _, ballot = balloting(eastmere, one)
    appointment = counted(eastmere, ballot, one)
    assert appointment.why == "end_of_term"
    began = timezone.now()
    actions.appoint(appointment, begins=began, ends=began + 700 * DAY, by=eastmere.secretariat)
    assert eastmere.group.office_terms.get(acting=True).period.upper == began


def test_the_chair_may_be_chosen_again_and_goes_on_without_a_day_between(eastmere: Table, cast: Cast) -> None:
    chair = cast["chair"]
    _, ballot = balloting(eastmere, chair)
    appointment = counted(eastmere, ballot, chair)
    before = eastmere.group.office_terms.get(office="chair")
    assert before.period.upper is not None
    with refused("begins", "Let the next term begin by the day after"):
        late = before.period.upper + DAY
        actions.appoint(appointment, begins=late, ends=late + DAY, by=eastmere.secretariat)
    begins = before.period.upper - 30 * DAY
    made = actions.appoint(appointment, begins=begins, ends=begins + 700 * DAY, by=eastmere.secretariat)
    before.refresh_from_db()
    assert before.period.upper == made.period.lower == begins


def test_whoever_steps_back_does_not_stand_again(eastmere: Table) -> None:
    one, two = eastmere.people[:2]
    _, ballot = balloting(eastmere, one, two)
    appointment = counted(eastmere, ballot, one)
    opened = actions.reopen(appointment, closes_at=timezone.now() + DAY, reason="Ill", by=eastmere.secretariat)
    assert (opened.status, opened.chosen) == ("nominating", None)
    assert {each.person: each.state for each in opened.nominations.all()} == {one: "withdrawn", two: "accepted"}


# ---- Giving up, and what others do ----


def test_withdrawing_ends_an_open_ballot(eastmere: Table) -> None:
    appointment, ballot = balloting(eastmere, eastmere.people[0])
    with refused("reason", "Enter why"):
        actions.withdraw(appointment, reason="", by=eastmere.secretariat)
    assert actions.withdraw(appointment, reason="We merge first", by=eastmere.secretariat) == 9
    ballot.refresh_from_db()
    assert (fresh(appointment).status, ballot.ending) == ("withdrawn", "abandoned")
    with refused(None, "This appointment was withdrawn"):
        actions.withdraw(fresh(appointment), reason="Again", by=eastmere.secretariat)
    assert nominating(eastmere).status == "nominating"


def test_a_result_is_not_thrown_away_after_the_close(eastmere: Table) -> None:
    from tests.ballots.steps import pass_closing_time

    appointment, ballot = balloting(eastmere, eastmere.people[0])
    pass_closing_time(ballot)
    with refused(None, "What was cast in time is counted first"):
        actions.withdraw(fresh(appointment), reason="We do not like it", by=eastmere.secretariat)


def test_a_chair_who_leaves_early_lets_an_appointment_be_proposed(seated: Table, cast: Cast) -> None:
    deputy = {"begins": timezone.now() - DAY, "ends": None}
    with reading_and_writing(seated):
        appoint_to_office(seated.group, "deputy_chair", seated.people[0], **deputy, by=seated.secretariat)
        at = timezone.now() + 30 * DAY
        chair_leaves_early(seated.group, at=at, reason="A new post", acting=None, by=cast["chair"])
        proposed = seated.group.appointments.get()
        assert (proposed.status, proposed.why) == ("proposed", "left_early")
    with reading_and_writing(seated):
        undo_office_end(seated.group.office_terms.get(person=cast["chair"], acting=False), by=cast["chair"])
        assert fresh(proposed).status == "withdrawn"


def test_those_who_change_seats_are_warned_of_an_open_ballot(eastmere: Table) -> None:
    assert cautions(eastmere.group) == []
    balloting(eastmere, eastmere.people[0])
    assert "the round ends without a count" in cautions(eastmere.group)[0]


def test_every_act_is_in_the_log_without_its_words(seated: Table) -> None:
    one = seated.people[0]
    with reading_and_writing(seated):
        _, ballot = balloting(seated, one)
    counted(seated, ballot, one)
    with reading_and_writing(seated):
        entries = list(LogEntry.objects.filter(group_id=seated.group.pk).order_by("seq"))
    assert [entry.verb for entry in entries if "chair" in entry.verb] == [
        "chair nominations opened",
        "chair nomination made",
        "chair nomination accepted",
        "chair appointment went to ballot",
        "chair chosen",
    ]
    assert not any("I listen" in entry.body or one.full_name in entry.body for entry in entries)


def reading_and_writing(seated: Table) -> Any:
    """A scope of its own: what is recorded in it is kept when it ends."""
    return open_scope(read=[seated.group.pk], write=[seated.group.pk])
