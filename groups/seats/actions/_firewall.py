"""The steps of moving somebody to attendance. They refuse nothing: the firewall wins."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from django.utils import timezone

from gpleadership.lib.refusal import Refused
from groups.log.whole import whole
from groups.people.models import Person
from groups.seats.actions._notes import note_term, term_values
from groups.seats.actions._offices import drop_office_term, end_office_term_at
from groups.seats.actions.leaving import chair_leaves_early
from groups.seats.actions.seats import add_seat
from groups.seats.actions.terms import appoint
from groups.seats.actions.undo import undo_office_end
from groups.seats.enums import Constituency, Occasion, Office, Part, SeatClass
from groups.seats.leaving import chair_left
from groups.seats.models import OfficeTerm, Seat, SeatTerm
from groups.seats.policies.leaving import planned_chair
from groups.seats.rules.spans import begun, span
from groups.seats.sending import tell_later
from groups.seats.verbs import ENDED
from groups.tenancy.models import LeadershipGroup


def leave_seats(terms: Iterable[SeatTerm], *, at: datetime, reason: str, by: Person) -> None:
    """End core terms at an instant; what would begin later never does. The seats keep their class and stay empty."""
    for term in terms:
        before = term_values(term)
        if term.period.lower >= at:
            note_term(term, "seat term cancelled", by=by, before=before)
            term.delete()
            continue
        term.period, term.end_reason = span(term.period.lower, at), reason
        term.version += 1
        term.save(update_fields=["period", "end_reason", "version"])
        note_term(term, ENDED, by=by, before=before)


def leave_offices(
    group: LeadershipGroup, terms: Iterable[OfficeTerm], *, at: datetime, reason: str, by: Person
) -> None:
    """End the lead of a group at an instant. A chair leaves as one who leaves early does."""
    now = timezone.now()
    for term in terms:
        if term.office == Office.CHAIR and begun(term.period, now) and term.period.lower < at:
            _leave_chair(group, term, at=at, reason=reason, by=by)
        elif term.period.lower < at:
            end_office_term_at(term, at=at, reason=reason, by=by)
            tell_later(Occasion.ENDED, term, by=by)
        else:
            _never_begins(term, by=by)


def _leave_chair(group: LeadershipGroup, chair: OfficeTerm, *, at: datetime, reason: str, by: Person) -> None:
    """Let the deputy act from then on; where nobody can, the group has no chair."""
    follows = planned_chair(group.pk, timezone.now())
    try:
        with whole():
            if follows is not None and follows.acting:
                chair = undo_office_end(chair, by=by)
            chair_leaves_early(group, at=at, reason=reason, acting=None, by=by)
    except Refused:
        chair.refresh_from_db()
        end_office_term_at(chair, at=at, reason=reason, by=by)
        tell_later(Occasion.ENDED, chair, by=by)
        if follows is None:
            with suppress(Refused), whole():
                chair_left(group, left=chair, at=at, by=by)


def _never_begins(term: OfficeTerm, *, by: Person) -> None:
    """A chair to come never comes: whoever was to hand over to them stays, if they can."""
    present = OfficeTerm.objects.filter(
        group_id=term.group_id, office=Office.CHAIR, period__endswith=term.period.lower
    ).select_related("person", "group")
    before = present.first()
    if term.office == Office.CHAIR and not term.acting and before is not None:
        with suppress(Refused), whole():
            undo_office_end(before, by=by)
    if OfficeTerm.objects.filter(group_id=term.group_id, pk=term.pk).exists():
        drop_office_term(term, by=by)


def sit_in_attendance(
    group: LeadershipGroup, person: Person, *, title: str, begins: datetime, ends: datetime | None, by: Person
) -> None:
    """Give a seat in attendance named like the role, unless the person attends by then anyway."""
    period = span(begins, ends)
    attends = group.seat_terms.filter(
        person=person, period__contains=begins, seat__seat_class=SeatClass.IN_ATTENDANCE, seat__withdrawn_at=None
    )
    if attends.exists():
        return
    seat = _empty_seat(group, title, period) or add_seat(
        group, title=title, constituency=Constituency.PARTNER, seat_class=SeatClass.IN_ATTENDANCE, by=by
    )
    appoint(seat, person, part=Part.HOLDER, begins=begins, ends=ends, job_title=title, by=by)


def _empty_seat(group: LeadershipGroup, title: str, period: object) -> Seat | None:
    """A seat in attendance of that name in which nobody sits then."""
    alike = group.seats.filter(
        withdrawn_at=None,
        seat_class=SeatClass.IN_ATTENDANCE,
        constituency=Constituency.PARTNER,
        organisation=None,
        title__iexact=title,
    )
    taken = group.seat_terms.filter(period__overlap=period).values("seat")
    return alike.exclude(pk__in=taken).order_by("position").first()
