"""What ballots are held for: each kind brings its words, and what follows when a ballot ends."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from groups.ballots.models import Ballot


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of ballot.

    `question` heads the page; `asks` is the question about one name, with `{name}` in it; `contest`: whether one
    of the names is chosen. `follows` runs in the same act when a ballot was counted or ended without a count;
    `address` is where its result is read.
    """

    question: str
    asks: str
    contest: bool
    address: Callable[[Ballot], str]
    follows: Callable[[Ballot], None]


_kinds: Final[dict[str, Kind]] = {}


def register_kind(name: str, kind: Kind) -> None:
    """A package says what it holds ballots for, once, when Django starts."""
    _kinds[name] = kind


def kind_of(ballot: Ballot) -> Kind:
    """The kind of a ballot."""
    return _kinds[ballot.kind]
