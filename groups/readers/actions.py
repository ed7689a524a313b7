"""Letting somebody read for a practice, and letting that end. Recorded, refused in sentences.

They check whether it may be done now; who may do it is the caller's page to know.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from gpleadership.lib.refusal import EditedMeanwhile, Refused
from groups.log.record import record
from groups.log.whole import whole
from groups.people.models import Person
from groups.readers import policies as policy
from groups.readers.models import Readership
from groups.reference.models import Organisation
from groups.seats.policies.terms import check_can_end
from groups.seats.rules.spans import span
from groups.tenancy.models import LeadershipGroup

GONE = "Somebody else has just removed this. Nothing was changed."


@whole()
def begin_readership(
    group: LeadershipGroup, practice: Organisation, person: Person, *, begins: datetime, by: Person
) -> Readership:
    """Let a person read for a practice of the group's place from an instant on. Raises `Refused`."""
    policy.check_can_read(group, practice, person, at=begins)
    try:
        with transaction.atomic():
            begun = Readership.objects.create(group=group, practice=practice, person=person, period=span(begins, None))
    except IntegrityError as error:
        raise Refused(f"{person} reads for {practice} already.") from error
    _note(begun, "readership begun", by=by)
    return begun


@whole()
def end_readership(readership: Readership, *, at: datetime, reason: str = "", by: Person) -> Readership:
    """End somebody's reading for a practice at an instant, now or later. Raises `Refused`."""
    readership = _held(readership)
    check_can_end(policy.words(readership), readership.period, at=at, now=timezone.now())
    before = _values(readership)
    readership.period = span(readership.period.lower, at)
    readership.end_reason = reason.strip()
    readership.version += 1
    readership.save(update_fields=["period", "end_reason", "version"])
    _note(readership, "readership ended", by=by, before=before)
    return readership


def _held(readership: Readership) -> Readership:
    """The readership as it is now, nobody else's to change until the transaction ends."""
    rows = Readership.objects.select_for_update(of=("self",)).select_related("person", "practice")
    try:
        return rows.get(group_id=readership.group_id, pk=readership.pk)
    except Readership.DoesNotExist:
        raise EditedMeanwhile(GONE) from None


def _values(readership: Readership) -> dict[str, object]:
    ends = readership.period.upper
    return {
        "practice": readership.practice_id,
        "person": readership.person_id,
        "begins": readership.period.lower.isoformat(),
        "ends": ends.isoformat() if ends else None,
        "version": readership.version,
    }


def _note(readership: Readership, verb: str, *, by: Person, before: dict[str, object] | None = None) -> None:
    personal = {"name": readership.person.full_name, "reason": readership.end_reason}
    after = _values(readership)
    record(readership.group_id, verb, by=by, subject=readership, before=before, after=after, personal=personal)
