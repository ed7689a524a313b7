"""The chair's own seat: a chair chosen from outside the seats gets one, and leaves it with the office."""

from datetime import datetime

from django.utils import timezone

from groups.people.models import Person
from groups.seats.actions._notes import note_term, term_values
from groups.seats.actions.seats import add_seat
from groups.seats.actions.terms import appoint
from groups.seats.enums import Part, SeatClass
from groups.seats.models import OfficeTerm, Seat, SeatTerm
from groups.seats.rules.offices import CHAIRS_SEAT
from groups.seats.rules.spans import span
from groups.seats.verbs import ENDED, REOPENED
from groups.tenancy.models import LeadershipGroup


def chairs_seat(group: LeadershipGroup) -> Seat | None:
    """The seat that is kept for a chair from outside, if the group ever had one."""
    return group.seats.filter(withdrawn_at=None, **CHAIRS_SEAT).first()


def seat_the_chair(group: LeadershipGroup, office: OfficeTerm, *, by: Person) -> None:
    """Give the chair's seat to a chair who holds no core seat when the office begins."""
    held = group.seat_terms.filter(
        person=office.person,
        part=Part.HOLDER,
        period__contains=office.period.lower,
        seat__seat_class=SeatClass.CORE,
        seat__withdrawn_at=None,
    )
    if held.exists():
        return
    seat = chairs_seat(group) or add_seat(group, **CHAIRS_SEAT, by=by)  # type: ignore[arg-type]
    appoint(
        seat,
        office.person,
        part=Part.HOLDER,
        begins=office.period.lower,
        ends=office.period.upper,
        job_title="Chair of the group",
        by=by,
    )


def leave_chairs_seat(office: OfficeTerm, *, at: datetime, by: Person) -> None:
    """End the chair's seat term with the office."""
    for term in _own_terms(office):
        if term.period.upper is None or term.period.upper > at:
            before = term_values(term)
            _until(term, at)
            note_term(term, ENDED, by=by, before=before)


def return_chairs_seat(office: OfficeTerm, *, from_end: datetime, by: Person) -> None:
    """Give the chair's seat back as far as the office now reaches, after an end was taken back."""
    for term in _own_terms(office):
        if term.period.upper == from_end:
            before = term_values(term)
            _until(term, office.period.upper)
            note_term(term, REOPENED, by=by, before=before)


def cancel_chairs_seat(office: OfficeTerm, *, by: Person) -> None:
    """Take out the seat term of a chair whose office never began."""
    for term in _own_terms(office):
        if term.period.lower == office.period.lower and term.period.lower > timezone.now():
            note_term(term, "seat term cancelled", by=by, before=term_values(term))
            term.delete()


def _own_terms(office: OfficeTerm) -> list[SeatTerm]:
    seat = chairs_seat(office.group)
    return list(seat.terms.filter(person=office.person, part=Part.HOLDER).select_related("person")) if seat else []


def _until(term: SeatTerm, upper: datetime | None) -> None:
    term.period = span(term.period.lower, upper)
    term.version += 1
    term.save(update_fields=["period", "version"])
