"""Ending, cancelling, changing and acting: what may be done to a term when."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from gpleadership.lib.dates import end_of_day, long_date, start_of_day, today
from gpleadership.lib.refusal import EditedMeanwhile, Refused
from gpleadership.lib.scopes import open_scope
from groups.models import LogEntry, SeatTerm
from groups.seats.actions import (
    appoint,
    cancel_term,
    change_term,
    end_term,
    move_to_deputy,
    replace,
    set_acting,
    undo_end,
)
from groups.seats.rules.spans import span
from groups.tenancy import standing
from tests.cast import Cast

LATER = timedelta(days=20)


def term_of(cast: Cast, who: str) -> SeatTerm:
    return SeatTerm.objects.get(group=cast.eastmere, person=cast[who], seat=cast.seats["pcn"])


def coming(cast: Cast, seat: str = "empty", who: str = "practice_reader", **options: Any) -> SeatTerm:
    fields = {"part": "holder", "begins": start_of_day(today() + LATER), "ends": None, "by": cast["chair"]} | options
    return appoint(cast.seats[seat], cast[who], **fields)


# ---- Ending ----


def test_a_term_ends_now(eastmere: Cast) -> None:
    now = timezone.now()
    ended = end_term(term_of(eastmere, "core_member"), at=now, reason=" Retired ", by=eastmere["chair"])
    ended.refresh_from_db()
    assert (ended.period.upper, ended.end_reason, ended.version) == (now, "Retired", 2)


def test_a_term_ends_at_the_end_of_a_london_day(eastmere: Cast) -> None:
    day = date(today().year + 1, 7, 1)
    ended = end_term(term_of(eastmere, "core_member"), at=end_of_day(day), by=eastmere["chair"])
    assert ended.period.upper.isoformat() == f"{day}T23:00:00+00:00", "summer time ends an hour before UTC's day"


def test_a_term_does_not_end_in_the_past(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="Choose today or a later day") as refused:
        end_term(term_of(eastmere, "core_member"), at=end_of_day(today() - timedelta(days=2)), by=eastmere["chair"])
    assert refused.value.field == "on"


def test_ending_is_no_way_of_extending(eastmere: Cast) -> None:
    with pytest.raises(Refused, match=r"already ends on .* To let it run longer, change its last day"):
        end_term(term_of(eastmere, "core_member"), at=end_of_day(date(2039, 1, 1)), by=eastmere["chair"])


def test_what_is_over_is_not_ended_again(eastmere: Cast) -> None:
    term = term_of(eastmere, "core_member")
    end_term(term, at=timezone.now(), by=eastmere["chair"])
    with pytest.raises(Refused, match=f"Dr Leila Nasser’s term as holder ended on {long_date(today())}"):
        end_term(term, at=timezone.now(), by=eastmere["chair"])


def test_what_has_not_begun_is_cancelled_not_ended(eastmere: Cast) -> None:
    term = coming(eastmere)
    with pytest.raises(Refused, match=r"has not begun\. Cancel it instead"):
        end_term(term, at=timezone.now(), by=eastmere["chair"])
    cancel_term(term, by=eastmere["chair"])
    assert not eastmere.seats["empty"].terms.exists()


def test_what_has_begun_is_ended_not_cancelled(eastmere: Cast) -> None:
    with pytest.raises(Refused, match=r"has already begun\. End it instead"):
        cancel_term(term_of(eastmere, "core_member"), by=eastmere["chair"])


def test_a_term_somebody_else_removed_is_said_to_be_gone(eastmere: Cast) -> None:
    term = coming(eastmere)
    SeatTerm.objects.filter(pk=term.pk).delete()
    with pytest.raises(EditedMeanwhile, match="Somebody else has just removed this"):
        end_term(term, at=timezone.now(), by=eastmere["chair"])


def test_the_reason_is_kept_apart_in_the_log(cast: Cast) -> None:
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        end_term(term_of(cast, "core_member"), at=timezone.now(), reason="Unwell", by=cast["chair"])
    with open_scope(read=[cast.eastmere.pk]):
        entry = LogEntry.objects.get(verb="seat term ended")
        assert "Unwell" not in entry.body
        assert "Unwell" in entry.personal.data


def test_access_ends_with_the_term_and_not_before(committed_cast: Cast) -> None:
    cast, slug = committed_cast, committed_cast.eastmere.slug
    person = cast["core_member"]
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        end_term(term_of(cast, "core_member"), at=end_of_day(today() + LATER), by=cast["chair"])
    with open_scope(person=person.pk):
        assert standing.find(person.pk, slug) is not None
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        term = term_of(cast, "core_member")  # and now the days have gone by
        term.period = span(term.period.lower, timezone.now())
        term.save()
    with open_scope(person=person.pk):
        assert standing.find(person.pk, slug) is None


# ---- Changing ----


def test_a_term_runs_longer_under_another_job(eastmere: Cast) -> None:
    ends = end_of_day(date(2036, 3, 31))
    term = change_term(
        term_of(eastmere, "core_member"), version=1, job_title="GP partner", ends=ends, by=eastmere["chair"]
    )
    assert (term.job_title, term.period.upper, term.version) == ("GP partner", ends, 2)


def test_changing_is_no_way_of_ending(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="To let the term end sooner, use “End this term”"):
        change_term(
            term_of(eastmere, "core_member"), version=1, job_title="", ends=end_of_day(today()), by=eastmere["chair"]
        )


def test_a_term_does_not_run_into_the_next(eastmere: Cast) -> None:
    term = term_of(eastmere, "core_member")
    coming(eastmere, "pcn", begins=term.period.upper)
    with pytest.raises(Refused, match="Dr Rosa Klein will hold this seat from"):
        change_term(term, version=1, job_title="", ends=None, by=eastmere["chair"])


def test_the_second_of_two_who_change_a_term_is_told_who_did(cast: Cast) -> None:
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        term = term_of(cast, "core_member")
        fields = {"version": 1, "ends": term.period.upper}
        change_term(term, job_title="GP", **fields, by=cast["secretariat"])
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        with pytest.raises(EditedMeanwhile, match=r"Kofi Mensah saved this on .* while you were editing it"):
            change_term(term, job_title="Partner", **fields, by=cast["chair"])
        term.refresh_from_db()
        assert term.job_title == "GP"


# ---- Acting ----


def test_a_deputy_acts_and_acts_no_longer(eastmere: Cast) -> None:
    term = set_acting(term_of(eastmere, "deputy"), acting=True, by=eastmere["chair"])
    assert term.acting
    assert not set_acting(term, acting=False, by=eastmere["chair"]).acting


def test_only_a_deputy_acts(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="Only a deputy acts for the holder"):
        set_acting(term_of(eastmere, "core_member"), acting=True, by=eastmere["chair"])


# ---- Somebody else ----


def test_one_takes_over_from_another_at_one_instant(eastmere: Cast) -> None:
    at = end_of_day(today() + LATER)
    old = term_of(eastmere, "core_member")
    new = replace(old, person=eastmere["practice_reader"], at=at, ends=None, job_title="GP", by=eastmere["chair"])
    old.refresh_from_db()
    assert old.period.upper == at == new.period.lower
    assert (new.part, new.job_title) == ("holder", "GP")


def test_the_deputy_who_takes_over_is_deputy_no_longer(eastmere: Cast) -> None:
    at, deputy = timezone.now(), term_of(eastmere, "deputy")
    replace(term_of(eastmere, "core_member"), person=eastmere["deputy"], at=at, ends=None, by=eastmere["chair"])
    deputy.refresh_from_db()
    assert (deputy.period.upper, deputy.end_reason) == (at, "Became holder")


def test_nobody_takes_over_from_themselves(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="has this part already"):
        replace(
            term_of(eastmere, "core_member"),
            person=eastmere["core_member"],
            at=timezone.now(),
            ends=None,
            by=eastmere["chair"],
        )


def test_a_refused_replacement_leaves_the_holder(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="works for Tidewater ICB"):
        replace(
            term_of(eastmere, "core_member"),
            person=eastmere["icb_staff"],
            at=timezone.now(),
            ends=None,
            by=eastmere["chair"],
        )
    assert term_of(eastmere, "core_member").version == 1


def test_the_holder_becomes_the_deputy(eastmere: Cast) -> None:
    cancelled = term_of(eastmere, "deputy")
    end_term(cancelled, at=timezone.now(), by=eastmere["chair"])
    old = term_of(eastmere, "core_member")
    at = timezone.now()
    new = move_to_deputy(old, at=at, by=eastmere["chair"])
    assert (new.part, new.period.lower, new.period.upper) == ("deputy", at, old.period.upper)


def test_the_holder_cannot_become_a_second_deputy(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="Dr Ben Achterberg is the deputy of this seat until"):
        move_to_deputy(term_of(eastmere, "core_member"), at=timezone.now(), by=eastmere["chair"])
    assert term_of(eastmere, "core_member").version == 1


# ---- Taking an end back ----


def _ended(cast: Cast, **options: Any) -> SeatTerm:
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        return end_term(term_of(cast, "core_member"), **{"at": timezone.now(), "by": cast["chair"]} | options)


def _undo(cast: Cast, term: SeatTerm) -> SeatTerm:
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        return undo_end(term, by=cast["chair"])


@pytest.mark.parametrize("after", [timedelta(), LATER])
def test_an_end_is_taken_back_exactly(cast: Cast, after: timedelta) -> None:
    with open_scope(read=[cast.eastmere.pk]):
        before = term_of(cast, "core_member").period
    again = _undo(cast, _ended(cast, at=timezone.now() + after, reason="By mistake"))
    assert (again.period, again.end_reason, again.version) == (before, "", 3)


def test_an_end_is_taken_back_once(cast: Cast) -> None:
    term = _ended(cast)
    _undo(cast, term)
    with pytest.raises(Refused, match="ends as it was agreed"):
        _undo(cast, term)


def test_an_end_that_was_agreed_is_not_taken_back(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="To let it run longer, change its last day"):
        undo_end(term_of(eastmere, "core_member"), by=eastmere["chair"])


def test_an_end_is_not_taken_back_once_the_seat_is_taken(cast: Cast) -> None:
    term = _ended(cast)
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        coming(cast, "pcn", begins=timezone.now())
    with pytest.raises(Refused, match="Dr Rosa Klein holds this seat, with no end date"):
        _undo(cast, term)


def test_an_end_that_came_is_taken_back_for_a_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    term = _ended(cast)
    monkeypatch.setattr("groups.seats.policies.undo.WHILE_FRESH", timedelta(seconds=-1))
    with pytest.raises(Refused, match=r"more than a day ago\. Give the seat again instead"):
        _undo(cast, term)


def test_an_end_to_come_is_taken_back_however_old(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    term = _ended(cast, at=end_of_day(today() + LATER))
    monkeypatch.setattr("groups.seats.policies.undo.WHILE_FRESH", timedelta(seconds=-1))
    assert _undo(cast, term).version == 3
