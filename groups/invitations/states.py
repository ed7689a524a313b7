"""How an invitation stands at an instant: for one in hand, and as a condition for many."""

from datetime import datetime
from typing import Final

from django.db.models import Q

from groups.invitations.enums import State
from groups.invitations.models import InvitationBase

OPEN: Final = Q(accepted_at=None, withdrawn_at=None)
"""Neither accepted nor withdrawn: it may have expired."""


def state_of(invitation: InvitationBase, now: datetime) -> State:
    """How it stands."""
    if invitation.accepted_at is not None:
        return State.ACCEPTED
    if invitation.withdrawn_at is not None:
        return State.WITHDRAWN
    return State.WAITING if invitation.expires_at > now else State.EXPIRED


def in_state(state: str, now: datetime) -> Q:
    """The same as a condition."""
    conditions = {
        State.WAITING: OPEN & Q(expires_at__gt=now),
        State.EXPIRED: OPEN & Q(expires_at__lte=now),
        State.ACCEPTED: Q(accepted_at__isnull=False),
        State.WITHDRAWN: Q(withdrawn_at__isnull=False),
    }
    return conditions[State(state)]
