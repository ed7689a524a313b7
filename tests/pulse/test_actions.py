"""Opening a pulse, what follows from its count, and what may be done about it when."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from gpleadership.lib.dates import LONDON, today
from gpleadership.lib.refusal import EditedMeanwhile, Refused
from groups.ballots.actions import abandon
from groups.ballots.steering import end_round
from groups.jobs.progress import Progress
from groups.models import ConfidenceItem, LeadershipGroup, LogEntry, OfficeTerm, Pulse, PulseSettings, SeatTerm
from groups.pulse import actions, confidence
from groups.pulse.jobs import look
from tests.ballots.electors import Table
from tests.ballots.steps import pass_time
from tests.pulse.steps import BOARD, chair_of, chair_since, count, counted, opened, representatives, scope, vote


def verbs(seated: Table) -> list[str]:
    with scope(seated):
        found = LogEntry.objects.filter(group_id=seated.group.pk).order_by("seq")
        return list(found.values_list("verb", flat=True))


# ---- Opening ----


def test_a_pulse_asks_about_the_chair_and_each_representative_once(seated: Table) -> None:
    chair, other = chair_of(seated), seated.people[0]
    representatives(chair, other)
    representatives(chair, role="Representative at the council")
    pulse = opened(seated)
    with scope(seated):
        asked = {each.person: each for each in pulse.subjects.select_related("person")}
        assert set(asked) == {chair, other}
        assert asked[chair].roles == ["Chair", BOARD, "Representative at the council"]
        about = dict(pulse.ballot.candidates.values_list("person_id", "about"))
        assert about[chair.pk] == ("Chair, representative on the ICB board and representative at the council")
        at = dict(pulse.ballot.candidates.values_list("person_id", "position"))
        assert at == {each.pk: asked[each].position for each in asked}
    assert (pulse.ballot.kind, pulse.ballot.floor, pulse.ballot.electors) == ("pulse", 60, 8)
    closes = pulse.ballot.closes_at.astimezone(LONDON)
    assert (closes.date(), closes.hour, closes.minute) == (today() + timedelta(days=7), 17, 0)
    assert pulse.due <= today()
    assert verbs(seated) == ["trust ballot opened", "trust pulse opened"]


def test_an_acting_chair_is_not_asked_about(seated: Table) -> None:
    with scope(seated):
        OfficeTerm.objects.filter(group=seated.group, office="chair").update(acting=True)
    with pytest.raises(Refused, match="There is nobody to ask about"):
        opened(seated)


def test_a_group_that_is_not_active_asks_nobody(seated: Table) -> None:
    LeadershipGroup.objects.filter(pk=seated.group.pk).update(status="draft")
    with pytest.raises(Refused, match="not active yet"):
        opened(seated)


def test_nobody_votes_where_no_seat_is_filled(seated: Table) -> None:
    with scope(seated):
        SeatTerm.objects.filter(group=seated.group, seat__seat_class="core").delete()
    with pytest.raises(Refused, match="No core seat is filled"):
        opened(seated)
    with scope(seated):
        assert actions.open_if_due(seated.group) is None


def test_a_second_pulse_waits_for_the_first(seated: Table) -> None:
    pulse = opened(seated)
    with pytest.raises(Refused, match=f"under way already. Ballot {pulse} is open until"):
        opened(seated)
    with scope(seated):
        assert actions.open_if_due(seated.group) is None
        assert Pulse.objects.filter(group=seated.group).count() == 1


# ---- By itself ----


def test_it_opens_half_a_year_after_the_chairs_term_began(seated: Table) -> None:
    chair_since(seated, 150)
    with scope(seated):
        assert actions.open_if_due(seated.group) is None
    chair_since(seated, 190)
    with scope(seated):
        pulse = actions.open_if_due(seated.group)
    assert pulse is not None
    assert pulse.opened_by is None
    assert pulse.due <= today()


def test_the_next_opens_half_a_year_after_the_last_closed(seated: Table) -> None:
    chair_since(seated, 400)
    pulse = counted(seated, chair_of(seated))
    with scope(seated):
        assert actions.open_if_due(seated.group) is None
    pass_time(pulse.ballot, timedelta(days=190))
    with scope(seated):
        second = actions.open_if_due(seated.group)
        assert second is not None
        assert second.ballot.round == 1
        assert second.ballot.number == pulse.ballot.number + 1


def test_a_round_without_a_count_is_followed_by_another_of_the_same_half_year(seated: Table) -> None:
    first = opened(seated)
    with scope(seated):
        abandon(first.ballot, "Who votes has changed.", by=None)
        assert not seated.group.confidence_items.exists()
    with scope(seated):
        second = actions.open_if_due(seated.group)
        assert second is not None
        assert (second.ballot.round, second.half_year, second.due) == (2, first.half_year, first.due)


def test_a_round_opened_early_whose_roll_changed_is_held_again(seated: Table) -> None:
    chair_since(seated, 30)
    first = opened(seated)
    assert first.due > today()
    with scope(seated):
        abandon(first.ballot, "Who votes has changed.", by=None)
    with scope(seated):
        second = actions.open_if_due(seated.group)
        assert second is not None
        assert second.ballot.round == 2


def test_a_round_opened_early_by_mistake_and_ended_is_not_held_again(seated: Table) -> None:
    chair_since(seated, 30)
    first = opened(seated)
    with scope(seated):
        end_round(first.ballot, "It was opened by mistake.", by=seated.secretariat)
    with scope(seated):
        assert actions.open_if_due(seated.group) is None


def test_the_daily_look_opens_what_is_due_once(seated: Table) -> None:
    assert look({}, Progress()) == {"opened": 1, "waiting": 0}
    assert look({}, Progress()) == {"opened": 0, "waiting": 0}
    with scope(seated):
        assert seated.group.pulses.count() == 1


def test_the_look_waits_while_who_votes_is_about_to_change(seated: Table) -> None:
    soon = timezone.now() + timedelta(days=3)
    with scope(seated):
        term = SeatTerm.objects.filter(group=seated.group, person=seated.people[0]).get()
        term.period = type(term.period)(term.period.lower, soon)
        term.save()
    assert look({}, Progress()) == {"opened": 0, "waiting": 1}
    with scope(seated):
        assert not seated.group.pulses.exists()


def test_what_goes_wrong_in_one_group_keeps_no_other_from_its_pulse(
    seated: Table, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real, broken = actions.open_if_due, seated.group.pk

    def breaks(group: LeadershipGroup) -> Pulse | None:
        if group.pk != broken:
            return real(group)
        raise ValueError("broken")

    monkeypatch.setattr("groups.pulse.jobs.open_if_due", breaks)
    with pytest.raises(RuntimeError, match="1 of 2 groups"):
        look({}, Progress())
    assert [record.message for record in caplog.records] == ["pulse not looked at"]


# ---- After the count ----


def test_trust_everywhere_raises_nothing(seated: Table) -> None:
    counted(seated, chair_of(seated))
    with scope(seated):
        assert not seated.group.confidence_items.exists()
    assert "confidence item raised" not in verbs(seated)


def test_below_the_floor_in_one_pool_raises_an_item_and_tells_whoever_receives_it(
    seated: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair, other = chair_of(seated), seated.people[7]
    representatives(other)
    received: list[tuple[int, bool]] = []
    monkeypatch.setattr(confidence, "_receivers", {})
    confidence.register_confidence("agendas", lambda item: received.append((item.person_id, item.is_open)))
    pulse = opened(seated)
    for number in range(8):
        vote(seated, pulse, number, *([other] if number < 3 else [chair, other]))
    count(seated, pulse)
    with scope(seated):
        item = seated.group.confidence_items.get()
        assert (item.person, item.roles, item.pulse, item.is_open) == (chair, ["Chair"], pulse, True)
        actions.follow(pulse.ballot)
        assert seated.group.confidence_items.count() == 1
    assert received == [(chair.pk, True)]


def test_a_receiver_that_fails_undoes_the_count(seated: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(item: ConfidenceItem) -> None:
        raise Refused("No agenda.")

    monkeypatch.setattr(confidence, "_receivers", {"agendas": fails})
    pulse = opened(seated)
    vote(seated, pulse, 0)
    with pytest.raises(Refused, match="No agenda"):
        count(seated, pulse)
    with scope(seated):
        assert seated.group.ballots.get().result is None
        assert not seated.group.confidence_items.exists()


def test_a_pulse_in_which_nobody_voted_raises_nothing(seated: Table) -> None:
    count(seated, opened(seated))
    with scope(seated):
        assert not seated.group.confidence_items.exists()


def test_a_subject_whose_term_ends_meanwhile_is_judged_all_the_same(seated: Table) -> None:
    chair, pulse = chair_of(seated), opened(seated)
    with scope(seated):
        OfficeTerm.objects.filter(group=seated.group, office="chair").delete()
    vote(seated, pulse, 0)
    count(seated, pulse)
    with scope(seated):
        assert seated.group.confidence_items.get().person == chair


# ---- What was agreed ----


@pytest.fixture
def item(seated: Table) -> ConfidenceItem:
    counted(seated)
    with scope(seated):
        return seated.group.confidence_items.get()


def test_what_was_agreed_closes_an_item_once(seated: Table, item: ConfidenceItem) -> None:
    with scope(seated):
        closed = actions.close_item(item, agreed=" We meet the PCNs. ", by=seated.secretariat)
        assert (closed.agreed, closed.is_open, closed.closed_by) == ("We meet the PCNs.", False, seated.secretariat)
        with pytest.raises(Refused, match="noted what was agreed meanwhile"):
            actions.close_item(item, agreed="Something else", by=seated.secretariat)
        assert seated.group.confidence_items.get().agreed == "We meet the PCNs."
    assert verbs(seated).count("confidence item closed") == 1


def test_nobody_notes_what_was_agreed_about_themselves(seated: Table, item: ConfidenceItem) -> None:
    with scope(seated), pytest.raises(Refused, match="This is about you"):
        actions.close_item(item, agreed="Nothing", by=item.person)


# ---- The floor ----


def test_the_floor_holds_from_the_next_pulse_on(seated: Table) -> None:
    first = opened(seated)
    with scope(seated):
        actions.settle_floor(seated.group, floor=75, version=0, by=seated.secretariat)
    count(seated, first)
    assert (first.ballot.floor, opened(seated).ballot.floor) == (60, 75)


@pytest.mark.parametrize("floor", [0, 49, 101])
def test_a_floor_out_of_range_is_refused(eastmere: Table, floor: int) -> None:
    with pytest.raises(Refused, match="from 50% to 100%") as refused:
        actions.settle_floor(eastmere.group, floor=floor, version=0, by=eastmere.secretariat)
    assert refused.value.field == "floor"


def test_two_who_settle_the_floor_meet_in_words(eastmere: Table) -> None:
    actions.settle_floor(eastmere.group, floor=70, version=0, by=eastmere.secretariat)
    with pytest.raises(EditedMeanwhile, match="set the floor to 70% meanwhile"):
        actions.settle_floor(eastmere.group, floor=80, version=0, by=eastmere.secretariat)
    assert actions.settle_floor(eastmere.group, floor=70, version=0, by=eastmere.secretariat).version == 1
    assert actions.settle_floor(eastmere.group, floor=80, version=1, by=eastmere.secretariat).floor == 80


# ---- What can never be so ----


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("confidenceitem_closed_by_somebody", {"closed_at": timezone.now()}),
        ("confidenceitem_closed_by_somebody", {"agreed": "Something"}),
    ],
)
def test_an_item_is_closed_by_somebody(
    seated: Table, item: ConfidenceItem, name: str, changes: dict[str, object]
) -> None:
    with scope(seated), pytest.raises(IntegrityError, match=name), transaction.atomic():
        ConfidenceItem.objects.filter(pk=item.pk).update(**changes)


def test_an_item_is_raised_once_for_each_pulse_and_person(seated: Table, item: ConfidenceItem) -> None:
    with scope(seated), pytest.raises(IntegrityError, match="confidenceitem_person_once"), transaction.atomic():
        ConfidenceItem.objects.create(group=seated.group, pulse=item.pulse, person=item.person)


def test_a_group_settles_its_floor_in_one_row(eastmere: Table) -> None:
    PulseSettings.objects.create(group=eastmere.group)
    with pytest.raises(IntegrityError, match="pulsesettings_once"), transaction.atomic():
        PulseSettings.objects.create(group=eastmere.group)
    with pytest.raises(IntegrityError, match="pulsesettings_floor_is_most"), transaction.atomic():
        PulseSettings.objects.filter(group=eastmere.group).update(floor=49)


def test_what_was_asked_of_whom_cannot_be_changed(seated: Table) -> None:
    from django.db import ProgrammingError

    opened(seated)
    with scope(seated), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        seated.group.pulse_subjects.update(roles=[])
    with scope(seated), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        seated.group.pulses.update(due=today())
