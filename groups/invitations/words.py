"""How invitations are said: what is offered, what it opens, for how long, how it stands. No query."""

from datetime import datetime
from typing import Final

from gpleadership.lib.dates import days_left, last_day, london_day, long_date, period
from gpleadership.lib.parts import Tone
from gpleadership.lib.words import small
from groups.invitations.enums import InvitedTo, State, Trouble
from groups.invitations.models import AnInvitation, Invitation, StaffInvitation
from groups.invitations.states import state_of
from groups.seats.enums import Office, Part, SeatClass
from groups.seats.rules.spans import span

PORTAL: Final = "GP Leadership"
READS: Final = "You read what the group decides for practices, and tell it what your practice sees."
ROSTER: Final = (
    "You see for each place who leads general practice there, who sits in its group and whom to go to. "
    "Each group sees who looked."
)
SEATS: Final = {
    SeatClass.CORE: "You take part in meetings, read the papers, and speak freely in the closed room.",
    SeatClass.IN_ATTENDANCE: "You join meetings where you are asked to and read their papers. You have no vote.",
    SeatClass.OBSERVER: "You read what the group decides. You have no vote.",
}
OFFICES: Final = {
    Office.CHAIR: "You run the group: its members, agenda, decisions and representatives.",
    Office.DEPUTY_CHAIR: "You stand in for the chair, and read agendas and papers.",
    Office.SECRETARIAT: "You support the chair: members, agenda, decisions and representatives.",
}
FOUNDS: Final = (
    "You say in three pages what the group is, who is at the table and who sits. Nothing is public before that."
)


def inviter(invitation: AnInvitation) -> str:
    """Who invites."""
    by = invitation.invited_by
    return str(by) if by else PORTAL


def offer(invitation: AnInvitation) -> str:
    """What follows “Ruth Calder invites you”."""
    if isinstance(invitation, StaffInvitation):
        return f"to see the roster of places in {invitation.system}"
    match invitation.to:
        case InvitedTo.SEAT if invitation.part == Part.DEPUTY:
            return f"to be deputy in the seat of {invitation.seat}"
        case InvitedTo.SEAT:
            return f"to hold the seat of {invitation.seat}"
        case InvitedTo.PRACTICE:
            return f"to read for {invitation.practice}"
        case InvitedTo.OFFICE if invitation.office == Office.SECRETARIAT:
            return f"to be secretary of {invitation.group}"
        case InvitedTo.OFFICE:
            return f"to be {small(Office(invitation.office).label)} of {invitation.group}"
        case _:
            return f"to found {invitation.group}, as its chair-to-be"


def accepted(invitation: AnInvitation, now: datetime) -> str:
    """What somebody has who accepted; “will”, where it has yet to begin."""
    if isinstance(invitation, StaffInvitation):
        return f"You now see the roster of places in {invitation.system}"
    what = offer(invitation).removeprefix("to ")
    if begins_later(invitation, now):
        return f"You will {what}"
    verb, _, rest = what.partition(" ")
    return f"You now {'are' if verb == 'be' else verb} {rest}"


def begins_later(invitation: AnInvitation, now: datetime) -> bool:
    """Whether it offers something that has yet to begin."""
    return isinstance(invitation, Invitation) and invitation.term_start is not None and invitation.term_start > now


def what(invitation: AnInvitation) -> str:
    """What it is to, in a list."""
    if isinstance(invitation, StaffInvitation):
        return invitation.job_title or "ICB staff"
    match invitation.to:
        case InvitedTo.SEAT:
            return f"{'Deputy' if invitation.part == Part.DEPUTY else 'Seat'}: {invitation.seat}"
        case InvitedTo.PRACTICE:
            return f"Reader: {invitation.practice}"
        case InvitedTo.OFFICE:
            return Office(invitation.office).label
        case _:
            return "Founding the group"


def opens(invitation: AnInvitation) -> str:
    """What it opens to whoever accepts."""
    if isinstance(invitation, StaffInvitation):
        return ROSTER
    match invitation.to:
        case InvitedTo.SEAT if invitation.seat is not None:
            return SEATS[SeatClass(invitation.seat.seat_class)]
        case InvitedTo.PRACTICE:
            return READS
        case InvitedTo.OFFICE:
            return OFFICES[Office(invitation.office)]
        case _:
            return FOUNDS


def term(invitation: AnInvitation, now: datetime) -> str:
    """From when until when, where a term was named."""
    if not isinstance(invitation, Invitation) or invitation.to not in {InvitedTo.SEAT, InvitedTo.OFFICE}:
        return ""
    begins, ends, accepted_at = invitation.term_start, invitation.term_end, invitation.accepted_at
    if accepted_at is not None:
        begins = max(begins or accepted_at, accepted_at)
    last = last_day(span(begins or now, ends)) if ends else None
    if begins is not None and (begins > now or accepted_at):
        return period(begins, last) if last else f"From {long_date(begins)}, no end date"
    return f"From when you accept{f' until {long_date(last)}' if last else ', no end date'}"


def where(invitation: AnInvitation) -> str:
    """The group or system that it belongs to."""
    if isinstance(invitation, StaffInvitation):
        return f"{invitation.system}"
    return str(invitation.group)


TROUBLES: Final = {
    Trouble.UNDELIVERED: ("Not delivered", "The address takes no mail. Withdraw this and invite the right one."),
    Trouble.TAKEN: ("Not accepted", "They wanted to accept, but somebody else was there first."),
    Trouble.REFUSED: ("Not accepted", "They wanted to accept, but a rule stood against it."),
}


def stands(invitation: AnInvitation, now: datetime) -> tuple[str, Tone, str]:
    """How it stands: in a word or two, with a tone, and a line that says more."""
    match state_of(invitation, now):
        case State.ACCEPTED:
            by = invitation.accepted_by
            return f"Accepted {long_date(invitation.accepted_at or now)}", "good", f"by {by}" if by else ""
        case State.WITHDRAWN:
            return f"Withdrawn {long_date(invitation.withdrawn_at or now)}", "", ""
        case State.EXPIRED:
            return f"Expired {long_date(invitation.expires_at)}", "due", "Send it again, and it waits anew."
    if invitation.trouble:
        word, more = TROUBLES[Trouble(invitation.trouble)]
        return word, "late", more
    left = f"Works until {long_date(invitation.expires_at)}, {days_left(invitation.expires_at, london_day(now))}"
    return ("Waiting for an answer" if invitation.sent_at else "Waiting to be sent"), "", left
