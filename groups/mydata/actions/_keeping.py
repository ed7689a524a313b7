"""What the verbs share: one at a time for a person, and a line in the platform’s own log."""

from django.db import models

from gpleadership.lib.scopes import required_scope
from groups.log.models import PLATFORM
from groups.log.record import record
from groups.people.models import Person


def hold(person: Person) -> Person:
    """The person’s row, so that what concerns their data happens one at a time."""
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def note(verb: str, *, by: Person | None, subject: models.Model) -> None:
    """Record that it happened: by whom, and nothing about them."""
    required_scope().widen(write=[PLATFORM])
    record(PLATFORM, verb, by=by, subject=subject)
