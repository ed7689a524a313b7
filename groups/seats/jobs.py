"""Jobs: letters about terms of office go out: at an appointment, on the day of a handover, when a chair leaves.

A letter goes while its row is being added, in one transaction: a second run, or a second job, finds the row
and sends nothing. If a worker dies between the mail server's yes and that transaction, the letter goes out again
with the same Message-ID; that is better than to lose one.
"""

from collections.abc import Mapping
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils import timezone

from gpleadership.lib import mail
from gpleadership.lib.scopes import open_scope
from groups.jobs.models import Job
from groups.jobs.progress import Progress
from groups.jobs.registry import job_kind
from groups.log.record import record
from groups.people.models import Person
from groups.seats.enums import Occasion
from groups.seats.letters import Letter
from groups.seats.models import OfficeLetter
from groups.seats.queries.letters import key, stand_now
from groups.seats.sending import TELL
from groups.seats.telling import letters_due
from groups.tenancy.enums import GroupStatus
from groups.tenancy.models import LeadershipGroup


def _offices_of(job: Job) -> str:
    group = LeadershipGroup.objects.filter(pk=job.arguments["group"]).first()
    return reverse("seats:offices", args=[group.slug]) if group else ""


@job_kind(TELL, title="Telling people by email", result_url=_offices_of, result_text="See the offices")
def tell(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Send every letter that holds true now; those that a mail server puts off are left for the next attempt.

    A group that is still being founded, or is closed, writes to nobody.
    """
    group = LeadershipGroup.objects.filter(pk=arguments["group"], status=GroupStatus.ACTIVE).first()
    if group is None:
        return {"sent": 0}
    with open_scope(read=[group.pk]):
        due, inside = letters_due(group, arguments), stand_now(group, timezone.now())
    occasion = key(Occasion(arguments["occasion"]), arguments["term"], arguments["version"])
    sent, put_off = 0, None
    with mail.open_connection() as connection:
        for done, (person, letter) in enumerate(due):
            progress.tell(done, len(due), "Letters sent")
            link = mail.link(reverse("home:group", args=[group.slug])) if person.pk in inside else ""
            try:
                sent += _send(group, person, occasion, _words(group, person, letter, link), connection)
            except SMTPRecipientsRefused as refused:
                put_off = refused
    if put_off is not None:
        raise put_off
    return {"sent": sent}


def _send(
    group: LeadershipGroup, person: Person, occasion: str, words: Mapping[str, Any], connection: BaseEmailBackend
) -> bool:
    with open_scope(read=[group.pk], write=[group.pk]):
        _, claimed = OfficeLetter.objects.get_or_create(group=group, person=person, occasion=occasion)
        if not claimed:
            return False
        name = f"office:{group.pk}:{occasion}:{person.pk}"
        try:
            mail.send("seats/office", person.email, words, key=name, connection=connection)
        except mail.Undeliverable:
            record(group.pk, "office letter could not be delivered", by=None, personal={"name": person.full_name})
            return False
    return True


def _words(group: LeadershipGroup, person: Person, letter: Letter, link: str) -> Mapping[str, Any]:
    return {
        "where": group.name,
        "name": person.full_name,
        "lines": letter.lines,
        "facts": letter.facts,
        "why": letter.why,
        "subject_line": letter.subject,
        "link": link,
    }
