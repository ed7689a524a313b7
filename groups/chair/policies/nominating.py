"""Who may nominate, who may be nominated, and until when."""

from datetime import datetime

from gpleadership.lib.dates import date_and_clock, end_of_day, start_of_day
from gpleadership.lib.refusal import Refused
from groups.chair.enums import AppointmentStatus, NominationState
from groups.chair.models import Appointment, Nomination
from groups.chair.policies.steps import WHERE
from groups.people.models import Person
from groups.seats.policies.terms import system_role
from groups.seats.rules.spans import span
from groups.tenancy.capabilities import Capability, Role
from groups.tenancy.standing import Standing


def can_nominate(standing: Standing) -> bool:
    """Core members with their deputies, chair, deputy chair and secretariat."""
    runs = standing.can(Capability.CLOSED_ROOM) or standing.can(Capability.MANAGE)
    return runs or Role.DEPUTY_CHAIR in standing.roles


def nominations_open(appointment: Appointment, now: datetime) -> bool:
    """Whether people may be nominated, and may accept, at an instant."""
    closes = appointment.nominations_close_at
    return appointment.status == AppointmentStatus.NOMINATING and closes is not None and now < closes


def check_nominations_open(appointment: Appointment, now: datetime, *, late: str) -> None:
    """`late` goes on after when nominations closed."""
    if appointment.status != AppointmentStatus.NOMINATING:
        raise Refused(WHERE[AppointmentStatus(appointment.status)])
    if not nominations_open(appointment, now) and appointment.nominations_close_at is not None:
        raise Refused(f"Nominations closed on {date_and_clock(appointment.nominations_close_at)}. {late}")


def check_may_stand(appointment: Appointment, person: Person, *, name: str = "") -> None:
    """Anybody who is trusted may stand; not somebody who cannot sign in, nor who has a system role in the term."""
    called = name or person.full_name
    if not person.is_active:
        raise Refused(f"{called} can no longer sign in, so they cannot be nominated.", field="email")
    if appointment.first_day is None or appointment.last_day is None:
        return
    term = span(start_of_day(appointment.first_day), end_of_day(appointment.last_day))
    if bound := system_role(person, appointment.group_id, term):
        raise Refused(
            f"{bound.words(called)}, so they cannot be nominated: whoever has a system role does not chair a group.",
            field="email",
        )


def check_not_over_their_head(nomination: Nomination) -> None:
    """Whoever said no is not nominated again by somebody else."""
    if nomination.by_themselves:
        what = "declined" if nomination.state == NominationState.DECLINED else "said that they no longer stand"
        raise Refused(
            f"{nomination} has {what}, so nobody can nominate them again. "
            "They may change their mind themselves until nominations close.",
            field="email",
        )


def check_can_take_back(nomination: Nomination, supports: int) -> None:
    """One's own nomination is taken back, but not the last one of somebody who has accepted."""
    if nomination.state == NominationState.ACCEPTED and supports <= 1:
        raise Refused(f"{nomination} has accepted, and yours is the only nomination. They can withdraw themselves.")


def check_withdrawable(nomination: Nomination) -> None:
    """What is over is not withdrawn again."""
    if nomination.state in {NominationState.DECLINED, NominationState.WITHDRAWN}:
        raise Refused(f"{nomination} does not stand any more, so there is nothing to withdraw.")
