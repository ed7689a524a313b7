"""Giving a seat to somebody, and letting a term end, run longer or never begin."""

from datetime import datetime

from django.utils import timezone

from gpleadership.lib.refusal import Refused
from groups.log.whole import whole
from groups.people.models import Person
from groups.seats.actions._locks import hold_seat, hold_term, overlaps_in_words
from groups.seats.actions._notes import note_term, term_values
from groups.seats.actions._versions import check_version
from groups.seats.enums import Part
from groups.seats.models import Seat, SeatTerm
from groups.seats.policies import terms as policy
from groups.seats.rules.spans import span
from groups.seats.verbs import CHANGED, ENDED


@whole()
def appoint(
    seat: Seat,
    person: Person,
    *,
    part: str,
    begins: datetime,
    ends: datetime | None,
    job_title: str = "",
    by: Person,
    besides: tuple[int, ...] = (),
) -> SeatTerm:
    """Give a person a part in a seat from an instant until before another. Raises `Refused`.

    `besides`: terms that the caller is ending in the same transaction.
    """
    seat = hold_seat(seat)
    period = span(begins, ends)
    policy.check_can_sit(seat, person, part=part, period=period, now=timezone.now(), besides=besides)
    with overlaps_in_words():
        term = SeatTerm.objects.create(
            group_id=seat.group_id, seat=seat, person=person, part=part, period=period, job_title=job_title.strip()
        )
    note_term(term, "seat term begun", by=by)
    return term


@whole()
def end_term(term: SeatTerm, *, at: datetime, reason: str = "", by: Person) -> SeatTerm:
    """End a term at an instant, now or later: from then on it opens nothing. Raises `Refused`."""
    term = hold_term(term)
    policy.check_can_end(policy.words(term), term.period, at=at, now=timezone.now())
    before = term_values(term)
    term.period = span(term.period.lower, at)
    term.end_reason = reason.strip()
    _save(term)
    note_term(term, ENDED, by=by, before=before)
    return term


@whole()
def cancel_term(term: SeatTerm, *, by: Person) -> None:
    """Take out a term that has not begun: nothing has happened that history would keep."""
    term = hold_term(term)
    policy.check_can_cancel(policy.words(term), term.period, now=timezone.now())
    note_term(term, "seat term cancelled", by=by, before=term_values(term))
    term.delete()


@whole()
def change_term(term: SeatTerm, *, version: int, job_title: str, ends: datetime | None, by: Person) -> SeatTerm:
    """Change what the person's job is called, or let the term run longer. Raises `EditedMeanwhile`."""
    term = hold_term(term)
    check_version(term, version)
    now = timezone.now()
    policy.check_not_over(policy.words(term), term.period, now)
    before, old_end = term_values(term), term.period.upper
    if ends != old_end:
        policy.check_can_extend(policy.words(term), term.period, ends=ends, now=now)
        term.period = span(term.period.lower, ends)
        term.end_reason = ""
        policy.check_can_sit(term.seat, term.person, part=term.part, period=term.period, now=now, besides=[term.pk])
    term.job_title = job_title.strip()
    _save(term)
    note_term(term, CHANGED, by=by, before=before)
    return term


@whole()
def set_acting(term: SeatTerm, acting: bool, *, by: Person) -> SeatTerm:
    """Let a deputy act for the holder, or no longer."""
    term = hold_term(term)
    policy.check_not_over(policy.words(term), term.period, timezone.now())
    if term.part != Part.DEPUTY:
        raise Refused("Only a deputy acts for the holder.")
    before = term_values(term)
    term.acting = acting
    _save(term)
    note_term(term, "deputy acts" if acting else "deputy acts no longer", by=by, before=before)
    return term


def _save(term: SeatTerm) -> None:
    term.version += 1
    with overlaps_in_words():
        term.save(update_fields=["period", "end_reason", "job_title", "acting", "version"])
