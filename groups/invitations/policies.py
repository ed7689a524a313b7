"""Whether somebody may be invited to something, and whether an invitation may still be answered."""

from datetime import datetime

from gpleadership.lib.dates import long_date
from gpleadership.lib.refusal import Refused
from groups.invitations.enums import State
from groups.invitations.models import AnInvitation, Invitation, InvitationBase
from groups.invitations.states import state_of
from groups.people.actions import has_address
from groups.people.models import Person
from groups.seats.enums import Office
from groups.seats.models import Seat
from groups.seats.policies.offices import has
from groups.seats.policies.terms import check_free, check_lasts, check_stands
from groups.seats.rules.spans import span
from groups.tenancy.enums import GroupStatus
from groups.tenancy.models import LeadershipGroup


class NotOpen(Refused):
    """The invitation can no longer be answered: it was, it has expired, or it was withdrawn."""


class NotYours(Refused):
    """The invitation is for another address."""


def check_can_invite_to_seat(
    seat: Seat, *, part: str, begins: datetime | None, ends: datetime | None, now: datetime
) -> None:
    """The seat stands, and nobody else has this part of it in the time that is offered."""
    check_stands(seat)
    check_ends_later(begins, ends, now)
    check_free(seat, Person(), part=part, period=span(max(begins or now, now), ends), now=now)


def check_can_invite_to_office(
    group: LeadershipGroup, office: str, *, begins: datetime | None, ends: datetime | None, now: datetime
) -> None:
    """Nobody else has the office in the time that is offered; of secretaries there may be several."""
    check_ends_later(begins, ends, now)
    if office == Office.SECRETARIAT:
        return
    period = span(max(begins or now, now), ends)
    term = group.office_terms.filter(office=office, period__overlap=period).select_related("person").first()
    if term is not None:
        raise Refused(f"{has(term, now)} Let the invitation begin after that, or end that term first.")


def check_ends_later(begins: datetime | None, ends: datetime | None, now: datetime) -> None:
    """A term that is offered is not over, and ends after it begins."""
    if ends is not None and ends <= now:
        raise Refused("The last day has passed. Choose a later one.", field="until")
    check_lasts(span(begins or now, ends))


def check_waiting(invitation: InvitationBase, now: datetime) -> None:
    """Only what waits for an answer, or waited too long, is sent again or withdrawn."""
    state = state_of(invitation, now)
    if state == State.ACCEPTED and invitation.accepted_at:
        raise Refused(f"{invitation.email} accepted this on {long_date(invitation.accepted_at)}.")
    if state == State.WITHDRAWN and invitation.withdrawn_at:
        raise Refused(f"This was withdrawn on {long_date(invitation.withdrawn_at)}. Invite them afresh.")


def check_term_to_come(invitation: Invitation, now: datetime) -> None:
    """The term that an invitation offers is not over."""
    if invitation.term_end is not None and invitation.term_end <= now:
        last = long_date(invitation.term_end - datetime.resolution)
        raise Refused(f"The term that this offered ended on {last}. Invite them afresh.")


def check_answerable(invitation: AnInvitation, now: datetime) -> None:
    """Whether it can be accepted now."""
    if state_of(invitation, now) != State.WAITING or is_over(invitation, now):
        raise NotOpen("This invitation can no longer be accepted.")


def is_over(invitation: AnInvitation, now: datetime) -> bool:
    """Whether what it offers is past: the term's last day, or the group itself."""
    if not isinstance(invitation, Invitation):
        return False
    ended = invitation.term_end is not None and invitation.term_end <= now
    return bool(ended or invitation.group.status == GroupStatus.CLOSED)


def check_for(invitation: InvitationBase, person: Person) -> None:
    """Whether it was sent to an address of this person's."""
    if not has_address(person, invitation.email):
        raise NotYours("This invitation is for another address.")


def is_taken(invitation: AnInvitation, now: datetime) -> bool:
    """Whether somebody else has, for some of its time, the seat or office that it offers."""
    if not isinstance(invitation, Invitation):
        return False
    period = span(max(invitation.term_start or now, now), invitation.term_end)
    if invitation.seat is not None:
        if invitation.seat.withdrawn_at is not None:
            return True
        return bool(invitation.seat.terms.filter(part=invitation.part, period__overlap=period).exists())
    office = invitation.office if invitation.to == "office" else Office.CHAIR
    if invitation.practice_id is not None or office == Office.SECRETARIAT:
        return False
    return bool(invitation.group.office_terms.filter(office=office, period__overlap=period).exists())
