"""Whether the ballot may open over those who stand."""

from collections.abc import Iterable
from datetime import datetime

from gpleadership.lib.dates import date_and_clock, end_of_day, start_of_day
from gpleadership.lib.refusal import Refused
from groups.chair.enums import AppointmentStatus
from groups.chair.models import Appointment, Nomination
from groups.chair.policies.nominating import nominations_open
from groups.chair.policies.steps import check_step
from groups.seats.rules.spans import Span, span
from groups.system_roles.queries import bindings_of


def check_can_ballot(appointment: Appointment, stand: Iterable[Nomination], now: datetime) -> None:
    """Whether the ballot may open: nominations have closed, and whoever stands still may."""
    check_step(appointment, AppointmentStatus.BALLOTING)
    if nominations_open(appointment, now) and appointment.nominations_close_at is not None:
        raise Refused(
            f"Nominations are open until {date_and_clock(appointment.nominations_close_at)}. "
            "Open the ballot after that, or let them close sooner."
        )
    names = list(stand)
    if not names:
        raise Refused(
            "Nobody who was nominated has accepted, so there is no name for a ballot. Open nominations again."
        )
    _check_all_may_stand(appointment, names)


def _check_all_may_stand(appointment: Appointment, stand: list[Nomination]) -> None:
    """The same as `check_may_stand` for everybody at once, with one query."""
    first, last = appointment.first_day, appointment.last_day
    gone = next((each for each in stand if not each.person.is_active), None)
    if gone is not None:
        raise Refused(f"{gone} can no longer sign in. Withdraw their nomination first.")
    if first is None or last is None:
        return
    term = span(start_of_day(first), end_of_day(last))
    names = {each.person_id: each for each in stand}
    for person_id, bound in bindings_of(names, appointment.group_id):
        if _meet(bound.during, term):
            raise Refused(f"{bound.words(names[person_id])}. Withdraw their nomination first.")


def why_no_ballot(appointment: Appointment, stand: Iterable[Nomination], now: datetime) -> str:
    """Why the ballot cannot open now; nothing if it can."""
    try:
        check_can_ballot(appointment, stand, now)
    except Refused as refused:
        return str(refused)
    return ""


def _meet(one: Span, other: Span) -> bool:
    """Whether two half-open spans have an instant in common."""
    begins = one.upper is None or other.lower is None or other.lower < one.upper
    return begins and (other.upper is None or one.lower is None or one.lower < other.upper)
