"""Recording the term of office of whoever was chosen: the handover then comes by itself on the day."""

from datetime import datetime

from django.utils import timezone

from gpleadership.lib.dates import last_day, long_date
from gpleadership.lib.refusal import Refused
from groups.chair import policies
from groups.chair.actions._keeping import hold, move
from groups.chair.enums import AppointmentStatus
from groups.chair.models import Appointment
from groups.log.whole import whole
from groups.people.models import Person
from groups.seats.actions import appoint_to_office, hand_over_chair
from groups.seats.actions._offices import end_office_term_at
from groups.seats.enums import Office
from groups.seats.models import OfficeTerm
from groups.seats.policies.offices import running_chair

FIELDS = {"on": "begins"}
"""How the form of this page calls what the offices' policies call otherwise."""


@whole()
def appoint(appointment: Appointment, *, begins: datetime, ends: datetime, by: Person) -> OfficeTerm:
    """Make whoever was chosen chair, from an instant until before another. Raises `Refused`.

    Ends the term of a chair, or acting chair, who is there then; who holds no core seat gets the chair's seat.
    """
    appointment, now = hold(appointment), timezone.now()
    policies.check_step(appointment, AppointmentStatus.APPOINTED)
    if appointment.chosen is None:
        raise Refused("Nobody was chosen.")
    try:
        term = _term(appointment, appointment.chosen.person, begins=begins, ends=ends, now=now, by=by)
    except Refused as refused:
        raise Refused(str(refused), field=FIELDS.get(refused.field or "", refused.field)) from refused
    changes = {"office_term": term}
    verb, ballot = "chair appointed", appointment.ballot
    move(appointment, AppointmentStatus.APPOINTED, verb, by=by, ballot=ballot, changes=changes)
    return term


def _term(
    appointment: Appointment, person: Person, *, begins: datetime, ends: datetime, now: datetime, by: Person
) -> OfficeTerm:
    group, current = appointment.group, running_chair(appointment.group_id, now)
    if current is None:
        return appoint_to_office(group, Office.CHAIR, person, begins=begins, ends=ends, by=by)
    if current.person_id != person.pk or current.acting:
        return hand_over_chair(group, to=person, at=begins, ends=ends, by=by)
    _make_room(current, begins)
    if current.period.upper is None or begins < current.period.upper:
        end_office_term_at(current, at=begins, reason="Chosen again", by=by)
    return appoint_to_office(group, Office.CHAIR, person, begins=begins, ends=ends, by=by)


def _make_room(current: OfficeTerm, begins: datetime) -> None:
    """A chair who was chosen again goes on without a day between."""
    if begins <= current.period.lower:
        raise Refused("First day must be after their present term began", field="begins")
    if current.period.upper is not None and begins > current.period.upper:
        last = long_date(last_day(current.period) or begins)
        raise Refused(
            f"{current.person} is chair until {last}. Let the next term begin by the day after.", field="begins"
        )
