"""Letters about a ballot. They say what waits and where; never an answer, and never a receipt code.

A letter is settled inside the job's transaction and leaves once that is over, so that nobody waits to vote while
a mail server is slow. One that went out twice because a worker died has the same Message-ID.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from gpleadership.lib import mail
from gpleadership.lib.scopes import open_scope
from groups.ballots import keeper
from groups.ballots.additions import addition_to
from groups.ballots.enums import BallotState
from groups.ballots.models import Ballot
from groups.ballots.presenters import letters
from groups.ballots.presenters.letters import Letter
from groups.ballots.queries import names_on
from groups.jobs.actions import enqueue
from groups.jobs.models import Job
from groups.jobs.progress import Progress
from groups.jobs.registry import job_kind
from groups.people.models import Person
from groups.seats.queries.letters import stand_now
from groups.tenancy.enums import GroupStatus

OPENED, ENDED = "opened", "ended"
REMINDERS: Final = frozenset({"reminder-first", "reminder-last"})
RESULT_LETTER: Final = "ballots.result_letter"


def write(ballot: Ballot, letter: str, person_id: int) -> None:
    """Write to one elector, if there is still a reason for it; a reminder only where they have not voted."""
    if found := _due(ballot, letter, person_id):
        _send(ballot, letter, person_id, found)


def _due(ballot: Ballot, letter: str, person_id: int) -> Letter | None:
    now = timezone.now()
    state = ballot.state(now)
    if letter == ENDED:
        return letters.ended(ballot) if state == BallotState.ABANDONED else None
    if state != BallotState.OPEN:
        return None
    if letter == OPENED:
        seats = sum(person == person_id for _, person, _ in keeper.roll(ballot.pk))
        return letters.opened(ballot, seats) if seats else None
    if letter in REMINDERS and person_id in keeper.waiting(ballot.pk):
        return letters.reminder(ballot, now)
    return None


def write_result(ballot: Ballot) -> int:
    """Plan a letter for each person who is told of the result: how many. Planned again, nobody gets a second one."""
    people = sorted(stand_now(ballot.group, timezone.now()))
    keys = {f"{RESULT_LETTER}:{ballot.pk}:{person}": person for person in people}
    planned = set(Job.objects.filter(key__in=keys).values_list("key", flat=True))
    for key, person in keys.items():
        if key not in planned:
            about = {"group": ballot.group_id, "ballot": ballot.pk, "person": person}
            enqueue(RESULT_LETTER, about, by=None, key=key)
    return len(people)


@job_kind(RESULT_LETTER, title="Telling somebody the result")
def result_letter(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """The letter with the result to one person, if they still stand in the group."""
    group, person_id = arguments["group"], arguments["person"]
    with open_scope(read=[group]):
        ballot = Ballot.objects.select_related("group").get(group_id=group, pk=arguments["ballot"])
        if ballot.result is not None and person_id in stand_now(ballot.group, timezone.now()):
            found = letters.result(ballot, names_on(ballot), addition_to(ballot))
            _send(ballot, "result", person_id, found)
    return {}


def _send(ballot: Ballot, name: str, person_id: int, letter: Letter) -> None:
    """Let a letter leave when the transaction is over."""
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None or ballot.group.status == GroupStatus.CLOSED:
        return
    context = {
        "where": ballot.group.name,
        "name": person.full_name,
        "subject_line": letter.subject,
        "lines": letter.lines,
        "facts": letter.facts,
        "button": letter.button,
        "link": mail.link(letter.path),
        "why": letter.why,
    }
    key = f"ballot:{ballot.pk}:{name}:{person_id}"
    transaction.on_commit(partial(_deliver, person.email, context, key))


def _deliver(to: str, context: Mapping[str, Any], key: str) -> None:
    """An address that takes no mail is no error: the ballot waits on the person's home as well."""
    try:
        mail.send("ballot_letter", to, context, key=key)
    except mail.Undeliverable:
        return
