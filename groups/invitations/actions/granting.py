"""What an accepted invitation gives."""

from datetime import datetime

from gpleadership.lib.refusal import Refused
from groups.invitations.actions.staff import begin_staff_term
from groups.invitations.enums import InvitedTo
from groups.invitations.models import AnInvitation, Invitation
from groups.invitations.policies import check_no_core_seat
from groups.people.models import Person
from groups.readers.actions import begin_readership
from groups.reference.models import Organisation
from groups.seats.actions import appoint, appoint_to_office
from groups.seats.enums import Office
from groups.seats.models import Seat
from groups.tenancy.enums import GroupStatus
from groups.tenancy.models import LeadershipGroup


def grant(invitation: AnInvitation, person: Person, *, now: datetime) -> None:
    """Give the person what they were invited to, from now or from the day that was offered. Raises `Refused`."""
    if not isinstance(invitation, Invitation):
        check_no_core_seat(person, now)
        begin_staff_term(invitation, person, begins=now)
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
