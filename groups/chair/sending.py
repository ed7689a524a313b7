"""Asking for letters about an appointment. Jobs hold ids; the letters are written when they go."""

from typing import Any, Final

from groups.chair.enums import LetterKind
from groups.chair.models import Appointment, Nomination
from groups.chair.queries import who_is_told, who_nominates
from groups.jobs.actions import enqueue
from groups.people.models import Person

LETTER: Final = "chair.letter"


def tell_nominee(nomination: Nomination, letter: LetterKind, *, by: Person | None) -> None:
    """Write to a nominee."""
    _write(nomination.appointment, letter, nomination.person_id, by=by, nomination=nomination)


def tell_nominators(appointment: Appointment, *, by: Person) -> None:
    """Write to everybody who may nominate, but for whoever opened it."""
    for person in who_nominates(appointment.group):
        if person.pk != by.pk:
            _write(appointment, LetterKind.NOMINATIONS_OPEN, person.pk, by=by)


def tell_withdrawn(appointment: Appointment, *, by: Person) -> int:
    """Tell everybody who had to do with it that it goes no further: how many."""
    people = who_is_told(appointment) - {by.pk}
    for person in sorted(people):
        _write(appointment, LetterKind.WITHDRAWN, person, by=by)
    return len(people)


def _write(
    appointment: Appointment,
    letter: LetterKind,
    person: int,
    *,
    by: Person | None,
    nomination: Nomination | None = None,
) -> None:
    about: dict[str, Any] = {
        "group": appointment.group_id,
        "appointment": appointment.pk,
        "letter": letter.value,
        "person": person,
        "nomination": nomination.pk if nomination else None,
        "version": nomination.version if nomination else appointment.version,
    }
    key = ":".join(str(each) for each in (LETTER, *about.values()))
    enqueue(LETTER, about, by=by, key=key)
