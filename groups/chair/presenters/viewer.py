"""Who reads a page: what is told and offered to them."""

from dataclasses import dataclass

from groups.chair.policies import can_nominate
from groups.tenancy.capabilities import Capability
from groups.tenancy.standing import Standing


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who stands in the group, as far as an appointment cares."""

    person: int
    manages: bool = False
    nominates: bool = False
    votes: bool = False


def viewer(person: int, standing: Standing) -> Viewer:
    """How a person of the group reads the pages of an appointment."""
    return Viewer(person, standing.can(Capability.MANAGE), can_nominate(standing), standing.can(Capability.CLOSED_ROOM))
