"""The conflict firewall: whoever takes up a system role leaves the core at that instant, and may attend.

All of it is one act over every group where the role counts, so it is the portal’s own work: a secretariat
declares a role without reading what other groups hold. Ending a role gives nothing back by itself.
"""

from datetime import datetime
from typing import Any

from django.utils import timezone

from gpleadership.lib.scopes import system_scope
from groups.log.models import PLATFORM
from groups.log.whole import whole
from groups.people.models import Person
from groups.reference.models import System
from groups.seats.actions._firewall import leave_offices, leave_seats, sit_in_attendance
from groups.seats.actions._locks import hold_group, hold_seat
from groups.seats.queries.firewall import Move, core_terms, groups_of, lead_terms, moves
from groups.seats.rules.spans import span
from groups.seats.sending import tell_of_move
from groups.system_roles.actions import end_role_at, keep_role, note_role
from groups.system_roles.models import SystemRole
from groups.system_roles.policies import check_role
from groups.system_roles.queries import groups_bound
from groups.tenancy.models import LeadershipGroup


def declare_system_role(
    person: Person, system: System, *, kind: str, title: str, begins: datetime, ends: datetime | None, by: Person
) -> SystemRole:
    """Declare a role and move its holder to attendance wherever it counts, from its first instant. Raises `Refused`."""
    period = span(begins, ends)
    with system_scope("a system role is declared or ended"), whole():
        check_role(person, system, kind=kind, title=title, period=period, now=timezone.now())
        leave_core_for(person, system, kind=kind, period=period, title=title, by=by)
        role = keep_role(person, system, kind=kind, title=title, period=period, by=by)
        _note(role, "system role declared", by=by)
    return role


def end_system_role(role: SystemRole, *, version: int, at: datetime, reason: str = "", by: Person) -> SystemRole | None:
    """End a role at an instant; None if it had not begun and is gone. It gives no seat back. Raises `Refused`."""
    with system_scope("a system role is declared or ended"), whole():
        pk, ended = role.pk, end_role_at(role, version=version, at=at, reason=reason)
        verb = "system role ended" if ended else "system role cancelled"
        _note(ended or role, verb, by=by, subject_id=pk)
    return ended


def leave_core_for(person: Person, system: System, *, kind: str, period: Any, title: str, by: Person) -> list[Move]:
    """Move a person to attendance in every group where a role is about to count. The role itself is the caller’s.

    Groups and seats are held first and the person’s own lock comes last, as for everybody who gives seats.
    """
    with system_scope("a system role moves its holder to attendance"), whole():
        found = moves(person, system, kind=kind, period=period)
        for group_id in sorted({move.group.pk for move in found}):
            hold_group(group_id)
        for seat in sorted({term.seat for move in found for term in move.seats}, key=lambda seat: seat.pk):
            hold_seat(seat)
        for move in found:
            move_to_attendance(move.group, person, period=move.period, title=title, by=by)
    return found


@whole()
def move_to_attendance(group: LeadershipGroup, person: Person, *, period: Any, title: str, by: Person) -> None:
    """End what the person has of the core in a group for a time, and let them attend from its first instant.

    Core terms end there and those to come are cancelled; the lead of the group passes as when a chair leaves
    early, or to nobody. They attend until their old term would have ended.
    """
    reason = f"Took up a system role: {title.strip()}"[:200]
    seats, offices = core_terms(person, period, group), lead_terms(person, period, group)
    held = [term.period.upper for term in seats if term.period.lower < period.lower]
    leave_seats(seats, at=period.lower, reason=reason, by=by)
    leave_offices(group, offices, at=period.lower, reason=reason, by=by)
    if held:
        ends = None if None in held else max(held)
        sit_in_attendance(group, person, title=title.strip(), begins=period.lower, ends=ends, by=by)
    tell_of_move(group, person, at=period.lower, by=by)


def _note(role: SystemRole, verb: str, *, by: Person, subject_id: int | None = None) -> None:
    """In the platform’s chain, and in that of every group where it counts and the person stands."""
    own = groups_of(role.person, role.period)
    bound = groups_bound(role.person, system_id=role.system_id, kind=role.kind, group_ids=own, period=role.period)
    for chain in (PLATFORM, *sorted(bound)):
        note_role(chain, role, verb, by=by, subject_id=subject_id)
