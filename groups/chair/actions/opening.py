"""Proposing an appointment, opening its nominations, opening them again."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from gpleadership.lib.refusal import Refused
from groups.chair import policies
from groups.chair.actions._keeping import hold, hold_group, keep_step, move, note, save_nomination
from groups.chair.enums import AppointmentStatus, NominationState, Why
from groups.chair.models import Appointment
from groups.chair.queries import running
from groups.chair.sending import tell_nominators
from groups.log.whole import whole
from groups.people.models import Person
from groups.tenancy.models import LeadershipGroup

OPENED, REOPENED = "chair nominations opened", "chair nominations opened again"
ANOTHER_TIME = "closing time of chair nominations changed"


@whole()
def propose(group: LeadershipGroup, *, why: Why, reason: str = "", by: Person) -> Appointment | None:
    """Propose an appointment, which those who run the group then open; None where one is under way."""
    group = hold_group(group.pk)
    if running(group) is not None:
        return None
    appointment = _added(Appointment(group=group, why=why))
    keep_step(appointment, by=by, reason=reason)
    note(appointment, "chair appointment proposed", by=by, reason=reason)
    return appointment


@whole()
def open_nominations(
    group: LeadershipGroup,
    *,
    why: str,
    why_words: str = "",
    floor: int,
    closes_at: datetime,
    first_day: date,
    last_day: date,
    by: Person,
) -> Appointment:
    """Open nominations for a chair, of the appointment that was proposed or of a new one. Raises `Refused`.

    The term is the one intended: it is settled when the chair is appointed. Those who may nominate are told.
    """
    group, now = hold_group(group.pk), timezone.now()
    found = running(group)
    policies.check_can_open(found, floor=floor, closes_at=closes_at, first=first_day, last=last_day, now=now)
    days: dict[str, Any] = {"nominations_close_at": closes_at, "first_day": first_day, "last_day": last_day}
    words: dict[str, Any] = {"why": why, "why_words": why_words.strip(), "floor": floor}
    if found is not None:
        found.group = group
        opened = move(found, AppointmentStatus.NOMINATING, OPENED, by=by, changes=days | words)
    else:
        opened = _added(Appointment(group=group, status=AppointmentStatus.NOMINATING, **days, **words))
        keep_step(opened, by=by)
        note(opened, OPENED, by=by)
    tell_nominators(opened, by=by)
    return opened


@whole()
def reopen(appointment: Appointment, *, closes_at: datetime, reason: str = "", by: Person) -> Appointment:
    """Let nominations close at another time, or open them again. Raises `Refused`.

    Who has accepted goes on standing. Where somebody was chosen, they step back and do not stand any more.
    """
    appointment, now = hold(appointment), timezone.now()
    policies.check_step(appointment, AppointmentStatus.NOMINATING)
    policies.check_closes(closes_at, now)
    verb = ANOTHER_TIME if appointment.status == AppointmentStatus.NOMINATING else REOPENED
    chosen = appointment.chosen
    if chosen is not None:
        save_nomination(
            chosen,
            "chosen chair stepped back",
            by=by,
            state=NominationState.WITHDRAWN,
            withdrawn_by=chosen.person,
            reason=reason[:300],
        )
    days = {"nominations_close_at": closes_at, "chosen": None}
    opened = move(appointment, AppointmentStatus.NOMINATING, verb, by=by, reason=reason, changes=days)
    tell_nominators(opened, by=by)
    return opened


def _added(appointment: Appointment) -> Appointment:
    """Keep a new one; the database knows of no second that runs."""
    try:
        with transaction.atomic():
            appointment.save(force_insert=True)
    except IntegrityError as error:
        if "appointment_one_running" not in str(error):
            raise
        raise Refused("Somebody else has just begun the appointment of a chair. Look again.") from error
    return appointment
