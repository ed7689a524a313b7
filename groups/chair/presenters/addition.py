"""What the page of a ballot for the chair says of the appointment that it is part of."""

from datetime import datetime

from django.utils import timezone

from gpleadership.lib.dates import last_day, long_date
from gpleadership.lib.parts import Link
from groups.ballots.additions import Addition
from groups.ballots.models import Ballot
from groups.chair.enums import AppointmentStatus
from groups.chair.models import Appointment
from groups.chair.presenters.words import address, closes
from groups.chair.queries import appointment_of
from groups.seats.models import OfficeTerm
from groups.seats.rules.spans import over

S = AppointmentStatus


def addition(ballot: Ballot) -> Addition | None:
    """The term that follows from a ballot, or what comes next. One query."""
    appointment = appointment_of(ballot)
    if appointment is None:
        return None
    link = Link("See the appointment of the chair", address(appointment))
    if appointment.ballot_id != ballot.pk:
        return Addition("This round was followed by another.", (link,))
    return Addition(_sentence(appointment, timezone.now()), (link,))


def _sentence(appointment: Appointment, now: datetime) -> str:
    if appointment.status == S.APPOINTED:
        return chair_from(appointment.office_term, now) if appointment.office_term else CANCELLED
    if appointment.status == S.NOMINATING:
        return f"Nominations are open again until {closes(appointment)}."
    return _NEXT[S(appointment.status)]


def chair_from(term: OfficeTerm, now: datetime) -> str:
    """Ruth Calder is our chair from 1 February 2027 to 31 January 2029."""
    verb, last = "was" if over(term.period, now) else "is", last_day(term.period)
    until = f" to {long_date(last)}" if last else ""
    return f"{term.person} {verb} our chair from {long_date(term.period.lower)}{until}."


CANCELLED = "The term of office was cancelled before it began."
_NEXT = {
    S.PROPOSED: "Nominations are not open yet.",
    S.BALLOTING: "After the count the group is told the result.",
    S.AGAIN: "A new round follows, in which everybody votes anew.",
    S.NOBODY: "The group talks, and nominations can be opened again.",
    S.CHOSEN: "The secretariat now records the appointment.",
    S.WITHDRAWN: "The appointment of a chair was withdrawn.",
}
