"""What a system role takes from somebody: core terms and the lead of groups, where and from when it counts.

Everything is found within the open scope. People see their own standing in every group; a secretariat sees
its own group alone; the act itself sees all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from groups.people.models import Person
from groups.reference.models import System
from groups.seats.enums import Office, Part, SeatClass
from groups.seats.models import OfficeTerm, SeatTerm
from groups.system_roles.queries import groups_bound
from groups.tenancy.models import LeadershipGroup

LEADS = (Office.CHAIR, Office.DEPUTY_CHAIR)


@dataclass(slots=True)
class Move:
    """What one group loses of a person for a part of a role’s time."""

    group: LeadershipGroup
    period: Any
    seats: list[SeatTerm] = field(default_factory=list)
    offices: list[OfficeTerm] = field(default_factory=list)
    deputies: list[SeatTerm] = field(default_factory=list)

    def ending(self) -> list[SeatTerm]:
        """Core terms that end with the role’s first instant; the others never begin."""
        return [term for term in self.seats if term.period.lower < self.period.lower]


def core_terms(person: Person, period: Any, group: LeadershipGroup | None = None) -> list[SeatTerm]:
    """The person’s terms in core seats in some part of a time."""
    own = SeatTerm.objects.filter(person=person, period__overlap=period, seat__seat_class=SeatClass.CORE)
    if group is not None:
        own = own.filter(group=group)
    return list(own.select_related("seat", "person", "group").order_by("group", "period", "pk"))


def lead_terms(person: Person, period: Any, group: LeadershipGroup | None = None) -> list[OfficeTerm]:
    """The person’s terms as chair or deputy chair in some part of a time."""
    own = OfficeTerm.objects.filter(person=person, period__overlap=period, office__in=LEADS)
    if group is not None:
        own = own.filter(group=group)
    return list(own.select_related("person", "group").order_by("group", "period", "pk"))


def moves(person: Person, system: System, *, kind: str, period: Any) -> list[Move]:
    """What a role that is about to begin would take, group by group. Four queries."""
    seats, offices = core_terms(person, period), lead_terms(person, period)
    groups = {term.group_id: term.group for term in seats} | {term.group_id: term.group for term in offices}
    parts = groups_bound(person, system_id=system.pk, kind=kind, group_ids=groups, period=period)
    found = [Move(groups[pk], part) for pk, each in parts.items() for part in each]
    for move in found:
        move.seats = [term for term in seats if _meets(term, move)]
        move.offices = [term for term in offices if _meets(term, move)]
    _add_deputies(found, person)
    return [move for move in found if move.seats or move.offices]


def groups_of(person: Person, period: Any) -> set[int]:
    """Where the person has any seat or office in some part of a time."""
    own = Q(person=person, period__overlap=period)
    seats = SeatTerm.objects.filter(own, seat__withdrawn_at=None).values_list("group_id", flat=True)
    return {*seats, *OfficeTerm.objects.filter(own).values_list("group_id", flat=True)}


def _meets(term: SeatTerm | OfficeTerm, move: Move) -> bool:
    begins, ends = move.period.lower, move.period.upper
    return bool(
        term.group_id == move.group.pk
        and (term.period.upper is None or begins < term.period.upper)
        and (ends is None or term.period.lower < ends)
    )


def _add_deputies(found: Sequence[Move], person: Person) -> None:
    """Who is deputy in the seats that become empty, and may be asked to act."""
    wanted = {(term.seat_id, move.period.lower) for move in found for term in _held(move)}
    if not wanted:
        return
    deputies = _deputies({seat for seat, _ in wanted}, person)
    for move in found:
        at, seats = move.period.lower, {term.seat_id for term in _held(move)}
        move.deputies = [
            term
            for term in deputies
            if term.seat_id in seats
            and term.period.lower <= at
            and (term.period.upper is None or at < term.period.upper)
        ]


def _held(move: Move) -> list[SeatTerm]:
    return [term for term in move.ending() if term.part == Part.HOLDER]


def _deputies(seats: Iterable[int], person: Person) -> list[SeatTerm]:
    rows = SeatTerm.objects.filter(seat_id__in=list(seats), part=Part.DEPUTY).exclude(person=person)
    return list(rows.select_related("person", "seat").order_by("seat", "period"))
