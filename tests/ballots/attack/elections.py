"""A ballot of a thousand electors, really committed, with all that happens around it: sessions, jobs, mail, log."""

import json
import logging
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from gpleadership.lib.logs import JsonFormatter
from gpleadership.lib.scopes import open_scope, system_scope
from groups.ballots import actions, receipts
from groups.ballots.models import Ballot
from groups.jobs.models import Job
from groups.jobs.worker import drain
from groups.models import LeadershipGroup, Person, Seat, SeatTerm
from tests.ballots.attack.dump import Dump, take
from tests.ballots.steps import pass_closing_time
from tests.cast import Cast, term
from tests.database import owner

Also = Callable[[int, int, list[int], str], None]
CODE = re.compile(r'"gpl-receipt">([\w-]+)<')
CHECKS = 10
"""Every tenth voter first looks at the paper, and at the answers once more: it takes time, and keeps nothing."""
SWEPT = 50
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass
class Election:
    """One ballot and its electors in the order in which they will cast."""

    group: LeadershipGroup
    ballot: Ballot
    electors: list[tuple[Person, Seat]]
    chance: random.Random
    log: list[dict[str, Any]] = field(default_factory=list)
    order: list[int] = field(default_factory=list)
    truth: dict[int, str] = field(default_factory=dict)
    answers: dict[int, list[int]] = field(default_factory=dict)

    def dump(self) -> Dump:
        """The database, the outbox and the log as they are now."""
        outbox = [
            {"number": number, "to": each.to, "subject": each.subject, "text": each.body}
            for number, each in enumerate(mail.outbox)
        ]
        return take(outbox=outbox, log=list(self.log))


def electorate(group: LeadershipGroup, sizes: Mapping[str, int]) -> list[tuple[Person, Seat]]:
    """As many filled core seats of each constituency, and no others."""
    with system_scope("the tests' electors"):
        SeatTerm.objects.filter(group=group, seat__seat_class="core").delete()
        names = [(constituency, number) for constituency, size in sizes.items() for number in range(size)]
        people = Person.objects.bulk_create(
            Person(email=f"{constituency}{number}@example.org", full_name=f"Dr {constituency} {number}", password="!")
            for constituency, number in names
        )
        seats = Seat.objects.bulk_create(
            Seat(group=group, title=f"{constituency} {number}", constituency=constituency, position=50 + number)
            for constituency, number in names
        )
        pairs = list(zip(people, seats, strict=True))
        SeatTerm.objects.bulk_create(
            SeatTerm(group=group, seat=seat, person=person, period=term(100, 800)) for person, seat in pairs
        )
    return pairs


def opened(cast: Cast, sizes: Mapping[str, int], names: int = 3, seed: int = 1) -> Election:
    """A chair's ballot of these electors, who will cast in an order drawn at random."""
    group, chance = cast.eastmere, random.Random(seed)
    electors = electorate(group, sizes)
    with open_scope(read=[group.pk], write=[group.pk]):
        ballot = actions.open_ballot(
            group,
            "chair",
            names=[actions.Named(person) for person, _ in electors[:names]],
            floor=60,
            closes_at=timezone.now() + timedelta(days=7),
            by=cast["secretariat"],
        )
    chance.shuffle(electors)
    return Election(group, ballot, electors, chance)


def vote(election: Election, voters: Sequence[tuple[Person, Seat]], also: Also | None = None) -> None:
    """These cast one after another, each signed in as themself; `also` is told each ballot."""
    for number, (person, seat) in enumerate(voters):
        if number % SWEPT == 0:
            sweep()
        approved = [each for each in range(1, election.ballot.names + 1) if election.chance.random() < 0.6]
        code = _cast(election, person, seat, approved)
        election.order.append(person.pk)
        election.truth[seat.pk] = receipts.hashed(election.ballot.pk, code)
        election.answers[seat.pk] = approved
        if also:
            also(seat.pk, person.pk, approved, code)


def _cast(election: Election, person: Person, seat: Seat, approved: list[int]) -> str:
    """Sign in and cast, over HTTP; the receipt code is read off the page."""
    client = Client()
    client.force_login(person, backend=BACKEND)
    page = f"/g/{election.group.slug}/ballots/{election.ballot.number}/"
    answers = {f"answer-{at}": "yes" if at in approved else "no" for at in range(1, election.ballot.names + 1)}
    if len(election.order) % CHECKS == 0:
        assert client.get(page).status_code == 200
        assert b"Check your ballot" in client.post(page, answers).content
    found = CODE.search(client.post(f"{page}cast/", {"seat": seat.pk} | answers).content.decode())
    assert found, "a receipt"
    return found[1]


def sweep() -> None:
    """What the server does by itself every minute, and ballots are hours apart: make room of what was rewritten."""
    with owner(settings.DATABASES["owner"]["NAME"]) as connection:
        connection.execute("VACUUM groups_ballotroll, groups_ballotbox")


def letters() -> None:
    """The letters of the opening are done with; what they say is the same for everybody."""
    Job.objects.filter(kind="ballots.letter").update(state=Job.State.DONE, attempts=1, finished_at=timezone.now())


def reminders() -> int:
    """Let the time of the first reminder come."""
    first = Job.objects.filter(kind="ballots.remind", state="waiting").order_by("due_at")[:1]
    Job.objects.filter(pk__in=first.values("pk")).update(due_at=timezone.now())
    return drain()


def close(election: Election) -> Ballot:
    """Let the closing time pass, and the portal count; letters with the result wait, one for everybody."""
    pass_closing_time(election.ballot)
    Job.objects.filter(kind="ballots.close").update(due_at=timezone.now() - timedelta(days=1))
    drain(most=1)
    with open_scope(read=[election.group.pk]):
        return Ballot.objects.select_related("group").get(group_id=election.group.pk, pk=election.ballot.pk)


@contextmanager
def logged(into: list[dict[str, Any]]) -> Iterator[None]:
    """Whatever the portal writes to its log in this block."""

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            into.append({"number": len(into)} | json.loads(JsonFormatter().format(record)))

    handler, root = Keep(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


def nobody_listens() -> None:
    """In place of a broker: the tests do the jobs themselves."""
