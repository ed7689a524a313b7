"""What is held about a person: parts of the portal that are known here, and everything else by itself.

A holding has words for the page and a provider of rows for the copy. Rows that name a person and that no
holding covers are given out by the last one, so that a new table is never forgotten.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from groups.people.models import Person


@dataclass(frozen=True, slots=True)
class Held:
    """One row about a person: in a sentence, and as it is kept."""

    says: str
    values: Mapping[str, Any] = field(default_factory=dict)


Provider = Callable[[Person], Iterable[Held]]


@dataclass(frozen=True, slots=True)
class Holding:
    """A part of what is held: what it is, who sees it, how long it is kept.

    `covers`: the keys to people, as “groups.SeatTerm.person”, whose rows the provider gives; `more`: whether it
    gives rows without such a key too, which only the copy finds.
    """

    name: str
    provider: Provider
    title: str
    what: str
    seen_by: str
    kept: str
    covers: frozenset[str] = frozenset()
    more: bool = False


_holdings: Final[dict[str, Holding]] = {}


def register_holding(
    name: str,
    provider: Provider,
    *,
    title: str,
    what: str,
    seen_by: str,
    kept: str,
    covers: Iterable[str] = (),
    more: bool = False,
) -> None:
    """Add a part under its name; the page and the copy have them in the order they were added."""
    _holdings[name] = Holding(name, provider, title, what, seen_by, kept, frozenset(covers), more)


def holdings() -> list[Holding]:
    """Every part."""
    return list(_holdings.values())


def covered() -> frozenset[str]:
    """Every key to people that some part covers by name."""
    return frozenset().union(*(holding.covers for holding in _holdings.values()))
