"""Giving a seat to somebody: who may have it when, in words and by constraint."""

import json
import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from gpleadership.lib.dates import end_of_day, long_date, start_of_day, today
from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope
from groups.models import LogEntry, Person, SeatTerm
from groups.seats.actions import appoint, end_term
from groups.seats.policies import terms as policy
from tests.cast import Cast


def _appoint(cast: Cast, seat: str, who: str, **options: Any) -> SeatTerm:
    fields = {"part": "holder", "begins": timezone.now(), "ends": None, "by": cast["chair"]} | options
    return appoint(cast.seats[seat], cast[who], **fields)


def test_somebody_gets_an_empty_seat(eastmere: Cast) -> None:
    begins, ends = start_of_day(today()), end_of_day(date(2031, 3, 31))
    term = _appoint(eastmere, "empty", "practice_reader", begins=begins, ends=ends, job_title=" Clinical director ")
    term.refresh_from_db()
    assert (term.part, term.job_title, term.acting) == ("holder", "Clinical director", False)
    assert (term.period.lower, term.period.upper) == (begins, ends)


def test_an_appointment_is_recorded_with_the_name_apart(cast: Cast) -> None:
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        term = _appoint(cast, "empty", "practice_reader", job_title="Clinical director")
    with open_scope(read=[cast.eastmere.pk]):
        entry = LogEntry.objects.get(verb="seat term begun")
        assert (entry.actor_id, entry.subject_type, entry.subject_id) == (cast["chair"].pk, "seatterm", term.pk)
        assert "Klein" not in entry.body
        assert "Clinical director" not in entry.body
        assert json.loads(entry.personal.data)["name"] == "Dr Rosa Klein"


def test_a_seat_has_one_holder_at_a_time(eastmere: Cast) -> None:
    last = eastmere.seats["pcn"].terms.get(part="holder").period.upper
    with pytest.raises(Refused) as refused:
        _appoint(eastmere, "pcn", "practice_reader")
    assert str(refused.value) == (
        f"Dr Leila Nasser holds this seat until {long_date(last)}. End that term first, or begin after it."
    )


def test_an_open_term_can_only_be_ended_first(eastmere: Cast) -> None:
    _appoint(eastmere, "empty", "practice_reader")
    with pytest.raises(Refused) as refused:
        _appoint(eastmere, "empty", "deputy")
    assert str(refused.value) == "Dr Rosa Klein holds this seat, with no end date. End that term first."


def test_a_holder_to_come_is_said_with_the_day(eastmere: Cast) -> None:
    day = today() + timedelta(days=30)
    _appoint(eastmere, "empty", "practice_reader", begins=start_of_day(day))
    with pytest.raises(Refused) as refused:
        _appoint(eastmere, "empty", "deputy")
    assert str(refused.value) == (
        f"Dr Rosa Klein will hold this seat from {long_date(day)}. "
        f"Let this term end by {long_date(day - timedelta(days=1))}, or cancel that one first."
    )


def test_a_term_may_fill_the_time_before_one_to_come(eastmere: Cast) -> None:
    day = today() + timedelta(days=30)
    _appoint(eastmere, "empty", "practice_reader", begins=start_of_day(day))
    _appoint(eastmere, "empty", "deputy", ends=end_of_day(day - timedelta(days=1)))
    assert eastmere.seats["empty"].terms.count() == 2


def test_a_seat_ended_now_is_refilled_now(eastmere: Cast) -> None:
    end_term(eastmere.seats["pcn"].terms.get(part="holder"), at=timezone.now(), by=eastmere["chair"])
    _appoint(eastmere, "pcn", "practice_reader")
    assert eastmere.seats["pcn"].terms.filter(part="holder").count() == 2


def test_nobody_is_holder_and_deputy_of_one_seat(eastmere: Cast) -> None:
    end_term(eastmere.seats["pcn"].terms.get(part="holder"), at=timezone.now(), by=eastmere["chair"])
    with pytest.raises(Refused, match="A person cannot be holder and deputy of one seat at once"):
        _appoint(eastmere, "pcn", "deputy")


