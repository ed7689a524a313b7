"""What is left to jobs, which hold ids and no word of what they say: letters go out, a list is forgotten."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from groups.invitations.models import Invitation, StaffInvitation
from groups.jobs.actions import enqueue
from groups.jobs.models import Job
from groups.people.models import Person
from groups.readers.models import ReaderUpload

SEND: Final = "invitations.send"
TELL: Final = "invitations.tell_inviter"
FORGET: Final = "invitations.forget_list"


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


def forget_later(upload: ReaderUpload, *, at: datetime) -> Job:
    """Take a list of readers away at an instant, unless it has been used by then."""
    return enqueue(FORGET, {"group": upload.group_id, "upload": upload.pk}, by=None, due_at=at)
