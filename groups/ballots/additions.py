"""What packages above add to the page of a ballot: the term that follows from it, what comes next."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from gpleadership.lib.parts import Link
from groups.ballots.models import Ballot


@dataclass(frozen=True, slots=True)
class Addition:
    """A sentence that goes on after the result, and where to read more. Whoever reads it stands in the group."""

    sentence: str
    links: tuple[Link, ...] = ()


Provider = Callable[[Ballot], Addition | None]
"""From a ballot in any state, inside a scope that reads its group. Two queries at most."""

_providers: Final[dict[str, Provider]] = {}


def register_addition(kind: str, provider: Provider) -> None:
    """Name who speaks about ballots of a kind, once, when Django starts; the last to speak counts."""
    _providers[kind] = provider


def addition_to(ballot: Ballot) -> Addition | None:
    """What is to be added about a ballot, if anything is."""
    provider = _providers.get(ballot.kind)
    return provider(ballot) if provider else None
