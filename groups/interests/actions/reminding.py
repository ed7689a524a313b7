"""Asking somebody by email to look at their interests."""

from typing import Any, Final

from gpleadership.lib.dates import today
from gpleadership.lib.refusal import Refused
from groups.interests.models import InterestReminder
from groups.jobs.actions import enqueue
from groups.log.record import record
from groups.log.whole import whole
from groups.people.models import Person
from groups.tenancy.models import LeadershipGroup

REMIND: Final = "interests.remind"


@whole()
def remind(group: LeadershipGroup, person: Person, *, by: Person | None) -> InterestReminder:
    """Let a letter go that asks somebody to look: one a day at most. Raises `Refused`."""
    reminder, new = InterestReminder.objects.get_or_create(group=group, person=person, sent_on=today())
    if not new:
        raise Refused(f"{person} was asked by email today already. Ask again tomorrow, or speak to them.")
    record(group.pk, "interests asked for", by=by, subject=reminder, personal={"name": person.full_name})
    arguments: dict[str, Any] = {"group": group.pk, "reminder": reminder.pk}
    enqueue(REMIND, arguments, by=by)
    return reminder
