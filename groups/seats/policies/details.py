"""Whether a group may say so of itself."""

from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import plural
from groups.seats.enums import SeatClass
from groups.tenancy.models import LeadershipGroup


def check_details(group: LeadershipGroup, *, name: str, quorum: int) -> None:
    """A group has a name, and a quorum that its core seats could meet."""
    if not name.strip():
        raise Refused("Enter the group’s name.", field="name")
    if quorum == group.quorum:
        return
    seats = group.seats.filter(seat_class=SeatClass.CORE, withdrawn_at=None).count()
    if quorum > seats:
        raise Refused(
            f"The group has {plural(seats, 'core seat')}, so a quorum of {quorum} could never be met.", field="quorum"
        )
