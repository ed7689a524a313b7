"""The job of a round: the letters of one kind go out, each once and only if it still holds true.

A letter goes while its row is being added, in one transaction: a second run, or a second worker, finds the row and
sends nothing. If a worker dies between the mail server's yes and that transaction, the letter goes out again with the
same Message-ID; that is better than to lose one.
"""

from collections.abc import Mapping, Sequence
from smtplib import SMTPRecipientsRefused
from typing import Any, Final

from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse

from gpleadership.lib import mail
from gpleadership.lib.scopes import open_scope
from groups.jobs.models import Job
from groups.jobs.progress import Progress
from groups.jobs.registry import job_kind
from groups.log.record import record
from groups.people.models import Person
from groups.signoff.due import due
from groups.signoff.enums import LetterKind
from groups.signoff.models import Round, RoundLetter
from groups.signoff.presenters import letters
from groups.signoff.sending import TELL
from groups.tenancy.enums import GroupStatus
from groups.tenancy.models import LeadershipGroup

_HOLD: Final = "SELECT * FROM groups_round WHERE group_id = %s AND id = %s FOR KEY SHARE"


def _page(job: Job) -> str:
    group = LeadershipGroup.objects.filter(pk=job.arguments["group"]).first()
    return reverse("signoff:round", args=[group.slug, job.arguments["round"]]) if group else ""


@job_kind(TELL, title="Writing about a sign-off", result_url=_page, result_text="See the sign-off")
def tell(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Send every letter of a kind; those that a mail server puts off are left for the next attempt.

    A group that is closed, or still being founded, writes to nobody.
    """
    group = LeadershipGroup.objects.filter(pk=arguments["group"], status=GroupStatus.ACTIVE).first()
    if group is None:
        return {"sent": 0}
    pk, kind = arguments["round"], LetterKind(arguments["letter"])
    with open_scope(read=[group.pk], write=[group.pk]):
        if kind == LetterKind.ENDED:
            _wait_for_others(group, pk)
        people = [person for person, _ in due(_held(group, pk), kind)]
    return {"sent": _send_all(people, group, pk, kind, progress)}


def _wait_for_others(group: LeadershipGroup, pk: int) -> None:
    """Let letters that are on their way go first, so that whoever they reach learns the end too."""
    Round.objects.select_for_update().get(group_id=group.pk, pk=pk)


def _held(group: LeadershipGroup, pk: int) -> Round:
    """The round as it is. Nobody who gives a word or closes it waits for us; who writes of its end does."""
    found: Round = Round.objects.raw(_HOLD, [group.pk, pk])[0]
    found.group = group
    return found


def _send_all(people: Sequence[Person], group: LeadershipGroup, pk: int, kind: LetterKind, progress: Progress) -> int:
    sent, put_off = 0, None
    with mail.open_connection() as connection:
        for done, person in enumerate(people):
            progress.tell(done, len(people), "Letters sent")
            try:
                sent += _send(group, pk, kind, person, connection)
            except SMTPRecipientsRefused as refused:
                put_off = refused
    if put_off is not None:
        raise put_off
    return sent


def _send(group: LeadershipGroup, pk: int, kind: LetterKind, person: Person, connection: BaseEmailBackend) -> bool:
    with open_scope(read=[group.pk], write=[group.pk]):
        found = _held(group, pk)
        letter = next((letter for reader, letter in due(found, kind) if reader == person), None)
        if letter is None:
            return False
        row, claimed = RoundLetter.objects.get_or_create(group=group, round=found, letter=kind, person=person)
        if not claimed:
            return False
        words, key = letters.context(letter, person, group.name), f"signoff:{pk}:{kind}:{person.pk}"
        try:
            _deliver(person.email, words, key, connection)
        except mail.Undeliverable:
            _not_delivered(row)
            return False
    return True


def _deliver(to: str, words: Mapping[str, Any], key: str, connection: BaseEmailBackend) -> None:
    if not to:
        raise mail.Undeliverable
    mail.send("signoff/letter", to, words, key=key, connection=connection)


def _not_delivered(row: RoundLetter) -> None:
    """Say in the log, and on the round's page, that an address takes no mail."""
    row.undelivered = True
    row.save(update_fields=["undelivered"])
    name, title = {"name": row.person.full_name}, {"title": row.round.title}
    verb = "sign-off letter could not be delivered"
    record(row.group_id, verb, by=None, subject=row, after=title, personal=name)
