"""The job of an appointment: one letter to one person, if it is still called for when it goes."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from gpleadership.lib import mail
from gpleadership.lib.scopes import open_scope
from groups.chair import letters
from groups.chair.enums import AppointmentStatus, LetterKind, NominationState
from groups.chair.letters import Letter
from groups.chair.models import Appointment, Nomination
from groups.chair.policies import nominations_open
from groups.chair.sending import LETTER
from groups.jobs.progress import Progress
from groups.jobs.registry import job_kind
from groups.log.record import record
from groups.people.models import Person


@job_kind(LETTER, title="Writing about the appointment of a chair")
def letter(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Write to one person. A second run sends the same letter under the same Message-ID."""
    group = [arguments["group"]]
    with open_scope(read=group, write=group):
        appointment = Appointment.objects.select_related("group").get(group_id=group[0], pk=arguments["appointment"])
        person = Person.objects.get(pk=arguments["person"])
        nomination = _nomination(appointment, arguments["nomination"])
        written = _written(LetterKind(arguments["letter"]), appointment, nomination) if person.is_active else None
        if written is None:
            return {"sent": 0}
        called = nomination.shown_name if nomination else ""
        words = letters.context(written, person, called, str(appointment.group))
        key = ":".join(str(arguments[each]) for each in sorted(arguments))
        try:
            mail.send("nomination", person.email, words, key=f"{LETTER}:{key}")
        except mail.Undeliverable:
            _undelivered(appointment, person, nomination)
            return {"sent": 0}
    return {"sent": 1}


def _nomination(appointment: Appointment, pk: int | None) -> Nomination | None:
    if pk is None:
        return None
    found = appointment.nominations.select_related("person").get(pk=pk)
    found.appointment = appointment
    return found


def _written(kind: LetterKind, appointment: Appointment, nomination: Nomination | None) -> Letter | None:
    """The letter, or nothing where what it would say is no longer so."""
    is_open = nominations_open(appointment, timezone.now())
    if kind == LetterKind.NOMINATIONS_OPEN:
        return letters.nominations_open(appointment) if is_open else None
    if kind == LetterKind.WITHDRAWN:
        step = appointment.steps.filter(status=AppointmentStatus.WITHDRAWN).last()
        return letters.withdrawn(appointment, step.reason) if step else None
    if nomination is None:
        return None
    if kind == LetterKind.NOMINATED:
        return letters.nominated(nomination) if is_open and nomination.state == NominationState.PROPOSED else None
    return letters.nomination_withdrawn(nomination) if nomination.state == NominationState.WITHDRAWN else None


def _undelivered(appointment: Appointment, person: Person, nomination: Nomination | None) -> None:
    """Say in the log, and beside the nominee, that an address takes no mail."""
    if nomination is not None:
        Nomination.objects.filter(group_id=appointment.group_id, pk=nomination.pk).update(undelivered=True)
    called = nomination.shown_name if nomination else person.full_name
    record(appointment.group_id, "chair letter could not be delivered", by=None, personal={"name": called})
