"""Sending an invitation again, and withdrawing it."""

from django.utils import timezone

from gpleadership.lib.scopes import required_scope
from groups.invitations.actions._keeping import note, wait_afresh
from groups.invitations.finding import held
from groups.invitations.models import AnInvitation, Invitation
from groups.invitations.policies import check_term_to_come, check_waiting
from groups.invitations.sending import send_later, send_staff_later
from groups.log.models import PLATFORM
from groups.log.whole import whole
from groups.people.models import Person


@whole()
def resend(invitation: AnInvitation, *, by: Person) -> AnInvitation:
    """Send it once more, with its days counted from now: by the same link, or by a new one if it had expired.

    Raises `Refused` if it was answered or withdrawn, or if the term that it offers is over.
    """
    fresh, now = _held(invitation), timezone.now()
    check_waiting(fresh, now)
    if isinstance(fresh, Invitation):
        check_term_to_come(fresh, now)
    wait_afresh(fresh, now)
    fresh.save()
    note(fresh, "invitation sent again", by=by)
    if isinstance(fresh, Invitation):
        send_later([fresh], by=by)
    else:
        send_staff_later(fresh, by=by)
    return fresh


@whole()
def withdraw(invitation: AnInvitation, *, by: Person) -> AnInvitation:
    """Take it back: its link says so from now on. Raises `Refused` if it was answered meanwhile."""
    fresh, now = _held(invitation), timezone.now()
    check_waiting(fresh, now)
    fresh.withdrawn_at = now
    fresh.save(update_fields=["withdrawn_at"])
    note(fresh, "invitation withdrawn", by=by)
    return fresh


def _held(invitation: AnInvitation) -> AnInvitation:
    """What is done to an ICB's staff stands in the platform's chain."""
    if not isinstance(invitation, Invitation):
        required_scope().widen(write=[PLATFORM])
    return held(invitation)
