"""Offices: appointing to one, ending a term of office, handing over the chair.

The plain appointing of a founding chair. A trust ballot that comes later ends in `appoint_to_office` too.
"""

from datetime import datetime

from django.utils import timezone

from groups.log.whole import whole
from groups.people.models import Person
from groups.seats.actions._locks import hold_group, hold_office_term
from groups.seats.actions._notes import note_term, term_values
from groups.seats.actions._offices import (
    begin_office_term,
    drop_office_term,
    end_office_term_at,
    give_way,
    save_office_term,
)
from groups.seats.actions._versions import check_version
from groups.seats.actions.chairs_seat import return_chairs_seat
from groups.seats.enums import Occasion, Office
from groups.seats.models import OfficeTerm
from groups.seats.policies import offices as policy
from groups.seats.policies.terms import check_can_end, check_can_extend, check_not_over
from groups.seats.rules.spans import begun, span
from groups.seats.sending import tell_later
from groups.seats.verbs import OFFICE_CHANGED
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
    group, now = hold_group(group.pk), timezone.now()
    period = span(begins, ends)
    policy.check_can_hold(group, office, person, period=period, now=now, besides=besides)
    term = begin_office_term(group, office, person, period=period, by=by)
    _tell(term, now=now, by=by)
    return term


@whole()
def end_office_term(term: OfficeTerm, *, at: datetime, reason: str = "", by: Person) -> OfficeTerm:
    """End a term of office at an instant, now or later. A chair's only if another follows. Raises `Refused`."""
    term = hold_office_term(term)
    check_can_end(policy.words(term), term.period, at=at, now=timezone.now())
    policy.check_chair_follows(term, at=at)
    term = end_office_term_at(term, at=at, reason=reason, by=by)
    if by != term.person:
        tell_later(Occasion.ENDED, term, by=by)
    return term


@whole()
def hand_over_chair(
    group: LeadershipGroup, *, to: Person, at: datetime, ends: datetime | None, reason: str = "", by: Person
) -> OfficeTerm:
    """End the chair's term and begin the successor's at one instant, in one transaction. Raises `Refused`."""
    group, now = hold_group(group.pk), timezone.now()
    current = policy.check_can_hand_over(policy.running_chair(group.pk, now), to, at=at, now=now)
    check_can_end(policy.words(current), current.period, at=at, now=now)
    if at != current.period.upper:
        reason = reason or ("A chair was appointed" if current.acting else "")
        end_office_term_at(current, at=at, reason=reason, by=by)
    for deputy in group.office_terms.filter(office=Office.DEPUTY_CHAIR, person=to, period__contains=at):
        give_way(deputy, at=at, by=by)
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


def _tell(term: OfficeTerm, *, now: datetime, by: Person) -> None:
    """Whoever is appointed is told; on the day a chair begins, so are those who work with them."""
    chair = term.office == Office.CHAIR
    if by != term.person and not (chair and begun(term.period, now)):
        tell_later(Occasion.APPOINTED, term, by=by)
    if chair:
        tell_later(Occasion.HANDOVER, term, by=by, due_at=term.period.lower)
