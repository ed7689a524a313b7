"""Entering the hours of a role that were used in a month."""

from datetime import date
from decimal import Decimal

from gpleadership.lib.refusal import EditedMeanwhile
from groups.log.record import record
from groups.log.whole import whole
from groups.people.models import Person
from groups.support import policies as policy
from groups.support.actions._keeping import check_version, held
from groups.support.models import SupportRole, SupportUse


@whole()
def enter_hours(role: SupportRole, *, month: date, hours: Decimal, version: int, by: Person) -> SupportUse:
    """Enter or correct a month. `version`: that of the entry on the page, 0 for none. Raises `EditedMeanwhile`."""
    role = held(role)
    policy.check_hours(role, month, hours)
    found = SupportUse.objects.filter(group_id=role.group_id, role=role, month=month).first()
    before = {"hours": found.hours} if found else None
    if found is None and version:
        raise EditedMeanwhile("Somebody else has just removed this month. Save again to enter it.")
    if found is not None:
        check_version(found, version)
    used = found or SupportUse(group_id=role.group_id, role=role, month=month, version=0)
    used.hours, used.version = hours, used.version + 1
    used.save()
    record(
        role.group_id,
        "support hours entered",
        by=by,
        subject=used,
        before=before,
        after={"role": role.role, "month": month, "hours": hours, "version": used.version},
    )
    return used
