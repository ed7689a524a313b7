"""Keeping and ending system roles. Who leaves which seat for one is the business of `seats`, which calls these."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from psycopg.errors import ExclusionViolation

from gpleadership.lib.refusal import EditedMeanwhile, Refused
from groups.log.models import PLATFORM
from groups.log.record import record
from groups.people.models import Person
from groups.reference.models import System
from groups.system_roles import policies
from groups.system_roles.models import SystemRole

_GIVEN_MEANWHILE: Final = (
    "They were given a core seat or an office just now, so the role was not saved. Look again at what will happen."
)
SENTENCES: Final = {
    "systemrole_once_at_a_time": "A role of this kind in this system was declared for these days just now.",
    "systemrole_no_core_standing": _GIVEN_MEANWHILE,
    "staffterm_no_core_standing": _GIVEN_MEANWHILE,
}


@contextmanager
def clashes_in_words() -> Iterator[None]:
    """Say in a sentence what the database refuses; the transaction goes on."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        cause = error.__cause__
        if not isinstance(cause, ExclusionViolation) or cause.diag.constraint_name not in SENTENCES:
            raise
        raise Refused(SENTENCES[cause.diag.constraint_name]) from error


def keep_role(
    person: Person, system: System, *, kind: str, title: str, period: DateTimeTZRange, by: Person
) -> SystemRole:
    """Keep a role whose holder has left the core for its time. Raises `Refused`."""
    now = timezone.now()
    policies.check_role(person, system, kind=kind, title=title, period=period, now=now)
    with clashes_in_words():
        return SystemRole.objects.create(
            person=person,
            system=system,
            kind=kind,
            title=title.strip(),
            period=period,
            declared_at=min(now, period.lower),
            declared_by=by,
        )


def end_role_at(role: SystemRole, *, version: int, at: datetime, reason: str) -> SystemRole | None:
    """End a role at an instant; one that has not begun by then is taken out (None). Raises `Refused`."""
    fresh = SystemRole.objects.select_for_update(of=("self",)).select_related("person", "system").filter(pk=role.pk)
    found, now = fresh.first(), timezone.now()
    if found is None:
        raise EditedMeanwhile("Somebody else has just removed this role.")
    policies.check_can_end(found, version=version, at=at, now=now)
    if at <= found.period.lower:
        found.delete()
        return None
    found.period = DateTimeTZRange(found.period.lower, at)
    found.end_reason, found.version = reason.strip(), found.version + 1
    found.save(update_fields=["period", "end_reason", "version"])
    return found


def note_role(chain: int, role: SystemRole, verb: str, *, by: Person | None, subject_id: int | None = None) -> None:
    """Record it in a group’s chain, or in the platform’s (`PLATFORM`)."""
    if subject_id is not None:
        role.pk = subject_id
    record(chain, verb, by=by, subject=role, after=_values(role), personal=_personal(role))


def _values(role: SystemRole) -> dict[str, Any]:
    ends = role.period.upper
    return {
        "person": role.person_id,
        "system": role.system_id,
        "kind": role.kind,
        "begins": role.period.lower.isoformat(),
        "ends": ends.isoformat() if ends else None,
        "version": role.version,
    }


def _personal(role: SystemRole) -> dict[str, Any]:
    return {"name": role.person.full_name, "title": role.title, "system": role.system.name, "reason": role.end_reason}


__all__ = ["PLATFORM", "clashes_in_words", "end_role_at", "keep_role", "note_role"]
