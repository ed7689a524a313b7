"""What the group says of itself: its name, contact route, basis and quorum."""

from typing import Any

from groups.log.record import record
from groups.log.whole import whole
from groups.people.models import Person
from groups.seats.actions._locks import hold_group
from groups.seats.actions._versions import check_version
from groups.seats.policies.details import check_details
from groups.tenancy.models import LeadershipGroup

OPEN = ("name", "basis", "quorum", "version")
"""What the log's chain holds; a contact route may name a person, so it stands apart."""


@whole()
def edit_details(
    group: LeadershipGroup, *, version: int, name: str, contact: str, basis: str, quorum: int, by: Person
) -> LeadershipGroup:
    """Change what the group says of itself. Raises `EditedMeanwhile` if somebody else did since `version`."""
    group = hold_group(group.pk)
    check_version(group, version)
    check_details(group, name=name, quorum=quorum)
    before, old_contact = _open_values(group), group.contact
    group.name, group.contact, group.basis, group.quorum = name.strip(), contact.strip(), basis, quorum
    group.version += 1
    group.save(update_fields=[*OPEN, "contact"])
    after = _open_values(group) | ({"contact_changed": True} if group.contact != old_contact else {})
    contacts = {"contact_before": old_contact, "contact": group.contact}
    record(group.pk, "group details changed", by=by, subject=group, before=before, after=after, personal=contacts)
    return group


def _open_values(group: LeadershipGroup) -> dict[str, Any]:
    return {field: getattr(group, field) for field in OPEN}
