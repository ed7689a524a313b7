"""Every term of office as rows for CSV and XLSX: the same offices, in the same order, as the page."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from gpleadership.lib.dates import last_day, london_day
from groups.seats.enums import Office
from groups.seats.models import OfficeTerm
from groups.seats.rules.spans import begun, over

HEADER: Final = ("Office", "Acting", "Name", "First day", "Last day", "State", "Why it ended")


def rows(offices: Iterable[Office], terms: Sequence[OfficeTerm], now: datetime) -> Iterator[tuple[object, ...]]:
    """A line for each term, the newest first in each office."""
    for office in offices:
        own = [term for term in terms if term.office == office]
        for term in sorted(own, key=lambda term: term.period.lower, reverse=True):
            yield _row(term, now)


def _row(term: OfficeTerm, now: datetime) -> tuple[object, ...]:
    state = "Ended" if over(term.period, now) else "Now" if begun(term.period, now) else "To come"
    return (
        Office(term.office).label,
        "Yes" if term.acting else "No",
        str(term.person),
        london_day(term.period.lower),
        last_day(term.period),
        state,
        term.end_reason,
    )
