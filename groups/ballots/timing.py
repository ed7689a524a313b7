"""What is left to jobs: letters, reminders to those who have not voted, the watch over the roll, the count."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.utils import timezone

from groups.ballots import keeper
from groups.ballots.models import Ballot
from groups.ballots.queries import electorate
from groups.jobs.actions import enqueue

CLOSE: Final = "ballots.close"
WATCH: Final = "ballots.watch"
REMIND: Final = "ballots.remind"
LETTER: Final = "ballots.letter"
RESULT: Final = "ballots.result"

REMINDERS: Final = (timedelta(days=3), timedelta(hours=20))
"""How long before the closing time."""
LOOK_AGAIN: Final = timedelta(hours=1)


def plan(ballot: Ballot) -> None:
    """What will happen by itself to a ballot that has just been opened."""
    about = {"group": ballot.group_id, "ballot": ballot.pk}
    enqueue(CLOSE, about, by=None, key=f"{CLOSE}:{ballot.pk}", due_at=ballot.closes_at)
    watch_later(ballot)
    for before in REMINDERS:
        due = ballot.closes_at - before
        if due > timezone.now() + timedelta(hours=6):
            enqueue(REMIND, about, by=None, key=f"{REMIND}:{ballot.pk}:{before}", due_at=due)
    write_to_electors(ballot, "opened")


def watch_later(ballot: Ballot) -> None:
    """Look again in an hour whether the roll still stands."""
    due = timezone.now() + LOOK_AGAIN
    if due < ballot.closes_at:
        enqueue(WATCH, {"group": ballot.group_id, "ballot": ballot.pk}, by=None, due_at=due)


def write_to_electors(ballot: Ballot, letter: str) -> None:
    """A letter to each elector: a job for everybody, whether it finds a reason to write or not.

    So the rows of jobs say nothing of who has voted.
    """
    _write(ballot, letter, {person for _, person, _ in keeper.roll(ballot.pk)})


def tell_electors(ballot: Ballot) -> None:
    """Tell those who vote now that a round ended without a count; its own roll is gone."""
    _write(ballot, "ended", {each.elector.person_id for each in electorate(ballot.group, timezone.now())})


def _write(ballot: Ballot, letter: str, people: Iterable[int]) -> None:
    for person in sorted(people):
        about = {"group": ballot.group_id, "ballot": ballot.pk, "letter": letter, "person": person}
        enqueue(LETTER, about, by=None, key=f"{LETTER}:{ballot.pk}:{letter}:{person}")


def tell_result(ballot: Ballot) -> None:
    """Tell the group that there is a result."""
    enqueue(RESULT, {"group": ballot.group_id, "ballot": ballot.pk}, by=None, key=f"{RESULT}:{ballot.pk}")
