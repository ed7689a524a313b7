"""One at a time: whoever acts holds the group, then the appointment, until the end; and every step is kept."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from gpleadership.lib.refusal import EditedMeanwhile
from groups.ballots.models import Ballot
from groups.chair.models import Appointment, AppointmentStep, Nomination
from groups.log.record import record
from groups.people.models import Person
from groups.tenancy.models import LeadershipGroup


def hold_group(group_id: int) -> LeadershipGroup:
    """The group's row: offices, ballots and appointments change one at a time."""
    return LeadershipGroup.objects.select_for_update(no_key=True).get(pk=group_id)


def hold(appointment: Appointment) -> Appointment:
    """The appointment as it is now, with its group held."""
    return hold_alone(appointment, hold_group(appointment.group_id))


def hold_alone(appointment: Appointment, group: LeadershipGroup) -> Appointment:
    """The appointment as it is now, with nothing else held: a ballot that ends holds itself."""
    found = Appointment.objects.select_for_update(of=("self",)).select_related("ballot", "chosen__person")
    fresh = found.get(group_id=group.pk, pk=appointment.pk)
    fresh.group = group
    return fresh


def hold_nomination(nomination: Nomination) -> Nomination:
    """The nomination as it is now, with its appointment and group held."""
    appointment = hold(Appointment(pk=nomination.appointment_id, group_id=nomination.group_id))
    fresh = Nomination.objects.select_related("person").get(group_id=nomination.group_id, pk=nomination.pk)
    fresh.appointment = appointment
    return fresh


def check_version(nomination: Nomination, version: int) -> None:
    """Raise `EditedMeanwhile` if the nomination was changed since its page was opened."""
    if nomination.version != version:
        raise EditedMeanwhile(
            "This nomination was changed after you opened the page, perhaps by you in another window. "
            "Nothing was overwritten: your words are still below. Save again to use them."
        )


def move(
    appointment: Appointment,
    to: str,
    verb: str,
    *,
    by: Person | None,
    reason: str = "",
    ballot: Ballot | None = None,
    changes: Mapping[str, Any] = MappingProxyType({}),
) -> Appointment:
    """Let an appointment take a step that its policy has allowed, keep the step, and record it."""
    before = values(appointment)
    for name, value in ({**changes, "status": to}).items():
        setattr(appointment, name, value)
    appointment.version += 1
    appointment.save()
    keep_step(appointment, by=by, reason=reason, ballot=ballot)
    note(appointment, verb, by=by, before=before, reason=reason)
    return appointment


def keep_step(appointment: Appointment, *, by: Person | None, reason: str = "", ballot: Ballot | None = None) -> None:
    """Add to what has happened."""
    AppointmentStep.objects.create(
        group=appointment.group,
        appointment=appointment,
        status=appointment.status,
        actor=by,
        reason=reason[:300],
        ballot=ballot,
    )


def save_nomination(nomination: Nomination, verb: str, *, by: Person, **changes: Any) -> Nomination:
    """Change a nomination, count the change, and record it."""
    before = nomination_values(nomination)
    for name, value in changes.items():
        setattr(nomination, name, value)
    nomination.version += 1
    nomination.save()
    note_nomination(nomination, verb, by=by, before=before)
    return nomination


def note(
    appointment: Appointment, verb: str, *, by: Person | None, before: dict[str, Any] | None = None, reason: str = ""
) -> None:
    """Record what was done to an appointment; who was chosen and why are told apart, as they can be erased."""
    personal = {"reason": reason, "why": appointment.why_words}
    if appointment.chosen is not None:
        personal["name"] = appointment.chosen.person.full_name
    record(
        appointment.group_id,
        verb,
        by=by,
        subject=appointment,
        before=before,
        after=values(appointment),
        personal=personal,
    )


def note_nomination(nomination: Nomination, verb: str, *, by: Person, before: dict[str, Any] | None = None) -> None:
    """Record what was done to a nomination."""
    personal = {
        "name": nomination.shown_name,
        "about": nomination.about,
        "statement": nomination.statement,
        "reason": nomination.reason,
    }
    after = nomination_values(nomination)
    record(nomination.group_id, verb, by=by, subject=nomination, before=before, after=after, personal=personal)


def values(appointment: Appointment) -> dict[str, Any]:
    """An appointment as the log keeps it."""
    fields = ("status", "why", "floor", "nominations_close_at", "first_day", "last_day", "ballot_id", "chosen_id")
    return {name: getattr(appointment, name) for name in fields} | {"version": appointment.version}


def nomination_values(nomination: Nomination) -> dict[str, Any]:
    """A nomination as the log keeps it, without its words."""
    fields = ("appointment_id", "state", "version")
    return {"person": nomination.person_id} | {name: getattr(nomination, name) for name in fields}
