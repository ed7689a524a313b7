"""Offices: appointing to one, ending a term of office, handing over the chair.

The plain appointing of a founding chair. A trust ballot that comes later ends in `appoint_to_office` too.
"""

from datetime import datetime

from django.utils import timezone

from groups.log.whole import whole
from groups.people.models import Person
from groups.seats.actions._locks import hold_group, hold_office_term, overlaps_in_words
from groups.seats.actions._notes import note_term, term_values
from groups.seats.actions._versions import check_version
from groups.seats.actions.chairs_seat import (
    cancel_chairs_seat,
    leave_chairs_seat,
    return_chairs_seat,
    seat_the_chair,
)
from groups.seats.enums import Office
from groups.seats.models import OfficeTerm
from groups.seats.policies import offices as policy
from groups.seats.policies.terms import check_can_end, check_can_extend, check_not_over
from groups.seats.rules.spans import span
from groups.seats.verbs import OFFICE_CHANGED, OFFICE_ENDED
from groups.tenancy.models import LeadershipGroup


@whole()
def appoint_to_office(
    group: LeadershipGroup,
    office: str,
    person: Person,
    *,
    begins: datetime,
    ends: datetime | None,
    by: Person,
    besides: tuple[int, ...] = (),
) -> OfficeTerm:
    """Appoint a person to an office from an instant until before another. Raises `Refused`.

    A chair who then holds no core seat gets the chair's seat: seat a founding chair first if they have their own.
    """
    group = hold_group(group.pk)
    period = span(begins, ends)
    policy.check_can_hold(group, office, person, period=period, now=timezone.now(), besides=besides)
    with overlaps_in_words():
        term = OfficeTerm.objects.create(group=group, office=office, person=person, period=period)
    note_term(term, "office term begun", by=by)
    if office == Office.CHAIR:
        seat_the_chair(group, term, by=by)
    return term


@whole()
def end_office_term(term: OfficeTerm, *, at: datetime, reason: str = "", by: Person) -> OfficeTerm:
    """End a term of office at an instant, now or later. A chair's only if another follows. Raises `Refused`."""
    term = hold_office_term(term)
    check_can_end(policy.words(term), term.period, at=at, now=timezone.now())
    policy.check_chair_follows(term, at=at)
    return _end(term, at=at, reason=reason, by=by)


@whole()
def hand_over_chair(
    group: LeadershipGroup, *, to: Person, at: datetime, ends: datetime | None, reason: str = "", by: Person
) -> OfficeTerm:
    """End the chair's term and begin the successor's at one instant, in one transaction. Raises `Refused`."""
    group, now = hold_group(group.pk), timezone.now()
    current = policy.check_can_hand_over(policy.running_chair(group.pk, now), to, at=at, now=now)
    check_can_end(policy.words(current), current.period, at=at, now=now)
    if at != current.period.upper:
        _end(current, at=at, reason=reason, by=by)
    for deputy in group.office_terms.filter(office=Office.DEPUTY_CHAIR, person=to, period__contains=at):
        _give_way(deputy, at=at, by=by)
    return appoint_to_office(group, Office.CHAIR, to, begins=at, ends=ends, by=by)


@whole()
def change_office_term(term: OfficeTerm, *, version: int, ends: datetime | None, by: Person) -> OfficeTerm:
    """Let a term of office run longer. Raises `EditedMeanwhile` or `Refused`."""
    term, now = hold_office_term(term), timezone.now()
    check_version(term, version)
    check_not_over(policy.words(term), term.period, now)
    if ends == term.period.upper:
        return term
    check_can_extend(policy.words(term), term.period, ends=ends, now=now)
    before, old_end = term_values(term), term.period.upper
    period = span(term.period.lower, ends)
    policy.check_can_hold(term.group, term.office, term.person, period=period, now=now, besides=[term.pk])
    term.period, term.end_reason = period, ""
    save_office_term(term)
    note_term(term, OFFICE_CHANGED, by=by, before=before)
    if term.office == Office.CHAIR and old_end is not None:
        return_chairs_seat(term, from_end=old_end, by=by)
    return term


@whole()
def cancel_office_term(term: OfficeTerm, *, by: Person) -> None:
    """Take out a term of office that has not begun."""
    term = hold_office_term(term)
    policy.check_can_cancel(term, now=timezone.now())
    drop_office_term(term, by=by)


def drop_office_term(term: OfficeTerm, *, by: Person) -> None:
    """Take out a term of office and the chair's seat that would have come with it."""
    note_term(term, "office term cancelled", by=by, before=term_values(term))
    if term.office == Office.CHAIR:
        cancel_chairs_seat(term, by=by)
    term.delete()


def save_office_term(term: OfficeTerm) -> None:
    """Save a term's dates, and count the change."""
    term.version += 1
    with overlaps_in_words():
        term.save(update_fields=["period", "end_reason", "version"])


def _end(term: OfficeTerm, *, at: datetime, reason: str, by: Person) -> OfficeTerm:
    before = term_values(term)
    term.period = span(term.period.lower, at)
    term.end_reason = reason.strip()
    save_office_term(term)
    note_term(term, OFFICE_ENDED, by=by, before=before)
    if term.office == Office.CHAIR:
        leave_chairs_seat(term, at=at, by=by)
    return term


def _give_way(term: OfficeTerm, *, at: datetime, by: Person) -> None:
    """Let the successor's own term as deputy chair end, or never begin, when they become chair."""
    if term.period.lower >= at:
        drop_office_term(term, by=by)
    else:
        _end(term, at=at, reason="Became chair", by=by)
