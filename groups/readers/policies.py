"""Whether somebody may read for a practice now, and whether that may end."""

from datetime import datetime

from gpleadership.lib.dates import today
from gpleadership.lib.refusal import Refused
from groups.people.models import Person
from groups.readers.models import Readership
from groups.reference.models import Organisation
from groups.reference.queries import practices_of_place
from groups.tenancy.enums import GroupStatus
from groups.tenancy.models import LeadershipGroup


def check_of_place(group: LeadershipGroup, practice: Organisation) -> None:
    """The practice is open, and of the group's place today."""
    if not practices_of_place([group.place_id], today()).filter(pk=practice.pk).exists():
        raise Refused(f"{practice} is not, or no longer, a practice of this place.")


def check_can_read(group: LeadershipGroup, practice: Organisation, person: Person, *, at: datetime) -> None:
    """Whether a person may begin to read for a practice."""
    if group.status == GroupStatus.CLOSED:
        raise Refused(f"{group} was closed, so nobody can join it.")
    if not person.is_active:
        raise Refused(f"{person} can no longer sign in, so they cannot read for a practice.")
    check_of_place(group, practice)
    check_not_reading(group, practice, person, at=at)


def check_not_reading(group: LeadershipGroup, practice: Organisation, person: Person, *, at: datetime) -> None:
    """Nobody reads for one practice twice at once."""
    if group.readerships.filter(practice=practice, person=person, period__contains=at).exists():
        raise Refused(f"{person} reads for {practice} already.")


def words(readership: Readership) -> str:
    """A readership as the beginning of a sentence."""
    return f"{readership.person}’s reading for {readership.practice}"
