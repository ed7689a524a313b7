"""Accepting an invitation: by whoever is signed in with its address, or by making an account with it.

The link itself is the proof that the mailbox is theirs: it went there and nowhere else, and nobody can
make one. So the simplest flow is safe:

* Whoever follows a link without being signed in sees one page, the same whether the address has an account
  or not: what they are invited to, a form for a new account, and a way to sign in.
* Only when they send the form, complete and valid, do they learn that there is an account: then nothing of
  it is touched, and they are asked to sign in to it. A link never signs anybody in to an account that is
  there: it lies in a mailbox for weeks, and would pass by the password and the second step.
* A new account's address is taken as proved.

One row is held while this happens, so two who accept at once meet: the second finds it accepted.
"""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from gpleadership.lib.refusal import Refused
from groups.invitations.actions._keeping import note
from groups.invitations.actions.granting import grant
from groups.invitations.enums import Trouble
from groups.invitations.finding import held
from groups.invitations.models import AnInvitation
from groups.invitations.policies import check_answerable, check_for, is_taken
from groups.invitations.sending import tell_inviter_later
from groups.log.whole import whole
from groups.people.actions import make_person
from groups.people.models import Person

TAKEN = "Somebody else was there before you, so this can no longer be accepted."


class NotGranted(Refused):
    """What was offered cannot be given to this person now: it is somebody else's, or a rule stands against it."""


def accept(invitation: AnInvitation, *, by: Person) -> Person:
    """Accept it as the person it was sent to. Raises `NotOpen`, `NotYours` or `NotGranted`.

    What stood against it is kept and its inviter told, so let the transaction go through after a refusal.
    """
    fresh, now = held(invitation), timezone.now()
    check_answerable(fresh, now)
    check_for(fresh, by)
    return _accepted(fresh, lambda: by, now)


def join(invitation: AnInvitation, *, full_name: str, password: str | None) -> Person:
    """Make an account with its address and accept it in one. Raises `HasAccount`, or as `accept` does."""
    fresh, now = held(invitation), timezone.now()
    check_answerable(fresh, now)
    return _accepted(fresh, lambda: make_person(fresh.email, full_name=full_name, password=password), now)


def _accepted(invitation: AnInvitation, person_of: Callable[[], Person], now: datetime) -> Person:
    try:
        with whole():
            person = person_of()
            _grant(invitation, person, now)
            invitation.accepted_at, invitation.accepted_by = now, person
            invitation.trouble = Trouble.NONE
            invitation.save(update_fields=["accepted_at", "accepted_by", "trouble"])
            note(invitation, "invitation accepted", by=person)
    except NotGranted as refused:
        taken = is_taken(invitation, now)
        _keep_trouble(invitation, Trouble.TAKEN if taken else Trouble.REFUSED)
        if taken:
            raise NotGranted(TAKEN) from refused
        raise
    return person


def _grant(invitation: AnInvitation, person: Person, now: datetime) -> None:
    try:
        grant(invitation, person, now=now)
    except Refused as refused:
        raise NotGranted(str(refused)) from refused


def _keep_trouble(invitation: AnInvitation, trouble: Trouble) -> None:
    """Keep what stood against it, and tell the inviter the first time."""
    if invitation.trouble == trouble:
        return
    invitation.accepted_at, invitation.accepted_by, invitation.trouble = None, None, trouble
    invitation.save(update_fields=["trouble"])
    note(invitation, "invitation could not be accepted", by=None)
    tell_inviter_later(invitation)
