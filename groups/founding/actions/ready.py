"""The chair-to-be says the group is ready: invitations go out, platform staff see it."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from gpleadership.lib.dates import end_of_day
from gpleadership.lib.refusal import Refused
from groups.founding.actions.steps import draft_of
from groups.founding.models import FoundingDraft
from groups.founding.policies import check_done, check_draft, check_quorum
from groups.invitations.actions import invite_to_seat
from groups.log.record import record
from groups.log.whole import whole
from groups.people.models import Person
from groups.seats.actions import appoint, end_term, withdraw_seat
from groups.seats.enums import Part
from groups.seats.models import Seat
from groups.seats.rules.offices import CHAIRS_SEAT
from groups.tenancy.enums import GroupStatus
from groups.tenancy.models import LeadershipGroup


class Readied(NamedTuple):
    """What came of it: how many invitations went out."""

    group: LeadershipGroup
    invited: int


@whole()
def mark_ready(group: LeadershipGroup, *, by: Person) -> Readied:
    """Send the invitations, seat the chair-to-be if they chose a seat, and ask for activation. Raises `Refused`."""
    group = LeadershipGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    check_draft(group)
    draft = draft_of(group)
    check_done(draft)
    check_quorum(group)
    invited = _invite(group, draft, by=by)
    if draft.own_seat:
        _take_own_seat(group, draft, by=by)
    group.status = GroupStatus.READY
    group.version += 1
    group.save(update_fields=["status", "version"])
    after = {"status": group.status, "invited": invited}
    record(group.pk, "group ready", by=by, subject=group, before={"status": GroupStatus.DRAFT.value}, after=after)
    draft.delete()
    return Readied(group, invited)


def _invite(group: LeadershipGroup, draft: FoundingDraft, *, by: Person) -> int:
    seats = group.seats.filter(withdrawn_at=None).in_bulk([int(pk) for pk in draft.sitters])
    for pk, seat in seats.items():
        _invite_one(seat, draft.sitters[str(pk)], _ends(draft), by=by)
    return len(seats)


def _invite_one(seat: Seat, sitter: Mapping[str, str], ends: datetime | None, *, by: Person) -> None:
    """Invite somebody to a seat; what refuses it is said with the seat's name."""
    try:
        invite_to_seat(seat, part=Part.HOLDER, email=sitter["email"], full_name=sitter["name"], ends=ends, by=by)
    except Refused as refusal:
        raise Refused(f"{seat}: {refusal}") from refusal


def _ends(draft: FoundingDraft) -> datetime | None:
    return end_of_day(draft.last_day) if draft.last_day else None


def _take_own_seat(group: LeadershipGroup, draft: FoundingDraft, *, by: Person) -> None:
    """Give the chair-to-be the seat they chose, in place of the one kept for a chair from outside."""
    seat = group.seats.filter(withdrawn_at=None, pk=draft.own_seat or 0).first()
    if seat is None:
        return
    appoint(seat, by, part=Part.HOLDER, begins=timezone.now(), ends=_ends(draft), by=by)
    for kept in group.seats.filter(withdrawn_at=None, **CHAIRS_SEAT):
        _leave(kept, by=by)


def _leave(kept: Seat, *, by: Person) -> None:
    for term in kept.terms.filter(person=by, period__contains=timezone.now()):
        end_term(term, at=timezone.now(), reason="Has a seat of their own", by=by)
    withdraw_seat(kept, by=by)
