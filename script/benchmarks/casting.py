"""The journey of a vote, in a group of fourteen electors and in one of a thousand, half of whom have voted."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.db import connections, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from gpleadership.lib.scopes import open_scope, system_scope
from groups.ballots import actions
from groups.ballots.enums import BallotKind
from groups.ballots.queries import Seated, electorate, running
from groups.models import Ballot, LeadershipGroup, Person, Place, Seat, SeatTerm
from groups.tenancy.grants import grant_all
from script.benchmarks.ballots import opened
from script.benchmarks.capture import client_of
from script.benchmarks.cast import VOTERS as PREFIX
from script.benchmarks.cast import WHY
from script.benchmarks.servers import Server
from script.benchmarks.values import Journey
from script.benchmarks.visitor import Times, Visitor, steps_of

SIZES: Final = (14, 1_000)
VOTERS: Final = {14: 7, 1_000: 20}
ROUNDS: Final = {14: 3, 1_000: 1}
NOTE: Final = (
    "Each vote is cast by another elector; half of them had voted before the first one. A vote writes roll and box of "
    "its ballot anew in a drawn order, so a thousand electors cost more than fourteen. Of the receipt the page says "
    "only whether it is in the box."
)

# What the keeper's cast leaves behind, for half of a roll at once.
_VOTED: Final = "UPDATE groups_ballotroll SET voted = true WHERE ballot_id = %(ballot)s AND seat_id = ANY(%(seats)s)"
_PUT: Final = """
INSERT INTO groups_ballotbox (group_id, ballot_id, receipt, pool, approved)
SELECT group_id, ballot_id, encode(sha256(convert_to(seat_id::text, 'UTF8')), 'hex'), pool, '{1,3}'
FROM groups_ballotroll WHERE ballot_id = %(ballot)s AND seat_id = ANY(%(seats)s)
"""


def casting(server: Server) -> Journey:
    """From the paper to the receipt's check."""
    times: Times = {}
    for size in SIZES:
        group = _group(size)
        for _ in range(ROUNDS[size]):
            ballot, waiting = _half_cast(group)
            for each in waiting[: VOTERS[size]]:
                _vote(server, times, ballot, Person.objects.get(pk=each.elector.person_id), f"{size:,} electors: ")
    return Journey("casting", "Voting", steps_of(times), NOTE)


def _vote(server: Server, times: Times, ballot: Ballot, voter: Person, size: str) -> None:
    paper = f"/g/{ballot.group.slug}/ballots/{ballot.number}/"
    visitor = Visitor(server, times, cookies=client_of(voter).cookies)
    visitor.opens(paper, f"{size}see the paper")
    answers = {f"answer-{position}": "yes" if position % 2 else "no" for position in range(1, ballot.names + 1)}
    visitor.sends(f"{size}check", to=paper, gives=200, **answers)
    visitor.sends(f"{size}cast, and get the receipt", to=f"{paper}cast/", gives=200)
    code = visitor.body.partition('class="gpl-receipt">')[2].partition("<")[0]
    visitor.opens(f"{paper}result/", f"{size}how it stands")
    visitor.sends(f"{size}is it in the box?", to=f"{paper}receipt/", gives=200, code=code)


def _half_cast(group: LeadershipGroup) -> tuple[Ballot, Sequence[Seated]]:
    """A fresh ballot in which every other elector has voted, and those who have not."""
    own = [group.pk]
    with open_scope(read=own, write=own, closed=own):
        if left := running(group, BallotKind.CHAIR):
            actions.abandon(left, "The bench begins anew.", by=None)
        electors = electorate(group, timezone.now())
    ballot = opened(group)
    seats = [each.elector.seat_id for each in electors[::2]]
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE gpl_keeper")
        for statement in (_VOTED, _PUT):
            cursor.execute(statement, {"ballot": ballot.pk, "seats": seats})
    return ballot, electors[1::2]


def _group(size: int) -> LeadershipGroup:
    """A group of so many filled core seats."""
    with system_scope(WHY):
        slug = f"{PREFIX}{size}"
        if found := LeadershipGroup.objects.filter(slug=slug).first():
            return found
        now = timezone.now()
        place = Place.objects.create(slug=slug, name=f"Bench Voters {size}")
        group = LeadershipGroup.objects.create(
            place=place, name=f"{place} Leaders", slug=slug, status="active", activated_at=now, contact="a@example.org"
        )
        grant_all([group])
        kinds, period = ("pcn", "lmc", "federation"), DateTimeTZRange(now - timedelta(days=400), None)
        seats = Seat.objects.bulk_create(
            Seat(group=group, title=f"Seat {n}", constituency=kinds[n % 3], position=n) for n in range(size)
        )
        people = Person.objects.bulk_create(
            Person(email=f"{n}@{slug}.example.org", full_name=f"Dr Voter {n}", password="!") for n in range(size)
        )
        SeatTerm.objects.bulk_create(
            SeatTerm(group=group, seat=seat, person=person, period=period)
            for seat, person in zip(seats, people, strict=True)
        )
    return group
