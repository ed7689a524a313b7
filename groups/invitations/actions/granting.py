"""What an accepted invitation gives."""

from datetime import datetime

from gpleadership.lib.refusal import Refused
from groups.invitations.actions.staff import begin_staff_term
from groups.invitations.enums import InvitedTo
from groups.invitations.models import AnInvitation, Invitation, StaffInvitation
from groups.people.models import Person
from groups.readers.actions import begin_readership
from groups.reference.models import Organisation
from groups.seats.actions import appoint, appoint_to_office, leave_core_for
from groups.seats.enums import Office
from groups.seats.models import Seat
from groups.seats.rules.spans import span
from groups.system_roles.enums import RoleKind
from groups.tenancy.enums import GroupStatus
from groups.tenancy.models import LeadershipGroup


def grant(invitation: AnInvitation, person: Person, *, now: datetime) -> None:
    """Give the person what they were invited to, from now or from the day that was offered. Raises `Refused`."""
    if not isinstance(invitation, Invitation):
        _join_staff(invitation, person, now)
        return
    begins = max(invitation.term_start or now, now)
    if invitation.seat is not None:
        _seat(invitation, invitation.seat, person, begins)
    elif invitation.practice is not None:
        _read(invitation.group, invitation.practice, person, now)
    elif invitation.to == InvitedTo.OFFICE:
        _office(invitation, invitation.office, person, begins)
    else:
        _found(invitation, person, begins)


def _join_staff(invitation: StaffInvitation, person: Person, begins: datetime) -> None:
    """ICB employees are not members: whoever holds a core seat moves to attendance as they join."""
    title = invitation.job_title.strip() or f"{invitation.system} ICB"[:120]
    leave_core_for(
        person, invitation.system, kind=RoleKind.EMPLOYMENT, period=span(begins, None), title=title, by=person
    )
    begin_staff_term(invitation, person, begins=begins)


def _seat(invitation: Invitation, seat: Seat, person: Person, begins: datetime) -> None:
    appoint(
        seat,
        person,
        part=invitation.part,
        begins=begins,
        ends=invitation.term_end,
        job_title=invitation.job_title,
        by=person,
    )


def _read(group: LeadershipGroup, practice: Organisation, person: Person, begins: datetime) -> None:
    """Begin to read; whoever does so already goes on."""
    if not group.readerships.filter(practice=practice, person=person, period__contains=begins).exists():
        begin_readership(group, practice, person, begins=begins, by=person)


def _office(invitation: Invitation, office: str, person: Person, begins: datetime) -> None:
    appoint_to_office(invitation.group, office, person, begins=begins, ends=invitation.term_end, by=person)


def _found(invitation: Invitation, person: Person, begins: datetime) -> None:
    if invitation.group.status != GroupStatus.DRAFT:
        raise Refused(f"{invitation.group} has been founded meanwhile, so it needs no chair-to-be any more.")
    _office(invitation, Office.CHAIR, person, begins)
