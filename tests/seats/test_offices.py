"""Offices: appointing, ending, and a chair at every moment."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from gpleadership.lib.dates import end_of_day, last_day, long_date, start_of_day, today
from gpleadership.lib.refusal import EditedMeanwhile, Refused
from gpleadership.lib.scopes import open_scope
from groups.models import LogEntry, OfficeTerm
from groups.seats.actions import (
    appoint_to_office,
    cancel_office_term,
    change_office_term,
    end_office_term,
    hand_over_chair,
)
from groups.seats.actions._locks import overlaps_in_words
from groups.seats.actions.chairs_seat import chairs_seat
from groups.seats.rules.spans import span
from tests.cast import Cast

SOON = timedelta(days=10)


def _scope(cast: Cast) -> Any:
    return open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk])


def _office(cast: Cast, office: str, who: str, **options: Any) -> OfficeTerm:
    fields = {"begins": timezone.now(), "ends": None, "by": cast["chair"]} | options
    return appoint_to_office(cast.eastmere, office, cast[who], **fields)


def _chair(cast: Cast) -> OfficeTerm:
    return cast.eastmere.office_terms.get(office="chair", person=cast["chair"])


def _hand_over(cast: Cast, who: str, **options: Any) -> OfficeTerm:
    fields = {"at": timezone.now(), "ends": None, "by": cast["chair"]} | options
    return hand_over_chair(cast.eastmere, to=cast[who], **fields)


def test_a_deputy_chair_is_appointed(eastmere: Cast) -> None:
    term = _office(eastmere, "deputy_chair", "core_member")
    assert (term.office, term.person) == ("deputy_chair", eastmere["core_member"])


def test_there_is_one_chair_at_a_time(eastmere: Cast) -> None:
    last = long_date(last_day(_chair(eastmere).period))
    with pytest.raises(Refused) as refused:
        _office(eastmere, "chair", "core_member")
    assert str(refused.value) == (f"Ruth Calder is chair until {last}. Hand over the chair instead, or begin after it.")


def test_there_is_one_deputy_chair_at_a_time(eastmere: Cast) -> None:
    _office(eastmere, "deputy_chair", "core_member")
    with pytest.raises(Refused) as refused:
        _office(eastmere, "deputy_chair", "deputy")
    assert str(refused.value) == "Dr Leila Nasser is deputy chair, with no end date. End that term first."


def test_there_may_be_two_in_the_secretariat_but_each_once(eastmere: Cast) -> None:
    _office(eastmere, "secretariat", "practice_reader")
    with pytest.raises(Refused, match="Kofi Mensah is secretariat, with no end date"):
        _office(eastmere, "secretariat", "secretariat")


def test_the_chair_is_not_their_own_deputy(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="A person cannot be chair and deputy chair at once"):
        _office(eastmere, "deputy_chair", "chair")


def test_icb_staff_lead_no_group(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="Helen Castle works for Tidewater ICB"):
        _office(eastmere, "deputy_chair", "icb_staff")


def test_the_database_stands_behind_the_policy(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="Somebody else was given this office"), overlaps_in_words():
        OfficeTerm.objects.create(
            group=eastmere.eastmere,
            office="chair",
            person=eastmere["deputy"],
            period=span(timezone.now(), None),
        )


@pytest.mark.parametrize("after", [timedelta(), SOON])
def test_the_last_chair_does_not_go_without_a_successor(eastmere: Cast, after: timedelta) -> None:
    term = _chair(eastmere)
    with pytest.raises(Refused, match="The group would have no chair"):
        end_office_term(term, at=timezone.now() + after, by=eastmere["chair"])
    term.refresh_from_db()
    assert term.version == 1


def test_the_secretariat_may_end(eastmere: Cast) -> None:
    term = eastmere.eastmere.office_terms.get(office="secretariat")
    now = timezone.now()
    ended = end_office_term(term, at=now, reason="Moved away", by=eastmere["secretariat"])
    assert (ended.period.upper, ended.end_reason, ended.version) == (now, "Moved away", 2)


def test_a_handover_ends_one_and_begins_the_other_at_one_instant(eastmere: Cast) -> None:
    at = end_of_day(today() + SOON)
    new = _hand_over(eastmere, "core_member", at=at, ends=end_of_day(date(2032, 3, 31)))
    assert _chair(eastmere).period.upper == at == new.period.lower
    assert chairs_seat(eastmere.eastmere) is None, "she has a core seat"


def test_a_chair_from_outside_the_seats_gets_the_chairs_seat(eastmere: Cast) -> None:
    office = _hand_over(eastmere, "practice_reader", ends=end_of_day(date(2032, 3, 31)))
    seat = chairs_seat(eastmere.eastmere)
    assert seat is not None
    assert (seat.title, seat.constituency, seat.seat_class, seat.votes) == ("Chair", "other", "core", True)
    held = seat.terms.get()
    assert (held.person, held.part, held.period) == (eastmere["practice_reader"], "holder", office.period)


@pytest.mark.parametrize("who", ["deputy", "in_attendance", "secretariat"])
def test_only_a_core_seat_of_ones_own_spares_the_chairs_seat(eastmere: Cast, who: str) -> None:
    _hand_over(eastmere, who)
    seat = chairs_seat(eastmere.eastmere)
    assert seat is not None
    assert seat.terms.get().person == eastmere[who]


def test_the_chairs_seat_goes_with_the_office_and_is_used_again(eastmere: Cast) -> None:
    _hand_over(eastmere, "practice_reader", at=timezone.now() - timedelta(seconds=5))
    seat = chairs_seat(eastmere.eastmere)
    assert seat is not None
    _hand_over(eastmere, "in_attendance", at=timezone.now())
    assert [term.person for term in seat.terms.order_by("period")] == [
        eastmere["practice_reader"],
        eastmere["in_attendance"],
    ]
    _hand_over(eastmere, "core_member", at=timezone.now() + SOON)
    assert seat.terms.filter(period__endswith=None).count() == 0, "left with the office"


def test_the_deputy_chair_who_becomes_chair_is_deputy_no_longer(eastmere: Cast) -> None:
    deputy = _office(eastmere, "deputy_chair", "core_member", begins=timezone.now() - SOON)
    at = timezone.now()
    _hand_over(eastmere, "core_member", at=at)
    deputy.refresh_from_db()
    assert (deputy.period.upper, deputy.end_reason) == (at, "Became chair")


def test_a_handover_to_oneself_is_none(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="Choose somebody else to follow"):
        _hand_over(eastmere, "chair")


def test_a_handover_leaves_no_day_without_a_chair(eastmere: Cast) -> None:
    last = _chair(eastmere).period.upper
    with pytest.raises(Refused, match="Let the next chair begin by the day after") as refused:
        _hand_over(eastmere, "core_member", at=last + timedelta(days=1))
    assert refused.value.field == "on"
    _hand_over(eastmere, "core_member", at=last)
    assert _chair(eastmere).version == 1, "it ends when it would have"


def test_a_second_handover_waits_until_the_first_is_undone(eastmere: Cast) -> None:
    day = today() + SOON
    _hand_over(eastmere, "core_member", at=end_of_day(day))
    with pytest.raises(Refused) as refused:
        _hand_over(eastmere, "deputy")
    assert str(refused.value) == (
        f"Dr Leila Nasser will be chair from {long_date(day + timedelta(days=1))}. Undo that handover first."
    )


def test_a_refused_handover_changes_nothing(eastmere: Cast) -> None:
    with pytest.raises(Refused):
        _hand_over(eastmere, "icb_staff")
    assert _chair(eastmere).version == 1
    assert OfficeTerm.objects.filter(group=eastmere.eastmere, office="chair").count() == 1


def test_a_chair_to_come_is_not_cancelled_alone(cast: Cast) -> None:
    with _scope(cast):
        coming = _hand_over(cast, "core_member", at=end_of_day(today() + SOON))
    with _scope(cast), pytest.raises(Refused, match="Undo the handover instead"):
        cancel_office_term(coming, by=cast["chair"])


def test_a_chair_to_come_for_whom_nobody_went_early_is_cancelled(cast: Cast) -> None:
    with _scope(cast):
        coming = _hand_over(cast, "core_member", at=_chair(cast).period.upper)
    with _scope(cast):
        cancel_office_term(coming, by=cast["chair"])
        assert [term.person for term in cast.eastmere.office_terms.filter(office="chair")] == [cast["chair"]]


def test_a_term_of_office_to_come_is_cancelled(eastmere: Cast) -> None:
    coming = _office(eastmere, "deputy_chair", "core_member", begins=start_of_day(today() + SOON))
    cancel_office_term(coming, by=eastmere["chair"])
    assert not OfficeTerm.objects.filter(office="deputy_chair").exists()


def test_a_term_of_office_that_runs_is_not_cancelled(eastmere: Cast) -> None:
    term = _office(eastmere, "deputy_chair", "core_member", begins=timezone.now() - SOON)
    with pytest.raises(Refused, match="has already begun"):
        cancel_office_term(term, by=eastmere["chair"])


def test_a_term_of_office_runs_longer(eastmere: Cast) -> None:
    ends = end_of_day(date(2035, 1, 31))
    term = change_office_term(_chair(eastmere), version=1, ends=ends, by=eastmere["chair"])
    assert (term.period.upper, term.version) == (ends, 2)
    with pytest.raises(EditedMeanwhile):
        change_office_term(term, version=1, ends=None, by=eastmere["secretariat"])


def test_a_longer_term_of_office_is_no_way_of_ending_it(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="use “End this term”"):
        change_office_term(_chair(eastmere), version=1, ends=end_of_day(today()), by=eastmere["chair"])


def test_an_appointment_is_recorded(cast: Cast) -> None:
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        _hand_over(cast, "practice_reader")
    with open_scope(read=[cast.eastmere.pk]):
        verbs = list(LogEntry.objects.order_by("seq").values_list("verb", flat=True))
        bodies = " ".join(LogEntry.objects.values_list("body", flat=True))
    assert verbs == ["office term ended", "office term begun", "seat added", "seat term begun"]
    assert "Klein" not in bodies


def test_a_refused_act_leaves_nothing_in_the_log(cast: Cast) -> None:
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        with pytest.raises(Refused):
            _hand_over(cast, "icb_staff")
        _office(cast, "deputy_chair", "core_member")
    with open_scope(read=[cast.eastmere.pk]):
        assert list(LogEntry.objects.values_list("verb", flat=True)) == ["office term begun"]
