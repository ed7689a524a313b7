"""What the letters about a ballot say. None holds an answer or a receipt code: there is none to be had here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import days_left, london_day
from gpleadership.lib.words import capital, in_words, plural, small
from groups.ballots.additions import Addition
from groups.ballots.kinds import kind_of
from groups.ballots.models import Ballot
from groups.ballots.presenters.words import ANEW, DESTROYED, closing, outcome, turnout, what_for

VOTES: Final = (
    "You get this because you vote for a core seat of the group. Reminders go to those alone who have not voted."
)
STANDS: Final = "You get this because you belong to the group, at its table or as the reader of a practice."
SECRECY: Final = (
    "Your answers are secret: the portal keeps nothing that joins them to your name. "
    "Before you vote, the page says what others can work out from the result."
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in words: its subject, what it says, facts under it, where it leads, and why its reader gets it."""

    subject: str
    lines: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    button: str
    path: str
    why: str = VOTES


def opened(ballot: Ballot, seats: int) -> Letter:
    """To each elector: what is asked, until when, of how many people."""
    people = f"{capital(in_words(ballot.names))} {'person is' if ballot.names == 1 else 'people are'} named."
    several = (f"You vote for {in_words(seats)} seats, with a ballot for each.",) if seats > 1 else ()
    answer = "You answer yes or no." if ballot.names == 1 else "You answer yes or no for each."
    lines = (f"{kind_of(ballot).question} {people} {answer}", *several, SECRECY)
    return _paper(ballot, f"Your ballot is open: {small(kind_of(ballot).question)}", lines)


def reminder(ballot: Ballot, now: datetime) -> Letter:
    """To those who have not voted."""
    left = days_left(ballot.closes_at, london_day(now))
    when = "Today is the last day to vote" if left == "today" else f"{left} to vote"
    lines = ("A ballot of yours has not been cast yet.", SECRECY)
    return _paper(ballot, f"{when}: {small(kind_of(ballot).question)}", lines)


def ended(ballot: Ballot) -> Letter:
    """To those who vote now: a round ended, and everybody votes anew."""
    lines = (ballot.why_ended, DESTROYED, f"{ANEW} You get a letter when it opens.")
    subject = f"Ballot {ballot} has ended without a count"
    return Letter(subject, lines, (_what(ballot),), "See the ballot", _address(ballot, "result"))


def result(ballot: Ballot, names: Mapping[int, str], addition: Addition | None) -> Letter:
    """To everybody who stands in the group."""
    say = outcome(ballot, names)
    voted = turnout(ballot.cast or 0, ballot.electors)
    lines = (say, voted, *((addition.sentence,) if addition else ()))
    return Letter(say.rstrip("."), lines, (_what(ballot),), "See the result", _address(ballot, "result"), STANDS)


def _paper(ballot: Ballot, subject: str, lines: tuple[str, ...]) -> Letter:
    names = plural(ballot.names, "name")
    facts = (_what(ballot), ("On the ballot", names), ("Closes", closing(ballot)))
    return Letter(subject, lines, facts, "Open my ballot", _address(ballot, "vote"))


def _what(ballot: Ballot) -> tuple[str, str]:
    return "Ballot", f"{ballot.reference}, {small(what_for(ballot))}"


def _address(ballot: Ballot, name: str) -> str:
    return reverse(f"ballots:{name}", args=[ballot.group.slug, ballot.number])
