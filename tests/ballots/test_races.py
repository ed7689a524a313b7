"""Two at once, really committed: tabs, the closing second, closers, a roll that changes, openers.

Each race is run many times, its starts moved against each other, and whatever came first, what is told must be what
was done.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from django.conf import settings as portal
from django.db import connections
from django.test import Client
from django.utils import timezone

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope
from groups.ballots import actions, keeper, receipts
from groups.ballots.enums import Ending, Refusal
from groups.ballots.models import Ballot
from groups.ballots.timing import RESULT
from groups.jobs.models import Job
from groups.log.models import LogEntry
from groups.models import Person, SeatTerm
from groups.seats.actions import end_term
from tests.ballots.electors import Table, table
from tests.ballots.steps import pass_closing_time, pass_time
from tests.cast import Cast
from tests.database import owner

pytestmark = pytest.mark.slow

Act = Callable[[], Any]
RACES = 1000
BACKEND = "django.contrib.auth.backends.ModelBackend"


class Track:
    """Two threads, each with a connection of its own, that start at the same instant."""

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(2)

    def race(self, *acts: Act) -> list[Any]:
        """What came of each: its value, or the words of its refusal."""
        gate = Barrier(len(acts))

        def run(act: Act) -> Any:
            gate.wait(20)
            try:
                return act()
            except Refused as refused:
                return str(refused)

        return list(self.pool.map(run, acts))

    def leave(self) -> None:
        gate = Barrier(2)

        def close(_: int) -> None:
            gate.wait(20)
            connections.close_all()

        list(self.pool.map(close, range(2)))
        self.pool.shutdown()


@pytest.fixture
def track(committed: None, settings: Any) -> Iterator[Track]:
    settings.JOBS_WAKE = "tests.ballots.attack.elections.nobody_listens"
    made = Track()
    yield made
    made.leave()


@pytest.fixture
def seated(track: Track, committed_cast: Cast) -> Table:
    """Eastmere with four electors."""
    return table(committed_cast, pcn=2, lmc=2)


def opened(seated: Table, closes_in: timedelta = timedelta(days=1)) -> Ballot:
    group = seated.group
    with open_scope(read=[group.pk], write=[group.pk]):
        return actions.open_ballot(
            group,
            "chair",
            names=[actions.Named(person) for person in seated.people[:2]],
            floor=60,
            closes_at=timezone.now() + closes_in,
            by=seated.secretariat,
        )


def casting(seated: Table, ballot: Ballot, number: int, *approved: int, at: datetime | None = None) -> Act:
    """The elector of a number casts, in a request of their own."""
    (person, seat), group = seated.electors[number], [seated.group.pk]

    def cast() -> str:
        wait_until(at)
        with open_scope(person=person.pk, read=group, write=group, closed=group):
            found = Ballot.objects.select_related("group").get(group_id=ballot.group_id, pk=ballot.pk)
            try:
                return actions.cast(found, seat.pk, approved, by=person)
            except Refused as refused:  # as the page does: what the refusal ended stays ended
                return str(refused)

    return cast


def wait_until(at: datetime | None) -> None:
    if at:
        sleep(max(0.0, (at - timezone.now()).total_seconds()))


def kept(ballot: Ballot) -> tuple[dict[int, bool], dict[str, list[int]]]:
    """Seats with whether they have voted, and the box by its marks."""
    with owner(portal.DATABASES["owner"]["NAME"]) as keys:
        keys.execute("SET ROLE gpl_keeper")
        roll = keys.execute("SELECT seat_id, voted FROM groups_ballotroll WHERE ballot_id = %s", [ballot.pk])
        box = keys.execute("SELECT receipt, approved FROM groups_ballotbox WHERE ballot_id = %s", [ballot.pk])
        return dict(roll.fetchall()), dict(box.fetchall())


def now(ballot: Ballot) -> Ballot:
    with open_scope(read=[ballot.group_id]):
        return Ballot.objects.select_related("group").get(group_id=ballot.group_id, pk=ballot.pk)


def end(ballot: Ballot, ending: Ending) -> None:
    group = [ballot.group_id]
    with open_scope(read=group, write=group, closed=group):
        keeper.end(ballot.pk, ending)


# ---- One elector in two tabs ----


def test_of_a_thousand_who_vote_in_two_tabs_at_once_none_is_counted_twice(track: Track, committed_cast: Cast) -> None:
    seated = table(committed_cast, pcn=26, lmc=24)
    for _ in range(RACES // len(seated.electors)):
        ballot, winners = opened(seated), {}
        for number in range(len(seated.electors)):
            said = track.race(casting(seated, ballot, number, 1), casting(seated, ballot, number, 2))
            [code] = [each for each in said if each != Refusal.VOTED.label]
            winners[receipts.hashed(ballot.pk, code)] = [said.index(code) + 1]
        roll, box = kept(ballot)
        assert all(roll.values())
        assert box == winners, "one ballot a seat, with the answers of the tab that was told so"
        end(ballot, Ending.ABANDONED)


def test_two_tabs_in_the_browser(track: Track, seated: Table) -> None:
    for _ in range(5):
        ballot = opened(seated)
        page = f"/g/{seated.group.slug}/ballots/{ballot.number}/cast/"
        for person, seat in seated.electors:
            tabs = [Client(), Client()]
            for tab in tabs:
                tab.force_login(person, backend=BACKEND)
            sent = {"seat": seat.pk, "answer-1": "yes", "answer-2": "no"}
            found = track.race(*(partial(tab.post, page, sent) for tab in tabs))
            assert sorted(each.status_code for each in found) == [200, 409]
        roll, box = kept(ballot)
        assert (list(roll.values()), len(box)) == ([True] * 4, 4)
        end(ballot, Ending.ABANDONED)


# ---- The closing second ----


def test_at_the_closing_second_a_ballot_is_counted_or_refused(track: Track, seated: Table) -> None:
    """Whoever has a receipt is counted, whoever was refused is not; it is tried from 85 ms before to 10 ms after."""
    outcomes = []
    for number in range(60):
        ballot = opened(seated)
        pass_time(ballot, ballot.closes_at - timezone.now() - timedelta(seconds=0.15))
        at = ballot.closes_at + timedelta(milliseconds=(number % 20) * 5 - 85)
        told, done = track.race(casting(seated, now(ballot), 0, 1, at=at), closing(ballot))
        roll, box = kept(ballot)
        if told == Refusal.CLOSED.label:
            assert (done.cast, box) == (0, {})
        else:
            assert (done.cast, list(box)) == (1, [receipts.hashed(ballot.pk, told)])
        assert sum(roll.values()) == done.result["cast"] == done.cast
        outcomes.append(done.cast)
    assert set(outcomes) == {0, 1}, "both were seen"


def closing(ballot: Ballot) -> Act:
    """Count it as soon as it can be counted."""

    def close() -> Ballot:
        while True:
            try:
                return closed(ballot)
            except Refused:
                sleep(0.001)

    return close


def closed(ballot: Ballot) -> Ballot:
    group = [ballot.group_id]
    with open_scope(read=group, write=group, closed=group):
        return actions.close(ballot)


def test_two_who_close_at_once_count_once(track: Track, seated: Table) -> None:
    for number in range(1, 21):
        ballot = opened(seated)
        casting(seated, ballot, 0, 1)()
        pass_closing_time(ballot)
        one, other = track.race(lambda: closed(ballot), lambda: closed(ballot))  # noqa: B023 run at once
        assert one.result is not None
        assert (one.result, one.counted_at, one.box_hash) == (other.result, other.counted_at, other.box_hash)
        assert entries(seated, "trust ballot counted") == number
        assert Job.objects.filter(kind=RESULT, arguments__ballot=ballot.pk).count() == 1


def entries(seated: Table, verb: str) -> int:
    with open_scope(read=[seated.group.pk]):
        return LogEntry.objects.filter(group_id=seated.group.pk, verb=verb).count()


# ---- The roll changes, the round is ended ----


def test_a_term_that_ends_while_its_holder_votes_ends_the_round_now_or_at_the_count(
    track: Track, seated: Table
) -> None:
    group, seen = [seated.group.pk], set()
    for number in range(20):
        ballot, (person, seat) = opened(seated), seated.electors[0]

        def leave(seat_id: int = seat.pk) -> None:
            with open_scope(read=group, write=group):
                term = SeatTerm.objects.get(group_id=group[0], seat_id=seat_id, period__contains=timezone.now())
                end_term(term, at=timezone.now(), by=seated.secretariat)

        begin = timezone.now() + timedelta(milliseconds=number * 3)
        told, _ = track.race(casting(seated, ballot, 0, 1, at=begin), leave)
        in_time = keeper_has(ballot, told)
        seen.add(in_time)
        assert now(ballot).ending == ("" if in_time else Ending.ABANDONED)
        if in_time:
            sleep(0.002)
            pass_time(ballot, ballot.closes_at - timezone.now() + timedelta(milliseconds=1))
            assert closed(ballot).ending == Ending.ABANDONED, "the count ends the round instead"
        assert kept(ballot) == ({}, {})
        assert entries(seated, "trust ballot ended without a count") == number + 1
        sit(seated, person, seat.pk)
    assert seen == {True, False}, "both were seen"


def keeper_has(ballot: Ballot, told: str) -> bool:
    """Whether somebody has a receipt; otherwise they were told that the round ends."""
    if receipts.plain(told):
        return True
    assert "This round ends without a count" in told or told == Refusal.ENDED.label
    return False


def sit(seated: Table, person: Person, seat: int) -> None:
    """Give the seat back for the next round."""
    begin = timezone.now()
    with open_scope(read=[seated.group.pk], write=[seated.group.pk]):
        SeatTerm.objects.create(
            group=seated.group, seat_id=seat, person=person, period=(begin, begin + timedelta(days=700))
        )


def test_a_round_that_is_ended_while_somebody_votes_keeps_nothing(track: Track, seated: Table) -> None:
    group = [seated.group.pk]

    def abandon(ballot: Ballot, wait: float) -> None:
        sleep(wait)
        with open_scope(read=group, write=group):
            actions.abandon(ballot, "The seats are to be filled first.", by=seated.secretariat)

    seen = set()
    for number in range(20):
        ballot = opened(seated)
        told, _ = track.race(casting(seated, ballot, 0, 1), partial(abandon, ballot, number**2 / 4000))
        seen.add(bool(receipts.plain(told)) or told)
        assert (now(ballot).ending, kept(ballot)) == (Ending.ABANDONED, ({}, {}))
    assert seen == {True, Refusal.ENDED.label}, "both were seen"


# ---- Opening ----


def test_two_who_open_at_once_open_one(track: Track, seated: Table) -> None:
    for number in range(1, 11):
        one, other = sorted(track.race(lambda: opened(seated), lambda: opened(seated)), key=str)
        [ballot] = [each for each in (one, other) if isinstance(each, Ballot)]
        [refusal] = [each for each in (one, other) if isinstance(each, str)]
        assert refusal.startswith(f"The ballot {ballot} is open until ")
        assert (ballot.number, entries(seated, "trust ballot opened")) == (number, number)
        assert len(kept(ballot)[0]) == 4
        end(ballot, Ending.ABANDONED)