def test_a_person_may_sit_in_two_seats(eastmere: Cast) -> None:
    _appoint(eastmere, "empty", "core_member")
    assert SeatTerm.objects.filter(person=eastmere["core_member"]).count() == 2


@pytest.mark.parametrize("part", ["holder", "deputy"])
def test_icb_staff_get_no_core_seat(eastmere: Cast, part: str) -> None:
    with pytest.raises(Refused) as refused:
        _appoint(eastmere, "empty", "icb_staff", part=part)
    assert str(refused.value) == (
        "Helen Castle works for Tidewater ICB, so they cannot have a core seat. They may have a seat in attendance."
    )


def test_staff_of_another_system_get_no_core_seat_either(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="Ivor Elsewhere works for Highmoor ICB"):
        _appoint(eastmere, "empty", "other_icb_staff")


def test_icb_staff_may_be_in_attendance(eastmere: Cast) -> None:
    assert _appoint(eastmere, "council", "icb_staff", part="deputy").pk


def test_former_icb_staff_may_have_a_core_seat(eastmere: Cast) -> None:
    staff = eastmere["icb_staff"].staff_terms.get()
    staff.period = policy.span(staff.period.lower, timezone.now() - timedelta(days=1))
    staff.save()
    assert _appoint(eastmere, "empty", "icb_staff").pk


def test_a_term_ends_after_it_begins(eastmere: Cast) -> None:
    now = timezone.now()
    with pytest.raises(Refused, match="must end after it begins") as refused:
        _appoint(eastmere, "empty", "practice_reader", begins=now, ends=now)
    assert refused.value.field == "until"


def test_somebody_who_cannot_sign_in_gets_no_seat(eastmere: Cast) -> None:
    eastmere["practice_reader"].is_active = False
    with pytest.raises(Refused, match="can no longer sign in"):
        _appoint(eastmere, "empty", "practice_reader")


def test_a_withdrawn_seat_is_not_filled(eastmere: Cast) -> None:
    seat = eastmere.seats["empty"]
    seat.withdrawn_at = timezone.now()
    seat.save()
    with pytest.raises(Refused, match="“Old Town PCN” was withdrawn on"):
        _appoint(eastmere, "empty", "practice_reader")


def test_the_database_stands_behind_the_policy(eastmere: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "check_can_sit", lambda *args, **options: None)
    with pytest.raises(Refused, match="Somebody else was given this seat for part of that time just now"):
        _appoint(eastmere, "pcn", "practice_reader")
    with pytest.raises(Refused, match="This person already has a part in this seat"):
        _appoint(eastmere, "lmc", "chair", part="deputy")
    assert SeatTerm.objects.filter(group=eastmere.eastmere).count() == 4, "the transaction went on"


def _both(cast: Cast, act: Callable[[Person], object]) -> list[str]:
    """What two people are told who act at the same moment, in two connections."""
    ready, told = threading.Barrier(2), []

    def one(who: str) -> None:
        try:
            with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
                ready.wait(timeout=10)
                act(cast[who])
                told.append("done")
        except Refused as refused:
            told.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(who,)) for who in ("practice_reader", "outsider")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(told, key=lambda words: words != "done")


@pytest.mark.parametrize("policy_looks", [True, False])
def test_of_two_who_fill_a_seat_at_once_one_is_told(
    committed_cast: Cast, monkeypatch: pytest.MonkeyPatch, policy_looks: bool
) -> None:
    cast = committed_cast
    if not policy_looks:
        monkeypatch.setattr(policy, "check_can_sit", lambda *args, **options: None)
    told = _both(
        cast,
        lambda person: appoint(
            cast.seats["empty"], person, part="holder", begins=timezone.now(), ends=None, by=cast["chair"]
        ),
    )
    assert told[0] == "done"
    assert ("holds this seat, with no end date" if policy_looks else "Somebody else was given this seat") in told[1]
    with open_scope(read=[cast.eastmere.pk]):
        assert cast.seats["empty"].terms.count() == 1
        assert LogEntry.objects.filter(verb="seat term begun").count() == 1
