"""Giving an appointment up before a chair is appointed."""

from django.utils import timezone

from gpleadership.lib.refusal import Refused
from groups.ballots.actions import abandon
from groups.ballots.enums import BallotState
from groups.chair import policies
from groups.chair.actions._keeping import hold_alone, move
from groups.chair.enums import AppointmentStatus
from groups.chair.models import Appointment
from groups.chair.sending import tell_withdrawn
from groups.log.whole import whole
from groups.people.models import Person

ENDED = "The appointment of a chair was withdrawn, so this round ends without a count."


@whole()
def withdraw(appointment: Appointment, *, reason: str, by: Person) -> int:
    """Withdraw an appointment; a ballot that is open ends without a count. How many are told. Raises `Refused`.

    The ballot is ended before the appointment is held: a voter whose ballot ends it holds them in this order too.
    """
    policies.check_not_over(appointment)
    if not reason.strip():
        raise Refused("Enter why the appointment is withdrawn: those who took part are told", field="reason")
    if appointment.status == AppointmentStatus.BALLOTING and appointment.ballot is not None:
        if appointment.ballot.state(timezone.now()) == BallotState.CLOSED:
            raise Refused("The ballot has closed. What was cast in time is counted first.")
        abandon(appointment.ballot, ENDED, by=by)
    appointment = hold_alone(appointment, appointment.group)
    policies.check_step(appointment, AppointmentStatus.WITHDRAWN)
    if appointment.status == AppointmentStatus.BALLOTING:
        raise Refused("The ballot has just been opened. Look again.")
    told = 0 if appointment.status == AppointmentStatus.PROPOSED else tell_withdrawn(appointment, by=by)
    move(appointment, AppointmentStatus.WITHDRAWN, "chair appointment withdrawn", by=by, reason=reason.strip()[:300])
    return told
