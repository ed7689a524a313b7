"""Jobs: the letters of invitations go out, and inviters hear of what could not be accepted.

A letter goes out while its row is held, and the row says so in the same transaction: a second run, or a
second job, finds it sent. If a worker dies between the mail server's yes and that transaction, the letter
goes out again with the same Message-ID; that is better than to lose one.
"""

from collections.abc import Mapping
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils import timezone

from gpleadership.lib import mail
from gpleadership.lib.scopes import open_scope
from groups.invitations import letters
from groups.invitations.actions._keeping import kind_of, link_again, note
from groups.invitations.enums import State, Trouble
from groups.invitations.finding import in_group, to_staff
from groups.invitations.models import AnInvitation
from groups.invitations.policies import is_over
from groups.invitations.sending import FORGET, SEND, TELL
from groups.invitations.states import state_of
from groups.jobs.models import Job
from groups.jobs.progress import Progress
from groups.jobs.registry import job_kind
from groups.log.models import PLATFORM
from groups.readers.models import ReaderUpload
from groups.tenancy.models import LeadershipGroup


def _list_of(job: Job) -> str:
    group = LeadershipGroup.objects.filter(pk=job.arguments["group"]).first()
    return reverse("invitations:list", args=[group.slug]) if group else ""


@job_kind(SEND, title="Sending invitations", result_url=_list_of, result_text="See the invitations")
def send(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Send the letters that have not gone out; those that a mail server puts off are left for the next attempt."""
    ids, group = arguments["invitations"], arguments["group"]
    sent, put_off = 0, None
    with mail.open_connection() as connection:
        for done, pk in enumerate(ids):
            progress.tell(done, len(ids), "Invitations sent")
            try:
                sent += _send(group, pk, connection)
            except SMTPRecipientsRefused as refused:
                put_off = refused
    progress.tell(len(ids), len(ids))
    if put_off is not None:
        raise put_off
    return {"sent": sent}


def _send(group: int | None, pk: int, connection: BaseEmailBackend) -> bool:
    chain = PLATFORM if group is None else group
    with open_scope(read=[chain], write=[chain]):
        invitation = _held(group, pk)
        now = timezone.now()
        if invitation is None or invitation.sent_at is not None or is_over(invitation, now):
            return False
        if state_of(invitation, now) != State.WAITING:
            return False
        link = mail.link(reverse("invitations:open", args=[link_again(invitation)]))
        try:
            mail.send(
                "invitation",
                invitation.email,
                letters.invitation(invitation, link),
                key=_key(invitation),
                connection=connection,
            )
        except mail.Undeliverable:
            invitation.trouble = Trouble.UNDELIVERED
            note(invitation, "invitation could not be delivered", by=None)
        invitation.sent_at = now
        invitation.save(update_fields=["sent_at", "trouble"])
        return not invitation.trouble


def _held(group: int | None, pk: int) -> AnInvitation | None:
    return to_staff(pk, lock=True) if group is None else in_group(pk, lock=True)


def _key(invitation: AnInvitation) -> str:
    """One letter for each time it is sent: every time it gets another end."""
    return f"invitation:{kind_of(invitation)}:{invitation.pk}:{invitation.expires_at.timestamp()}"


@job_kind(TELL)
def tell_inviter(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Tell whoever invited that it could not be accepted, and what they can do."""
    group, pk = arguments["group"], arguments["invitation"]
    chain = PLATFORM if group is None else group
    with open_scope(read=[chain]):
        invitation = to_staff(pk) if group is None else in_group(pk)
        if invitation is None or invitation.invited_by is None or not invitation.trouble:
            return {"sent": 0}
        words = letters.not_accepted(invitation, mail.link(letters.address_of_list(invitation)))
        to = invitation.invited_by.email
    mail.send("invitation_not_accepted", to, words, key=f"{_key(invitation)}:{invitation.trouble}")
    return {"sent": 1}


@job_kind(FORGET)
def forget_list(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Take away a list of readers that nobody said yes to: it holds names and addresses."""
    group = arguments["group"]
    with open_scope(read=[group], write=[group]):
        forgotten, _ = ReaderUpload.objects.filter(group=group, pk=arguments["upload"], applied_at=None).delete()
    return {"forgotten": forgotten}
