"""Asking for letters about terms of office: they are written when they go, and hold true then or are not sent."""

from datetime import datetime
from typing import Any, Final

from groups.jobs.actions import enqueue
from groups.people.models import Person
from groups.seats.enums import Occasion
from groups.seats.models import OfficeTerm
from groups.tenancy.models import LeadershipGroup

TELL: Final = "seats.tell"


def tell_later(
    occasion: Occasion,
    term: OfficeTerm,
    *,
    by: Person | None,
    version: int | None = None,
    due_at: datetime | None = None,
) -> None:
    """Let whom it concerns be told, now or at an instant. `version`: the term's when it happened, if not today's."""
    arguments: dict[str, Any] = {
        "group": term.group_id,
        "occasion": occasion.value,
        "term": term.pk,
        "version": term.version if version is None else version,
    }
    if occasion == Occasion.CANCELLED:  # the term itself is about to go
        arguments |= {"office": term.office, "begins": term.period.lower.isoformat()}
    enqueue(TELL, arguments, by=by, due_at=due_at)


def tell_of_move(group: LeadershipGroup, person: Person, *, at: datetime, by: Person) -> None:
    """Let the person and those who run the group be told, now and not only on the day, that a role moves them."""
    arguments = {
        "group": group.pk,
        "occasion": Occasion.MOVED.value,
        "term": person.pk,
        "version": int(at.timestamp()),
    }
    enqueue(TELL, arguments, by=by)
