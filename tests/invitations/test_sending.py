"""Letters: what they say, that each goes out once, what a mail server's no does."""

import smtplib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from gpleadership.lib import mail as letters
from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope, system_scope
from groups.invitations import actions
from groups.invitations.actions.inviting import NewReader, invite_readers
from groups.invitations.jobs import send
from groups.invitations.sending import send_later
from groups.jobs import worker
from groups.jobs.models import Job
from groups.models import Invitation
from tests.cast import Cast
from tests.invitations.conftest import LINK, delivered, fresh
from tests.invitations.test_inviting import NEW, to_practice, to_seat

Invite = Callable[..., Invitation]


def made(cast: Cast, invite: Invite = to_seat, **given: Any) -> Invitation:
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        return invite(cast, **given)


def again(invitation: Invitation) -> None:
    """Do the first job once more, as after a worker's death."""
    job = Job.objects.order_by("pk")[0]
    send(job.arguments, _Quiet())  # type: ignore[arg-type]


class _Quiet:
    def tell(self, *args: object) -> None:
        """Nobody listens."""


def test_a_letter_says_who_invites_to_what_until_when(cast: Cast) -> None:
    invitation = made(cast)
    (path,) = delivered()
    letter = mail.outbox[0]
    assert letter.to == [NEW]
    assert letter.subject == "Ruth Calder invites you to hold the seat of Old Town PCN"
    body = str(letter.body)
    assert "Eastmere GP Leadership Group" in body.title() or "EASTMERE GP LEADERSHIP GROUP" in body
    assert f"http://localhost:8000{path}" in body
    assert not body.startswith(letter.subject)
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert fresh(invitation).sent_at is not None


def test_the_twin_in_html_is_escaped_and_says_the_same(cast: Cast) -> None:
    cast["chair"].full_name = "<b>Ruth</b> & Co"
    cast["chair"].save()
    made(cast)
    (path,) = delivered()
    letter = mail.outbox[0]
    html = str(letter.alternatives[0].content)  # type: ignore[union-attr]
    assert "<b>Ruth" not in html
    assert "&lt;b&gt;Ruth&lt;/b&gt; &amp; Co invites you" in html
    assert "<b>Ruth</b> & Co invites you" in str(letter.body)
    assert f'href="http://localhost:8000{path}"' in html
    assert "max-width:600px" in html


def test_the_link_is_in_no_job_and_no_log(cast: Cast) -> None:
    made(cast)
    (path,) = delivered()
    secret = path.rstrip("/").rsplit("/", 1)[1]
    assert secret not in str(list(Job.objects.values()))
    assert NEW not in str(list(Job.objects.values()))


@pytest.mark.parametrize("change", [{"withdrawn_at": timezone.now()}, {"expires_at": timezone.now()}])
def test_what_no_longer_waits_is_not_sent(cast: Cast, change: dict[str, Any]) -> None:
    invitation = made(cast)
    with system_scope("test"):
        Invitation.objects.filter(pk=invitation.pk).update(**change)
    assert delivered() == []


def test_a_letter_goes_out_once_however_often_its_job_runs(cast: Cast) -> None:
    invitation = made(cast)
    delivered()
    again(invitation)
    assert len(mail.outbox) == 1


def test_the_same_letter_has_the_same_id_and_another_has_another(cast: Cast) -> None:
    invitation = made(cast)
    delivered()
    first = mail.outbox[0].extra_headers["Message-ID"]
    with system_scope("test"):  # as if the worker had died before it could say so
        Invitation.objects.filter(pk=invitation.pk).update(sent_at=None)
    again(invitation)
    assert mail.outbox[1].extra_headers["Message-ID"] == first
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        actions.resend(invitation, by=cast["chair"])
    delivered()
    assert mail.outbox[0].extra_headers["Message-ID"] != first


def test_sending_again_uses_the_link_that_is_there(cast: Cast) -> None:
    invitation = made(cast)
    first = delivered()
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        actions.resend(invitation, by=cast["chair"])
    assert delivered() == first


def test_after_the_end_the_old_link_leads_nowhere(cast: Cast) -> None:
    invitation = made(cast)
    (old,) = delivered()
    with system_scope("test"):
        Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(days=1))
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        actions.resend(invitation, by=cast["chair"])
    (new,) = delivered()
    assert new != old
    assert [Client().get(path).status_code for path in (old, new)] == [404, 200]


def test_an_address_that_takes_no_mail_is_shown(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    invitation = made(cast)
    monkeypatch.setattr(letters.EmailMultiAlternatives, "send", _refusing(550))
    worker.drain()
    assert (fresh(invitation).trouble, Job.objects.get().state) == ("undelivered", "done")


def test_an_address_put_off_is_tried_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    invitation = made(cast)
    with monkeypatch.context() as patched:
        patched.setattr(letters.EmailMultiAlternatives, "send", _refusing(451))
        worker.drain()
    assert (fresh(invitation).trouble, fresh(invitation).sent_at, Job.objects.get().state) == ("", None, "waiting")
    Job.objects.update(due_at=timezone.now())
    assert len(delivered()) == 1


def _refusing(code: int) -> Callable[..., int]:
    def refuse(message: Any, *args: object) -> int:
        raise smtplib.SMTPRecipientsRefused({message.to[0]: (code, b"no")})

    return refuse


def test_a_list_of_readers_goes_out_as_one_job(cast: Cast) -> None:
    practice = cast.organisations["practice2"].pk
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        people = [NewReader(practice, f"r{number}@example.org", f"Dr {number}") for number in range(3)]
        invitations = invite_readers(cast.eastmere, people, by=cast["chair"])
        send_later(invitations, by=cast["chair"])
    assert len(delivered()) == 3
    assert Job.objects.get().result == {"sent": 3}


def test_the_inviter_hears_of_what_could_not_be_accepted(cast: Cast) -> None:
    invitation = made(cast, email="icb@example.org")
    delivered()
    with (
        open_scope(person=cast["icb_staff"].pk, read=[cast.eastmere.pk], write=[cast.eastmere.pk]),
        pytest.raises(Refused),
    ):
        actions.accept(invitation, by=cast["icb_staff"])
    mail.outbox.clear()
    worker.drain()
    assert [letter.to for letter in mail.outbox] == [["chair@example.org"]]
    assert mail.outbox[0].subject == "Dr New could not accept your invitation"
    assert not LINK.search(str(mail.outbox[0].body))


def test_a_readers_letter_says_what_a_reader_does(cast: Cast) -> None:
    made(cast, to_practice)
    delivered()
    assert mail.outbox[0].subject == "Ruth Calder invites you to read for Eastmere Hill Surgery"


def test_a_letter_to_an_icbs_staff_to_be(cast: Cast) -> None:
    with system_scope("test"):
        actions.invite_staff(cast.system, email=NEW, by=cast["platform_staff"])
    assert len(delivered()) == 1
    assert mail.outbox[0].subject == "Pat Forme invites you to see the roster of places in Tidewater"
