"""Whether a step may be taken from where an appointment is."""

from typing import Final

from gpleadership.lib.refusal import Refused
from groups.chair.enums import OVER, AppointmentStatus
from groups.chair.models import Appointment
from groups.chair.rules import may_become

WHERE: Final = {
    AppointmentStatus.PROPOSED: "Nominations are not open yet.",
    AppointmentStatus.BALLOTING: "The ballot is open, so the names on it stay as they are.",
    AppointmentStatus.AGAIN: "Nominations have closed. They can be opened again before the new round.",
    AppointmentStatus.NOBODY: "Nominations have closed. They can be opened again.",
    AppointmentStatus.CHOSEN: "A chair has been chosen already.",
    AppointmentStatus.APPOINTED: "The chair has been appointed. This appointment is over.",
    AppointmentStatus.WITHDRAWN: "This appointment was withdrawn.",
}


def check_step(appointment: Appointment, to: str) -> None:
    """Whether the transition table has this step from where the appointment is."""
    if not may_become(appointment.status, to):
        raise Refused(WHERE.get(AppointmentStatus(appointment.status), "Nominations are open."))


def check_none_running(found: Appointment | None) -> None:
    """A group runs one appointment at a time; one that is only proposed is opened."""
    if found is not None and found.status != AppointmentStatus.PROPOSED:
        raise Refused("The appointment of a chair is under way already. Finish or withdraw that one first.")


def check_before_ballot(appointment: Appointment) -> None:
    """Names come off until a ballot opens."""
    before = {AppointmentStatus.NOMINATING, AppointmentStatus.AGAIN, AppointmentStatus.NOBODY}
    if appointment.status not in before:
        raise Refused(WHERE[AppointmentStatus(appointment.status)])


def check_not_over(appointment: Appointment) -> None:
    """What is over stays as it is."""
    if appointment.status in OVER:
        raise Refused(WHERE[AppointmentStatus(appointment.status)])
