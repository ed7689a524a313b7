"""Jobs about people’s data: a copy is made and forgotten, a wish is carried out, letters go. Each may be run twice."""

import logging
from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gpleadership.lib import mail
from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope
from groups.jobs.models import Job
from groups.jobs.progress import Progress
from groups.jobs.registry import job_kind
from groups.mydata import actions, letters
from groups.mydata.actions.copying import EXPORT, FORGET
from groups.mydata.actions.wishing import ERASE
from groups.mydata.archive import zipped
from groups.mydata.erasing import erase as erase_person
from groups.mydata.gathering import gather
from groups.mydata.letters import Letter
from groups.mydata.models import DataExport, ErasureRequest
from groups.mydata.policies import check_can_be_erased, is_due
from groups.mydata.queries import holds
from groups.mydata.sending import TELL, About, tell_later
from groups.people.models import Person

log = logging.getLogger(__name__)


def _copies(job: Job) -> str:
    return f"{reverse('mydata:overview')}#copies"


@job_kind(EXPORT, title="Making a copy of your data", result_url=_copies, result_text="See your copies")
def export(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Gather everything about a person, and keep it for a week."""
    found = DataExport.objects.select_related("person").get(pk=arguments["export"])
    if found.ready_at is None and found.person.is_active:
        parts = gather(found.person, progress)
        content = zipped(found.person, parts, timezone.now())
        with open_scope(person=found.person_id):
            actions.finish_copy(found, content)
    return {"export": found.pk}


@job_kind(FORGET)
def forget(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Delete a copy’s file when its days are over."""
    found = DataExport.objects.get(pk=arguments["export"])
    actions.forget_copy(found)
    return {"export": found.pk}


@job_kind(ERASE)
def erase(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Carry out a wish whose day has come. Everything or nothing; whoever holds a seat by now is told instead."""
    with transaction.atomic():
        request = ErasureRequest.objects.select_for_update().get(pk=arguments["request"])
        now = timezone.now()
        if not is_due(request, now):
            return {"erased": False}
        person = Person.objects.select_for_update().get(pk=request.person_id)  # waits for a seat that is being given
        try:
            _check(person)
        except Refused:
            ErasureRequest.objects.filter(pk=request.pk).update(refused_at=now)
            tell_later(About.ERASURE_REFUSED, request.pk)
            return {"erased": False}
        was = erase_person(person)
        ErasureRequest.objects.filter(pk=request.pk).update(done_at=now)
        _say_goodbye(was.addresses[0], was.name, letters.erased(now), f"erased:{request.pk}")
    return {"erased": True}


def _check(person: Person) -> None:
    with open_scope(person=person.pk):
        check_can_be_erased(person, holds(person))


def _say_goodbye(to: str, name: str, letter: Letter, key: str) -> None:
    """The last letter. A mail server that is out of order does not keep anybody from being erased."""
    try:
        _send(to, name, letter, key)
    except (mail.Undeliverable, SMTPException, OSError):
        log.warning("the letter that somebody was erased could not be sent")


@job_kind(TELL)
def tell(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Send a letter if what it says still holds."""
    about, pk = About(arguments["about"]), arguments["row"]
    row: Any = (
        (DataExport if about in letters.OF_COPIES else ErasureRequest).objects.select_related("person").get(pk=pk)
    )
    words: Any = letters.OF_COPIES if about in letters.OF_COPIES else letters.OF_WISHES
    letter = words[about](row)
    if letter is None or not row.person.is_active:
        return {"sent": 0}
    try:
        _send(row.person.email, row.person.full_name, letter, f"mydata:{about}:{pk}")
    except mail.Undeliverable:
        return {"sent": 0}
    return {"sent": 1}


def _send(to: str, name: str, letter: Letter, key: str) -> None:
    context = {
        "subject_line": letter.subject,
        "name": name,
        "lines": letter.lines,
        "button": letter.button,
        "link": mail.link(reverse("mydata:overview")) if letter.button else "",
        "why": letters.WHY,
    }
    mail.send("mydata/letter", to, context, key=key)
