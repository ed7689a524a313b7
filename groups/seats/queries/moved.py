"""What a declared system role has ended in one group."""

from collections.abc import Iterable

from groups.seats.enums import Part, SeatClass
from groups.seats.models import SeatTerm
from groups.system_roles.models import SystemRole
from groups.tenancy.models import LeadershipGroup


def ended_by(group: LeadershipGroup, role: SystemRole) -> list[SeatTerm]:
    """The core terms that end with the role’s first instant."""
    terms = group.seat_terms.filter(
        person=role.person_id, period__endswith=role.period.lower, seat__seat_class=SeatClass.CORE
    )
    return list(terms.select_related("seat", "person").order_by("seat__position"))


def deputies_of(group: LeadershipGroup, seats: Iterable[SeatTerm]) -> list[SeatTerm]:
    """Who is deputy in the seats that are empty since then."""
    held = [term for term in seats if term.part == Part.HOLDER]
    if not held:
        return []
    rows = group.seat_terms.filter(
        part=Part.DEPUTY, seat__in=[term.seat_id for term in held], period__contains=held[0].period.upper
    )
    return list(rows.select_related("seat", "person").order_by("seat__position"))
