"""What can be done with invitations: verbs, recorded, refused in sentences.

Nothing here tells an inviter whether an address has an account: it is not asked before the link is followed.
"""

from groups.invitations.actions.accepting import accept, join
from groups.invitations.actions.again import resend, withdraw
from groups.invitations.actions.bringing import Brought, bring_readers, invite_brought_readers
from groups.invitations.actions.inviting import (
    invite_founding,
    invite_reader,
    invite_readers,
    invite_to_office,
    invite_to_seat,
)
from groups.invitations.actions.staff import end_staff_term, invite_staff

__all__ = [
    "Brought",
    "accept",
    "bring_readers",
    "end_staff_term",
    "invite_brought_readers",
    "invite_founding",
    "invite_reader",
    "invite_readers",
    "invite_staff",
    "invite_to_office",
    "invite_to_seat",
    "join",
    "resend",
    "withdraw",
]
