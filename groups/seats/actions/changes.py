"""Somebody else takes the seat, or the holder becomes the deputy: an end and a beginning at one instant."""

from datetime import datetime

from django.utils import timezone

from gpleadership.lib.refusal import Refused
from groups.log.whole import whole
from groups.people.models import Person
from groups.seats.actions._locks import hold_term
from groups.seats.actions.terms import appoint, cancel_term, end_term
from groups.seats.enums import Part
from groups.seats.models import SeatTerm
from groups.seats.policies import terms as policy


@whole()
def replace(
    term: SeatTerm,
    *,
    person: Person,
    at: datetime,
    ends: datetime | None,
    job_title: str = "",
    reason: str = "",
    by: Person,
) -> SeatTerm:
    """End a term and begin another person's in the same part of the seat. Raises `Refused`.

    A deputy who takes over as holder is deputy no longer.
    """
    term = hold_term(term)
    policy.check_not_over(policy.words(term), term.period, timezone.now())
    if term.person_id == person.pk:
        raise Refused(f"{person} has this part already. Choose somebody else, or change the last day.")
    _end_at(term, at=at, reason=reason, by=by)
    for other in _other_parts(term, person, at):
        _end_at(other, at=at, reason=f"Became {Part(term.part).label.lower()}", by=by)
    return appoint(term.seat, person, part=term.part, begins=at, ends=ends, job_title=job_title, by=by)


@whole()
def move_to_deputy(term: SeatTerm, *, at: datetime, by: Person) -> SeatTerm:
    """The holder becomes the deputy at an instant, for as long as they would have held the seat."""
    term = hold_term(term)
    if term.part != Part.HOLDER:
        raise Refused(f"{term.person} is the deputy already.")
    ends, job_title = term.period.upper, term.job_title
    end_term(term, at=at, reason="Became deputy", by=by)
    return appoint(term.seat, term.person, part=Part.DEPUTY, begins=at, ends=ends, job_title=job_title, by=by)


def _other_parts(term: SeatTerm, person: Person, at: datetime) -> list[SeatTerm]:
    """What else the person has, or will have, in this seat from then on."""
    others = SeatTerm.objects.filter(group_id=term.group_id, seat=term.seat, person=person).exclude(pk=term.pk)
    return [other for other in others if other.period.upper is None or other.period.upper > at]


def _end_at(term: SeatTerm, *, at: datetime, reason: str, by: Person) -> None:
    """End a term that runs at the instant; one that would begin later never begins."""
    if term.period.lower >= at:
        cancel_term(term, by=by)
    elif term.period.upper is None or term.period.upper > at:
        end_term(term, at=at, reason=reason, by=by)
