"""What can be done with the appointment of a chair: verbs, recorded, refused in sentences.

They check whether something may be done now; who may do it is the caller's page to know.
"""

from groups.chair.actions.answering import accept, decline, withdraw_consent
from groups.chair.actions.appointing import appoint
from groups.chair.actions.balloting import follow, open_ballot
from groups.chair.actions.ending import withdraw
from groups.chair.actions.nominating import nominate, nominate_by_email, take_back, withdraw_nomination
from groups.chair.actions.opening import open_nominations, propose, reopen

__all__ = [
    "accept",
    "appoint",
    "decline",
    "follow",
    "nominate",
    "nominate_by_email",
    "open_ballot",
    "open_nominations",
    "propose",
    "reopen",
    "take_back",
    "withdraw",
    "withdraw_consent",
    "withdraw_nomination",
]
