"""Letting letters go out: as jobs, which hold ids and no word of what they say."""

from collections.abc import Sequence
from typing import Final

from groups.invitations.models import Invitation, StaffInvitation
from groups.jobs.actions import enqueue
from groups.jobs.models import Job
from groups.people.models import Person

SEND: Final = "invitations.send"
TELL: Final = "invitations.tell_inviter"


def send_later(invitations: Sequence[Invitation], *, by: Person | None) -> Job:
    """Let the letters of a group's invitations go out."""
    ids = [invitation.pk for invitation in invitations]
    return enqueue(SEND, {"group": invitations[0].group_id, "invitations": ids}, by=by)


def send_staff_later(invitation: StaffInvitation, *, by: Person | None) -> Job:
    """Let the letter of an invitation to an ICB's staff go out."""
    return enqueue(SEND, {"group": None, "invitations": [invitation.pk]}, by=by)


def tell_inviter_later(invitation: Invitation | StaffInvitation) -> Job:
    """Tell whoever invited that it could not be accepted."""
    group = invitation.group_id if isinstance(invitation, Invitation) else None
    return enqueue(TELL, {"group": group, "invitation": invitation.pk}, by=None)
