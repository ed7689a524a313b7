"""Adding, changing, filling, ending and removing a role."""

from datetime import date, timedelta

from groups.log.whole import whole
from groups.people.models import Person
from groups.support import policies as policy
from groups.support.actions._keeping import check_version, held, note_role, once_in_words, values_of
from groups.support.models import SupportRole
from groups.support.values import RoleValues
from groups.tenancy.models import LeadershipGroup


@whole()
def add_role(
    group: LeadershipGroup, values: RoleValues, *, person: Person | None = None, name: str = "", by: Person
) -> SupportRole:
    """Add a role that a person of the group does, somebody else by name, or nobody yet. Raises `Refused`."""
    role = SupportRole(group=group, person=person, name=name.strip())
    policy.check_person(person)
    _fill(role, values)
    note_role(role, "support role added", by=by)
    return role


@whole()
def change_role(role: SupportRole, values: RoleValues, *, name: str = "", version: int, by: Person) -> SupportRole:
    """Correct a role; `name` is asked of one that somebody does by name. Raises `EditedMeanwhile` or `Refused`."""
    role = held(role)
    check_version(role, version)
    policy.check_entries_within(role, values.start, values.end)
    before = values_of(role)
    role.name = name.strip() if role.person_id is None else ""
    role.version += 1
    _fill(role, values)
    note_role(role, "support role changed", by=by, before=before)
    return role


@whole()
def fill_role(
    role: SupportRole, *, person: Person | None = None, name: str = "", first: date, by: Person
) -> SupportRole:
    """Name who does a vacant role from a day on. What was vacant until then stays as it was. Raises `Refused`."""
    role = held(role)
    policy.check_can_fill(role, first)
    policy.check_person(person)
    if first > role.start:
        role = _from_day(role, first, by=by)
    before = values_of(role)
    role.person, role.name = person, name.strip()
    policy.check_once(
        role.group, role.role, person=person, name=role.name, start=role.start, end=role.end, but=role.pk or 0
    )
    role.version += 1 if role.pk else 0
    with once_in_words():
        role.save()
    note_role(role, "support role filled", by=by, before=before)
    return role


def _from_day(role: SupportRole, first: date, *, by: Person) -> SupportRole:
    """End a vacant role the day before, and give a new spell of it, not saved."""
    policy.check_entries_within(role, role.start, first - timedelta(days=1))
    before, end = values_of(role), role.end
    role.end = first - timedelta(days=1)
    role.version += 1
    role.save(update_fields=["end", "version"])
    note_role(role, "support role ended", by=by, before=before)
    role.pk, role._state.adding = None, True
    role.start, role.end, role.version = first, end, 1
    return role


@whole()
def end_role(role: SupportRole, *, last: date, version: int, by: Person) -> SupportRole:
    """Let a role end with a day, to come or past. Raises `EditedMeanwhile` or `Refused`."""
    role = held(role)
    check_version(role, version)
    policy.check_can_end(role, last)
    policy.check_entries_within(role, role.start, last)
    before = values_of(role)
    role.end = last
    role.version += 1
    role.save(update_fields=["end", "version"])
    note_role(role, "support role ended", by=by, before=before)
    return role


@whole()
def remove_role(role: SupportRole, *, by: Person) -> None:
    """Take out a role that was added by mistake: one without hours. Raises `Refused`."""
    role = held(role)
    policy.check_no_hours(role)
    note_role(role, "support role removed", by=by, before=values_of(role))
    role.delete()


def _fill(role: SupportRole, values: RoleValues) -> None:
    policy.check_values(values)
    policy.check_once(
        role.group,
        values.role,
        person=role.person,
        name=role.name,
        start=values.start,
        end=values.end,
        but=role.pk or 0,
    )
    role.role, role.hours, role.funded_hours = values.role.strip(), values.hours, values.funded_hours
    role.funder_organisation, role.funder_system = values.funder.organisation, values.funder.system
    role.funder_name, role.cost = values.funder.name.strip(), values.cost
    role.start, role.end = values.start, values.end
    with once_in_words():
        role.save()
