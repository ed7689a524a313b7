"""Which places of a system somebody asks for: words and two filters, all in the address of the page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from groups.roster.queries import OfficeRow, PlaceRow, SeatRow

STATES: Final = {
    "gaps": "With an empty seat",
    "no-chair": "With no chair",
    "no-group": "With no group",
}
CONSTITUENCIES: Final = {"pcn": "PCN", "lmc": "LMC", "federation": "Federation", "other": "Other leaders"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for; what makes no sense is left out, so that an old link still answers."""

    words: str = ""
    state: str = ""
    constituency: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """From the page's address."""
        state, constituency = query.get("state", ""), query.get("constituency", "")
        return cls(
            " ".join(query.get("q", "").replace("\x00", "").split())[:100],
            state if state in STATES else "",
            constituency if constituency in CONSTITUENCIES else "",
        )

    @property
    def narrows(self) -> bool:
        """Whether anything was asked at all."""
        return bool(self.words or self.state or self.constituency)


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the roster with everything that is shown of it."""

    place: PlaceRow
    seats: tuple[SeatRow, ...]
    offices: tuple[OfficeRow, ...]

    @property
    def core(self) -> list[SeatRow]:
        """The seats at the table; guests are not counted."""
        return [seat for seat in self.seats if seat.seat_class == "core"]

    @property
    def empty(self) -> list[SeatRow]:
        """Seats at the table that nobody holds."""
        return [seat for seat in self.core if seat.holder is None]

    def in_office(self, office: str) -> list[str]:
        """The names of those in an office."""
        return [row.name for row in self.offices if row.office == office]


def entries(places: Sequence[PlaceRow], seats: Iterable[SeatRow], offices: Iterable[OfficeRow]) -> list[Entry]:
    """Each place with its own group's seats and offices."""
    by_group: dict[int, tuple[list[SeatRow], list[OfficeRow]]] = {
        place.group_id: ([], []) for place in places if place.group_id
    }
    for seat in seats:
        by_group[seat.group_id][0].append(seat)
    for office in offices:
        by_group[office.group_id][1].append(office)
    found = (by_group.get(place.group_id or 0, ([], [])) for place in places)
    return [Entry(place, tuple(own), tuple(held)) for place, (own, held) in zip(places, found, strict=True)]


def narrowed(found: Iterable[Entry], asked: Asked, matches: set[int]) -> list[Entry]:
    """The places that answer what was asked. `matches`: those that the words find by more than their names."""
    return [entry for entry in found if _by_words(entry, asked, matches) and _by_state(entry, asked)]


def _by_words(entry: Entry, asked: Asked, matches: set[int]) -> bool:
    if not asked.words:
        return True
    words = asked.words.casefold()
    place = entry.place
    return place.id in matches or words in place.name.casefold() or words in (place.group_name or "").casefold()


def _by_state(entry: Entry, asked: Asked) -> bool:
    if asked.state == "no-group" and entry.place.status == "active":
        return False
    if asked.state == "no-chair" and (entry.place.group_id is None or entry.in_office("chair")):
        return False
    if asked.state == "gaps" and not entry.empty:
        return False
    if asked.constituency:
        rows = entry.empty if asked.state == "gaps" else entry.core
        return any(seat.constituency == asked.constituency for seat in rows)
    return True
