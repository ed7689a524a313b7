"""Principles as rows for CSV and XLSX: the same ones, in the same order, as the page."""

from collections.abc import Iterable, Iterator
from typing import Final

from gpleadership.lib.dates import london_day
from groups.principles.enums import State
from groups.principles.listing import chosen_version
from groups.principles.queries import Entry

HEADER: Final = (
    "Number",
    "Title",
    "Principle",
    "What it means in the room",
    "State",
    "Version",
    "Adopted on",
    "Organisations that agreed",
    "Organisations asked",
    "Decisions that cite it",
    "Retired on",
    "Why it was retired",
)


def rows(shown: Iterable[Entry], show: str) -> Iterator[tuple[object, ...]]:
    """A line for each principle."""
    for entry in shown:
        version = chosen_version(entry, show)
        signed = version.round if version.adopted_at else None
        retired = version.state == State.RETIRED
        yield (
            entry.principle.number,
            version.title,
            version.statement,
            version.meaning,
            State(version.state).label,
            version.number,
            london_day(version.adopted_at) if version.adopted_at else None,
            signed.agreed if signed else None,
            signed.asked if signed else None,
            len(entry.uses),
            london_day(version.state_since) if retired else None,
            version.why if retired else "",
        )
