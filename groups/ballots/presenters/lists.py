"""The group's ballots as a list: ready rows for the page and for a file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse

from gpleadership.lib.parts import Link, Option, Tone
from groups.ballots.enums import BallotKind, BallotState
from groups.ballots.finding import OLDEST
from groups.ballots.models import Ballot
from groups.ballots.presenters.words import outcome, state_words, turnout, what_for

KINDS: Final = [Option(kind.value, str(kind.label)) for kind in BallotKind]
STATES: Final = [Option(state.value, str(state.label)) for state in BallotState]
ORDERS: Final = [Option(OLDEST, "Oldest first")]
HEADER: Final = ("Ballot", "What for", "Round", "Opened", "Closes", "State", "Electors", "Voted", "Outcome")
Names = Mapping[int, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One ballot of the list."""

    link: Link
    what_for: str
    state: str
    tone: Tone
    voted: str
    outcome: str


def rows(ballots: Iterable[Ballot], names: Names, now: datetime) -> list[Row]:
    """The rows of the page."""
    return [_row(each, names.get(each.pk, {}), now) for each in ballots]


def _row(ballot: Ballot, names: Mapping[int, str], now: datetime) -> Row:
    state, tone = state_words(ballot, now)
    link = Link(ballot.reference, reverse("ballots:result", args=[ballot.group.slug, ballot.number]))
    voted = "" if ballot.cast is None else turnout(ballot.cast, ballot.electors)
    return Row(link, what_for(ballot), state, tone, voted, outcome(ballot, names))


def values(ballots: Iterable[Ballot], names: Names, now: datetime) -> Iterator[tuple[object, ...]]:
    """The rows of a file."""
    for each in ballots:
        yield (
            each.reference,
            str(BallotKind(each.kind).label),
            each.round,
            each.opened_at,
            each.closes_at,
            str(each.state(now).label),
            each.electors,
            each.cast,
            outcome(each, names.get(each.pk, {})),
        )
