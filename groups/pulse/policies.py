"""Whether a pulse may open now, and who may note what was agreed."""

from collections.abc import Sequence

from gpleadership.lib.dates import date_and_clock
from gpleadership.lib.refusal import Refused
from groups.ballots.models import Ballot
from groups.people.models import Person
from groups.pulse.models import ConfidenceItem
from groups.pulse.subjects import Speaker
from groups.tenancy.capabilities import Capability, Role
from groups.tenancy.enums import GroupStatus
from groups.tenancy.models import LeadershipGroup
from groups.tenancy.standing import Standing

NOBODY = (
    "There is nobody to ask about: the group has no chair and no representative. An acting chair is not asked about."
)
NOT_ACTIVE = "The group is not active yet. A trust pulse opens once it is."
NO_ELECTOR = "No core seat is filled, so nobody could vote. Fill the seats first."
MAY_NOT = (
    "The chair and the secretariat note what was agreed; about the chair, the secretariat and the deputy chair do."
)
YOURSELF = "This is about you. Somebody else notes what was agreed."
CLOSED = "Somebody else has noted what was agreed meanwhile. It was not changed: your words are still below."


def check_can_open(group: LeadershipGroup, running: Ballot | None, asked: Sequence[Speaker]) -> None:
    """Whether a pulse may open: the group is active, no other runs, and there is somebody to ask about."""
    if group.status != GroupStatus.ACTIVE:
        raise Refused(NOT_ACTIVE)
    if running is not None:
        raise Refused(
            f"A trust pulse is under way already. Ballot {running} is open until {date_and_clock(running.closes_at)}."
        )
    if not asked:
        raise Refused(NOBODY)


def may_record(item: ConfidenceItem, standing: Standing, person_id: int) -> bool:
    """Whether somebody may note what was agreed: who runs the group, about the chair the deputy too; never oneself."""
    if item.person_id == person_id:
        return False
    deputy = item.about_chair and Role.DEPUTY_CHAIR in standing.roles
    return deputy or standing.can(Capability.MANAGE)


def check_can_close(item: ConfidenceItem, by: Person) -> None:
    """It is closed once, and not by whom it is about."""
    if item.person_id == by.pk:
        raise Refused(YOURSELF)
    if not item.is_open:
        raise Refused(CLOSED)
