"""Taking back an end: one that has not come yet, or was made within the last day, if the seat is still free.

What the end was before stands in the log, and only there.
"""

from datetime import datetime

from django.utils import timezone

from groups.log.whole import whole
from groups.people.models import Person
from groups.seats.actions._locks import hold_office_term, hold_term, overlaps_in_words
from groups.seats.actions._notes import note_term, term_values
from groups.seats.actions._offices import drop_office_term, save_office_term
from groups.seats.actions.chairs_seat import return_chairs_seat
from groups.seats.enums import Occasion, Office
from groups.seats.leaving import chair_stays
from groups.seats.models import OfficeTerm, SeatTerm
from groups.seats.policies import offices as office_policy
from groups.seats.policies import terms as policy
from groups.seats.policies.undo import check_can_undo
from groups.seats.queries.terms import ending_of
from groups.seats.rules.spans import span
from groups.seats.sending import tell_later
from groups.seats.verbs import OFFICE_REOPENED, REOPENED


@whole()
def undo_end(term: SeatTerm, *, by: Person) -> SeatTerm:
    """Let a term run as long as it would have. Raises `Refused`, for one if the seat is no longer free."""
    term, now = hold_term(term), timezone.now()
    ending = ending_of(term)
    ends = check_can_undo(policy.words(term), term.period, ending, now=now)
    before, period = term_values(term), span(term.period.lower, ends)
    policy.check_can_sit(term.seat, term.person, part=term.part, period=period, now=now, besides=[term.pk])
    term.period, term.end_reason = period, ""
    term.version += 1
    with overlaps_in_words():
        term.save(update_fields=["period", "end_reason", "version"])
    note_term(term, REOPENED, by=by, before=before)
    return term


@whole()
def undo_office_end(term: OfficeTerm, *, by: Person) -> OfficeTerm:
    """Let a term of office run as long as it would have; a chair's handover or leaving is undone with it.

    Raises `Refused`, for one if whoever follows is chair already.
    """
    term, now = hold_office_term(term), timezone.now()
    ending, ended = ending_of(term), term.period.upper
    ends = check_can_undo(office_policy.words(term), term.period, ending, now=now)
    if term.office == Office.CHAIR:
        _cancel_successor(term, now=now, by=by)
    before, period = term_values(term), span(term.period.lower, ends)
    office_policy.check_can_hold(term.group, term.office, term.person, period=period, now=now, besides=[term.pk])
    term.period, term.end_reason = period, ""
    save_office_term(term)
    note_term(term, OFFICE_REOPENED, by=by, before=before)
    tell_later(Occasion.STAYS, term, by=by, version=before["version"])
    if term.office == Office.CHAIR:
        return_chairs_seat(term, from_end=ended, by=by)
    return term


def _cancel_successor(term: OfficeTerm, *, now: datetime, by: Person) -> None:
    """Whoever was to follow a chair never does: the next chair of a handover, or somebody who was to act."""
    following = OfficeTerm.objects.filter(
        group_id=term.group_id, office=Office.CHAIR, period__startswith=term.period.upper
    )
    for successor in following.select_related("person"):
        office_policy.check_not_following_yet(term, successor, now=now)
        if successor.acting:
            chair_stays(term.group, left=term, at=successor.period.lower, by=by)
        drop_office_term(successor, by=by)
        if not successor.acting:
            _return_what_was_given_up(successor, at=term.period.upper, by=by)


def _return_what_was_given_up(successor: OfficeTerm, *, at: datetime, by: Person) -> None:
    """The deputy chair who was to become chair goes on as deputy."""
    given_up = OfficeTerm.objects.filter(
        group_id=successor.group_id, office=Office.DEPUTY_CHAIR, person=successor.person, period__endswith=at
    )
    for deputy in given_up:
        if ending_of(deputy):
            undo_office_end(deputy, by=by)
