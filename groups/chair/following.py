"""What follows when a chair leaves early: an appointment is proposed, and taken back if they stay after all."""

from datetime import datetime

from groups.chair.actions import propose, withdraw
from groups.chair.enums import AppointmentStatus, Why
from groups.chair.queries import running
from groups.people.models import Person
from groups.seats.models import OfficeTerm
from groups.tenancy.models import LeadershipGroup

STAYS = "The chair stays after all"


def chair_left(group: LeadershipGroup, *, left: OfficeTerm, at: datetime, by: Person) -> None:
    """Propose to appoint a chair, unless that is under way."""
    propose(group, why=Why.LEFT_EARLY, reason="The chair leaves before the end of the term", by=by)


def chair_stays(group: LeadershipGroup, *, left: OfficeTerm, at: datetime, by: Person) -> None:
    """Take a proposal back that nobody has opened."""
    found = running(group)
    proposed = found is not None and found.status == AppointmentStatus.PROPOSED and found.why == Why.LEFT_EARLY
    if found is not None and proposed:
        withdraw(found, reason=STAYS, by=by)
