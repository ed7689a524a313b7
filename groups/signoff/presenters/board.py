"""The board of organisations in words: under each word those who gave it, objections first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from django.urls import reverse

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Link
from groups.signoff.enums import Authority, Outcome, Stance
from groups.signoff.models import Party, Round, Word
from groups.signoff.queries import Board
from groups.tenancy.capabilities import Capability


class Reader(Protocol):
    """Whoever looks at the board."""

    def can(self, capability: str) -> bool:
        """Whether they have this right in the group."""


@dataclass(frozen=True, slots=True)
class Line:
    """An organisation: on what its word rests, what it says, who gave it."""

    name: str
    side: str = ""
    note: str = ""
    remedy: str = ""
    who: str = ""
    link: Link | None = None
    owed: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """A word, or none, with those who gave it. `shape`: what is drawn beside it."""

    shape: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class BoardWords:
    """A board as a page shows it. `why` is empty once it is over."""

    headline: str
    why: str
    stands: tuple[Stand, ...]
    links: tuple[Link, ...]
    anchor: str


HEADINGS: Final = {
    Stance.OBJECT: ("Objects", "Object"),
    Stance.RESERVATION: ("Agrees, with a reservation", "Agree, with a reservation"),
    Stance.STAND_ASIDE: ("Stands aside", "Stand aside"),
    Stance.AGREE: ("Agrees", "Agree"),
}


def board_words(board: Board, slug: str, reader: Reader, *, on_round: bool = False) -> BoardWords:
    """The board for somebody. On the page of what is signed off it is brief, and leads to the round's own."""
    found = board.round
    standing = board.standing
    links = () if on_round else (Link("See the sign-off", _address(found, slug)),)
    return BoardWords(
        headline=standing.headline if found.is_open else standing.past,
        why=standing.why if found.is_open else "",
        stands=tuple(
            _stands(board, slug, records=found.is_open and reader.can(Capability.STEWARD), brief=not on_round)
        ),
        links=links,
        anchor=f"board-{found.pk}",
    )


def _stands(board: Board, slug: str, *, records: bool, brief: bool) -> Iterator[Stand]:
    by_stance: dict[Stance | None, list[Line]] = {}
    for party in board.parties:
        word = board.last(party)
        stance = Stance(word.stance) if word else None
        by_stance.setdefault(stance, []).append(
            _line(board, party, word, slug, records=records and not brief, brief=brief)
        )
    for stance, headings in HEADINGS.items():
        if lines := by_stance.get(stance):
            yield Stand(stance.value, headings[len(lines) > 1], tuple(lines))
    if lines := by_stance.get(None):
        yield Stand("none", _silence(board.round, len(lines)), tuple(lines))


def _silence(found: Round, count: int) -> str:
    if not found.is_open:
        return "Gave no word"
    return "Has not answered" if count == 1 else "Have not answered"


def _line(board: Board, party: Party, word: Word | None, slug: str, *, records: bool, brief: bool) -> Line:
    is_open = board.round.is_open
    mine = is_open and getattr(party, "mine", False)
    link = _link(party, word, slug, mine=mine, records=records)
    if word is None:
        return Line(party.name, side="awaited from you" if mine else "", link=link, owed=mine)
    return Line(party.name, on_what(word), word.note, word.remedy, "" if brief else by_whom(word), link)


def _link(party: Party, word: Word | None, slug: str, *, mine: bool, records: bool) -> Link | None:
    verb = "Change" if word else ("Give" if mine else "Record")
    if mine:
        return Link(f"{verb} its word", reverse("signoff:word", args=[slug, party.round_id, party.pk]), party.name)
    if records:
        address = reverse("signoff:record", args=[slug, party.round_id, party.pk])
        return Link("Record another word" if word else "Record its word", address, f"of {party.name}")
    return None


def on_what(word: Word) -> str:
    """“ratified by its board, 10 November 2026”."""
    authority = "ratified by its board" if word.authority == Authority.BOARD else "leader’s view"
    return f"{authority}, {long_date(word.given_on)}"


def by_whom(word: Word) -> str:
    """“Recorded by Kofi Mensah on the word of Dr Tan”, or who gave it and as what."""
    if word.recorded:
        return f"Recorded by {word.by} on the word of {word.on_word_of or 'somebody whose name was erased'}"
    return f"{word.by}, {word.speaks_as}"


def _address(found: Round, slug: str) -> str:
    return reverse("signoff:round", args=[slug, found.pk])


def outcome_words(found: Round) -> str:
    """How a round stands, above its title."""
    if found.closed_at is None:
        return f"Out for agreement · answer by {long_date(found.answer_by)}"
    return f"{Outcome(found.outcome).label} on {long_date(found.closed_at)}"
