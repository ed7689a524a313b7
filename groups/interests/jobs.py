"""Jobs: letters that ask somebody to look at their interests or tell them of one, and the daily look."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone

from gpleadership.lib import mail
from gpleadership.lib.dates import long_date, today
from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope
from groups.interests.actions import let_go, remind
from groups.interests.actions.reminding import REMIND
from groups.interests.actions.telling import DONE, TELL
from groups.interests.models import Interest, InterestReminder
from groups.interests.queries import Sitter, person, sitters
from groups.interests.rules import to_be_told
from groups.jobs.periodic import register_periodic
from groups.jobs.progress import Progress
from groups.jobs.registry import job_kind
from groups.log.record import record
from groups.people.models import Person
from groups.tenancy.enums import GroupStatus
from groups.tenancy.models import LeadershipGroup

ASK_ALL: Final = "interests.ask all"
LET_GO: Final = "interests.let go"


@job_kind(ASK_ALL, title="Asking people to look at their interests")
def ask_all(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """In every active group, ask whoever is due and was not asked lately. Run twice a day it asks nobody twice."""
    asked = 0
    groups = list(LeadershipGroup.objects.filter(status=GroupStatus.ACTIVE).order_by("pk"))
    for done, group in enumerate(groups):
        progress.tell(done, len(groups), "Groups looked at")
        with open_scope(read=[group.pk], write=[group.pk]):
            due = [each for each in sitters(group, timezone.now()) if to_be_told(each.due, each.reminded, today())]
            asked += sum(_ask(group, each) for each in due)
    return {"asked": asked}


def _ask(group: LeadershipGroup, sitter: Sitter) -> bool:
    try:
        remind(group, person(sitter), by=None)
    except Refused:
        return False
    return True


@job_kind(LET_GO, title="Taking withheld interests that have ended out of the register")
def let_go_all(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """In every active group. Where one lets a withheld interest end on a later day, nobody else knows of the day."""
    gone = 0
    for group in LeadershipGroup.objects.filter(status=GroupStatus.ACTIVE).order_by("pk"):
        with open_scope(read=[group.pk], write=[group.pk], closed=[group.pk]):
            gone += let_go(group)
    return {"gone": gone}


@job_kind(REMIND, title="Asking somebody by email")
def send(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Send the letter, unless they have left or looked since."""
    group = LeadershipGroup.objects.filter(pk=arguments["group"], status=GroupStatus.ACTIVE).first()
    if group is None:
        return {"sent": 0}
    with open_scope(read=[group.pk], write=[group.pk]):
        reminder = InterestReminder.objects.select_related("person").get(pk=arguments["reminder"])
        sitter = next((each for each in sitters(group, timezone.now()) if each.person_id == reminder.person_id), None)
        if sitter is None or not reminder.person.is_active or _looked(sitter, reminder):
            return {"sent": 0}
        try:
            mail.send("interests/remind", reminder.person.email, _words(group, sitter), key=f"interests:{reminder.pk}")
        except mail.Undeliverable:
            values = {"name": sitter.name}
            record(group.pk, "interest letter could not be delivered", by=None, subject=reminder, personal=values)
            return {"sent": 0}
    return {"sent": 1}


@job_kind(TELL, title="Telling somebody of an interest of theirs")
def send_word(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Send the letter that says what was written down for them. It says nothing of the interest itself."""
    with open_scope(read=[arguments["group"]], write=[arguments["group"]]):
        found = Interest.objects.select_related("group", "person").filter(pk=arguments["interest"]).first()
        if found is None or not found.person.is_active:
            return {"sent": 0}
        key = f"interests:{arguments['done']}:{found.pk}:{found.version}"
        try:
            mail.send("interests/entered", found.person.email, _said(found, arguments), key=key)
        except mail.Undeliverable:
            values = {"name": found.person.full_name}
            record(found.group_id, "interest letter could not be delivered", by=None, subject=found, personal=values)
            return {"sent": 0}
    return {"sent": 1}


def _said(interest: Interest, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "where": interest.group.name,
        "name": interest.person.full_name,
        "by": Person.objects.get(pk=arguments["by"]).full_name,
        "done": DONE[arguments["done"]],
        "link": mail.link(reverse("interests:own", args=[interest.group.slug])),
    }


def _looked(sitter: Sitter, reminder: InterestReminder) -> bool:
    return sitter.reviewed_at is not None and sitter.reviewed_at.date() > reminder.sent_on


def _words(group: LeadershipGroup, sitter: Sitter) -> Mapping[str, Any]:
    return {
        "where": group.name,
        "name": sitter.name,
        "due": long_date(sitter.due),
        "late": sitter.due < today(),
        "first": sitter.reviewed_at is None,
        "link": mail.link(reverse("interests:own", args=[group.slug])),
    }


def register() -> None:
    """Let the daily looks come round, once, when Django starts."""
    register_periodic(ASK_ALL, timedelta(days=1))
    register_periodic(LET_GO, timedelta(days=1))
