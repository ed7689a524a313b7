"""A round's own page in words: whose word is awaited, who asked and how it ended, what was said when."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gpleadership.lib.dates import date_and_clock, days_left, long_date
from gpleadership.lib.parts import Fact, Link, Moment
from gpleadership.lib.words import capital, small
from groups.signoff.enums import Outcome, Stance
from groups.signoff.models import Party, Round
from groups.signoff.presenters.board import by_whom, on_what
from groups.signoff.queries import Board

READERS = (
    "Core members, those in attendance and whoever runs the group read it now. If this is adopted, everybody in the"
    " group reads it, practice readers too. This is not the closed room."
)


@dataclass(frozen=True, slots=True)
class Mine:
    """An organisation that the reader speaks for, and what it says."""

    title: str
    words: str
    button: Link
    answered: bool


def mine(board: Board, slug: str, today: date) -> list[Mine]:
    """The organisations that the reader speaks for in an open round; those that have not answered first."""
    if not board.round.is_open:
        return []
    found = [_mine(board, party, slug, today) for party in board.mine]
    return sorted(found, key=lambda each: each.answered)


def _mine(board: Board, party: Party, slug: str, today: date) -> Mine:
    word, address = board.last(party), reverse("signoff:word", args=[slug, party.round_id, party.pk])
    by = board.round.answer_by
    if word is None:
        late = days_left(by, today)
        words = f"You can answer for it until the round closes. Answers are due by {long_date(by)}: {late}."
        return Mine(f"{party} has not answered", words, Link(f"Give the word of {party}", address), answered=False)
    says = small(Stance(word.stance).label)
    words = f"{by_whom(word)}, {on_what(word)}. It can be changed until the round closes."
    return Mine(f"{party} {says}", words, Link(f"Change the word of {party}", address), answered=True)


def facts(found: Round, asked: str) -> list[Fact]:
    """Who asked, until when, and how it ended. `asked`: how many organisations in words."""
    told = [
        Fact("Asked", f"{asked}, on {long_date(found.opened_at)} by {found.opened_by}"),
        Fact("Answer by", long_date(found.answer_by)),
    ]
    if found.closed_at is not None:
        how = "Withdrawn" if found.outcome == Outcome.WITHDRAWN else "Closed"
        told.append(Fact(how, f"{long_date(found.closed_at)} by {found.closed_by}"))
    return told


def history(board: Board) -> list[Moment]:
    """Every word in the order in which it came, those that were replaced too."""
    names = {party.pk: party.name for party in board.parties}
    words = sorted((word for given in board.words.values() for word in given), key=lambda word: (word.at, word.pk))
    return [
        Moment(
            date_and_clock(word.at),
            f"{names[word.party_id]} {small(Stance(word.stance).label)}",
            note=f"{capital(by_whom(word))}; {on_what(word)}.",
        )
        for word in words
    ]


def replaced(board: Board) -> bool:
    """Whether any organisation changed its word."""
    return any(len(given) > 1 for given in board.words.values())
