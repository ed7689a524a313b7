"""Putting the roster and a place's coverage together from what the statements bring."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from groups.reference.models import System
from groups.reference.queries import practice_rows
from groups.roster import queries
from groups.roster.finding import Asked, narrowed
from groups.roster.rows import OfficeRow, PlaceRow, SeatRow, Size
from groups.roster.rules import Coverage, Network, Practice, coverage


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the roster with who is in office; its seats where they are asked for."""

    place: PlaceRow
    size: Size
    offices: tuple[OfficeRow, ...] = ()
    seats: tuple[SeatRow, ...] = ()

    def in_office(self, office: str) -> list[str]:
        """The names of those in an office; of a chair who only acts, with the word."""
        held = [row for row in self.offices if row.office == office]
        return [f"{row.name} (acting)" if row.acting else row.name for row in held]


def roster(system: System, asked: Asked, on: date) -> tuple[list[PlaceRow], list[PlaceRow]]:
    """Every place of the system, and those of them that answer what was asked."""
    places = queries.places_of(system.pk, on)
    matches = queries.matching(places, asked.words, on) if asked.words else set()
    return places, narrowed(places, asked, matches)


def summaries(places: Iterable[PlaceRow], on: date) -> list[Entry]:
    """These places with their size and who is in office."""
    shown = list(places)
    groups = _led(shown)
    return _entries(shown, _sizes(shown, on), (), queries.offices_of(groups))


def in_full(places: Iterable[PlaceRow], on: date) -> list[Entry]:
    """These places with every seat and who holds it."""
    shown = list(places)
    return _entries(shown, _sizes(shown, on), *queries.tables_of(_led(shown)))


def opened(place: PlaceRow) -> Entry:
    """One place with its seats, for the row that is opened: its size is not asked for."""
    return _entries([place], {}, *queries.tables_of(_led([place])))[0]


def one(system: System, slug: str, on: date) -> PlaceRow | None:
    """A place of the system by its address; None where the system has no such place on the day."""
    return next(iter(queries.places_of(system.pk, on, slug)), None)


def _led(places: Iterable[PlaceRow]) -> list[int]:
    """Their active groups: what is in a draft is not shown yet."""
    return [place.group_id for place in places if place.group_id and place.led]


def _sizes(places: Sequence[PlaceRow], on: date) -> dict[int, Size]:
    return queries.sizes_of([place.id for place in places], _led(places), on)


def _entries(
    places: Iterable[PlaceRow], sizes: dict[int, Size], seats: Iterable[SeatRow], offices: Iterable[OfficeRow]
) -> list[Entry]:
    held: dict[int | None, list[OfficeRow]] = defaultdict(list)
    tables: dict[int | None, list[SeatRow]] = defaultdict(list)
    for office in offices:
        held[office.group_id].append(office)
    for seat in seats:
        tables[seat.group_id].append(seat)
    unknown = Size(0, 0, 0, None)
    return [
        Entry(each, sizes.get(each.id, unknown), tuple(held[each.group_id]), tuple(tables[each.group_id]))
        for each in places
    ]


# ---- Coverage ----


def coverage_of(place_id: int, group_ids: Collection[int], on: date) -> Coverage:
    """Coverage of a place on a day, by the seats that are filled at this moment."""
    core = [seat for seat in queries.tables_of(group_ids)[0] if seat.seat_class == "core" and seat.organisation_id]
    networks = [
        Network(row.id, row.ods_code or "", row.name) for row in queries.organisations_of(place_id, on, kinds=["pcn"])
    ]
    return coverage(
        _practices(place_id, on),
        networks,
        seated={seat.organisation_id for seat in core if seat.organisation_id and seat.holder},
        empty={seat.organisation_id for seat in core if seat.organisation_id and not seat.holder},
    )


def _practices(place_id: int, on: date) -> list[Practice]:
    rows = practice_rows([place_id], on)
    pcns: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.pcn_id:
            pcns[row.practice_id].add(row.pcn_id)
    once = {row.practice_id: row for row in rows}
    return [
        Practice(row.practice_id, row.code, row.name, row.list_size, frozenset(pcns[row.practice_id]))
        for row in once.values()
    ]
