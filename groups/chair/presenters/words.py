"""Small words about an appointment that several pages share."""

from datetime import datetime
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import date_and_clock, days_left, london_day, long_date
from gpleadership.lib.parts import Link
from gpleadership.lib.words import plural
from groups.ballots.kinds import kind_of
from groups.ballots.models import Ballot
from groups.chair.enums import AppointmentStatus, Why
from groups.chair.models import Appointment

S = AppointmentStatus
WHO_NOMINATES: Final = "Core members and their deputies, the chair, the deputy chair and the secretariat"
WHO_SEES: Final = (
    "Who nominated somebody is seen by that nominee, the chair and the secretariat. Everybody else sees how many."
)


def why(appointment: Appointment) -> str:
    """Why a chair is appointed."""
    label = str(Why(appointment.why).label)
    if not appointment.why_words:
        return label
    return appointment.why_words if appointment.why == Why.OTHER else f"{label}: {appointment.why_words}"


def term(appointment: Appointment) -> str:
    """The term that is intended."""
    if appointment.first_day is None or appointment.last_day is None:
        return "Not settled yet"
    return f"{long_date(appointment.first_day)} to {long_date(appointment.last_day)}"


def closes(appointment: Appointment) -> str:
    """When nominations close."""
    return date_and_clock(appointment.nominations_close_at) if appointment.nominations_close_at else ""


def clock(at: datetime | None, now: datetime) -> str:
    """How long is left, in days; on the day itself until when."""
    return days_left(at, london_day(now)) if at is not None and at > now else ""


def address(appointment: Appointment, name: str = "appointment", **more: object) -> str:
    """A page of an appointment."""
    kwargs = {"group": appointment.group.slug, "appointment": appointment.pk}
    return reverse(f"chair:{name}", kwargs=kwargs | more)


def ballot_link(ballot: Ballot, text: str = "See the result") -> Link:
    """Where a ballot's result is read."""
    return Link(text, kind_of(ballot).address(ballot), f"of {ballot}")


def by_people(count: int) -> str:
    """By how many somebody was nominated."""
    return f"Nominated by {plural(count, 'person', 'people')}"
