"""What the letters about invitations say: ready words for templates/mail/."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from gpleadership.lib.dates import long_date
from groups.invitations import words
from groups.invitations.enums import Trouble
from groups.invitations.models import AnInvitation, StaffInvitation


def invitation(invitation: AnInvitation, link: str) -> dict[str, Any]:
    """The letter with the link."""
    return {
        "inviter": words.inviter(invitation),
        "offer": words.offer(invitation),
        "name": invitation.full_name,
        "where": words.where(invitation),
        "opens": words.opens(invitation),
        "term": words.term(invitation, timezone.now()),
        "email": invitation.email,
        "expires": long_date(invitation.expires_at),
        "link": link,
    }


def not_accepted(invitation: AnInvitation, link: str) -> dict[str, Any]:
    """The letter to the inviter."""
    taken = invitation.trouble == Trouble.TAKEN
    return {
        "who": invitation.full_name or invitation.email,
        "email": invitation.email,
        "what": words.what(invitation),
        "where": words.where(invitation),
        "why": (
            "Somebody else was there first: the invitation offers what is no longer free."
            if taken
            else "A rule of the portal stands against it. ICB staff, for example, hold no core seat."
        ),
        "link": link,
    }


def address_of_list(invitation: AnInvitation) -> str:
    """Where the inviter finds the invitation."""
    if isinstance(invitation, StaffInvitation):
        return reverse("invitations:staff", args=[invitation.system.slug])
    return reverse("invitations:list", args=[invitation.group.slug])
