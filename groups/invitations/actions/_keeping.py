"""Writing an invitation down: its link, how long it lasts, what the log keeps of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from gpleadership.lib.refusal import Refused
from groups.invitations.enums import InvitedTo, Trouble
from groups.invitations.models import AnInvitation, Invitation, InvitationBase, StaffInvitation
from groups.invitations.tokens import Kind, hashed, new_nonce, token, token_again
from groups.log.models import PLATFORM
from groups.log.record import record
from groups.people.models import Person

Kept = TypeVar("Kept", Invitation, StaffInvitation)
LASTS: Final = timedelta(days=14)
READERS_LAST: Final = timedelta(days=30)
"""Practices are many and busy: their readers get longer."""


def kind_of(invitation: InvitationBase) -> Kind:
    """Which of the two kinds of link it has."""
    return "staff" if isinstance(invitation, StaffInvitation) else "group"


def address(text: str) -> str:
    """An e-mail address as it is kept. Raises `Refused`."""
    email = text.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Refused("Enter an email address in the correct format, like name@example.com", field="email") from None
    if len(email) > 254:
        raise Refused("Email address must be 254 characters or fewer", field="email")
    return email


def expiry(invitation: InvitationBase, now: datetime) -> datetime:
    """When an invitation that goes out now runs out: after its days, or with the term it is to."""
    to_read = isinstance(invitation, Invitation) and invitation.to == InvitedTo.PRACTICE
    expires = now + (READERS_LAST if to_read else LASTS)
    term_end = invitation.term_end if isinstance(invitation, Invitation) else None
    return min(expires, term_end) if term_end else expires


def link_anew(invitation: InvitationBase) -> None:
    """Give a kept invitation a link of its own; the one before leads nowhere from now on. Does not save."""
    invitation.nonce = new_nonce()
    invitation.token_hash = hashed(token(kind_of(invitation), invitation.pk, invitation.nonce))


def keep(invitations: Sequence[Kept]) -> None:
    """Add new invitations. Their links are made of their numbers, which the database gives: hence two steps."""
    if not invitations:
        return
    model = type(invitations[0])
    for invitation in invitations:
        invitation.nonce = invitation.token_hash = new_nonce()
    model._default_manager.bulk_create(invitations, batch_size=500)
    for invitation in invitations:
        link_anew(invitation)
    model._default_manager.bulk_update(invitations, ["nonce", "token_hash"], batch_size=500)


def link_again(invitation: InvitationBase) -> str:
    """The token of its link; if the portal's key has changed beyond recall, of a new link. Saves that."""
    found = token_again(kind_of(invitation), invitation.pk, invitation.nonce, invitation.token_hash)
    if found is not None:
        return found
    link_anew(invitation)
    invitation.save(update_fields=["nonce", "token_hash"])
    return token(kind_of(invitation), invitation.pk, invitation.nonce)


def wait_afresh(invitation: InvitationBase, now: datetime) -> None:
    """Let it wait anew, to be sent again; one that has expired gets another link. Does not save."""
    if invitation.expires_at <= now:
        link_anew(invitation)
    invitation.expires_at = expiry(invitation, now)
    invitation.sent_at, invitation.trouble = None, Trouble.NONE


def note(invitation: AnInvitation, verb: str, *, by: Person | None) -> None:
    """Record what was done to an invitation: in its group's chain, or in the platform's."""
    chain = invitation.group_id if isinstance(invitation, Invitation) else PLATFORM
    personal = {"email": invitation.email, "name": invitation.full_name}
    record(chain, verb, by=by, subject=invitation, after=_values(invitation), personal=personal)


def _values(invitation: AnInvitation) -> dict[str, Any]:
    values: dict[str, Any] = {"expires": invitation.expires_at.isoformat()}
    if isinstance(invitation, StaffInvitation):
        return values | {"system": invitation.system_id}
    to = {"seat": invitation.seat_id, "office": invitation.office, "practice": invitation.practice_id}
    return values | {"to": invitation.to} | {name: value for name, value in to.items() if value}
