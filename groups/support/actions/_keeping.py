"""What the verbs share: one at a time, nobody overwritten, and what the log keeps."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, transaction

from gpleadership.lib.dates import date_and_clock
from gpleadership.lib.refusal import EditedMeanwhile, Refused
from groups.log.models import LogEntry
from groups.log.record import record
from groups.people.models import Person
from groups.support.models import SupportRole, SupportUse

GONE = "Somebody else has just removed this. Nothing was changed."


def held(role: SupportRole) -> SupportRole:
    """The role as it is now, nobody else's to change until the transaction ends."""
    rows = SupportRole.objects.select_for_update(of=("self",)).select_related(
        "group", "person", "funder_organisation", "funder_system"
    )
    try:
        return rows.get(group_id=role.group_id, pk=role.pk)
    except SupportRole.DoesNotExist:
        raise EditedMeanwhile(GONE) from None


def check_version(row: SupportRole | SupportUse, version: int) -> None:
    """Raise `EditedMeanwhile` if the row was changed since the page was opened."""
    if row.version == version:
        return
    entries = LogEntry.objects.filter(
        group_id=row.group_id, subject_type=row._meta.model_name, subject_id=row.pk
    ).select_related("actor")
    last = entries.order_by("-seq").first()
    who = f"{last.actor or 'Somebody'} saved this on {date_and_clock(last.at)}" if last else "Somebody saved this"
    raise EditedMeanwhile(
        f"{who}, while you were editing it. Nothing was overwritten: your words are still below. "
        "Save again to use yours."
    )


@contextmanager
def once_in_words() -> Iterator[None]:
    """Say what the database refuses when two people act at once."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Refused("Somebody else has just saved the same. Look again.") from error


def values_of(role: SupportRole) -> dict[str, Any]:
    """A role as the log keeps it."""
    return {
        "role": role.role,
        "person": role.person_id,
        "hours": role.hours,
        "paid_hours": role.paid_hours,
        "funder": role.funder,
        "cost": role.cost,
        "first_day": role.start,
        "last_day": role.end,
        "version": role.version,
    }


def note_role(role: SupportRole, verb: str, *, by: Person, before: dict[str, Any] | None = None) -> None:
    """Record what was done to a role."""
    record(
        role.group_id,
        verb,
        by=by,
        subject=role,
        before=before,
        after=values_of(role),
        personal={"name": role.who} if role.who else None,
    )
