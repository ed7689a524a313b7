"""What a group's home tells besides what needs somebody: sections of short facts that each part of the portal fills.

A part registers one or more facts under a section's title. What it asks of the database goes out in the
same statement as all that needs somebody.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gpleadership.lib.parts import Fact
from groups.home.asking import Ask, Facts, Rows
from groups.tenancy.models import LeadershipGroup
from groups.tenancy.standing import Standing

STANDS_ON: Final = "What we stand on"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its facts."""

    title: str
    anchor: str
    facts: list[Fact]


Words = Callable[[LeadershipGroup, Standing, Sequence[Facts], date], Iterable[Fact]]
"""From the group, how the reader stands in it, the rows that were asked for, and today, to facts for that reader."""


@dataclass(frozen=True, slots=True)
class _Part:
    order: int
    ask: Ask
    words: Words
    title: str


_parts: Final[dict[str, _Part]] = {}


def register_section(name: str, order: int, ask: Ask, words: Words, title: str = STANDS_ON) -> None:
    """Add a part's facts to the section of a title. Facts stand by `order`, sections by their first one."""
    _parts[name] = _Part(order, ask, words, title)


def asks() -> list[Ask]:
    """What the parts ask for."""
    return [part.ask for part in _parts.values()]


def sections_of(group: LeadershipGroup, standing: Standing, today: date, rows: Rows) -> list[Section]:
    """The sections that have something to tell this reader."""
    facts: dict[str, list[Fact]] = {}
    for part in sorted(_parts.values(), key=lambda each: each.order):
        facts.setdefault(part.title, []).extend(part.words(group, standing, rows[part.ask], today))
    told = {title: found for title, found in facts.items() if found}
    return [Section(title, f"section-{number}", found) for number, (title, found) in enumerate(told.items(), 1)]
