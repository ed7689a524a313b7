"""Putting the roster and a place's coverage together from what the statements bring."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from groups.reference.models import System
from groups.reference.queries import practice_rows
from groups.roster import queries
from groups.roster.finding import Asked, Entry, entries, narrowed
from groups.roster.queries import SeatRow
from groups.roster.rules import Coverage, Network, Practice, coverage


def roster(system: System, asked: Asked, on: date) -> tuple[list[Entry], list[Entry]]:
    """Every place of the system, and those of them that answer what was asked."""
    places = queries.places_of(system.pk, on)
    groups = [place.group_id for place in places if place.group_id]
    everything = entries(places, queries.seats_of(groups), queries.offices_of(groups))
    matches = queries.matching([place.id for place in places], asked.words, on) if asked.words else set()
    return everything, narrowed(everything, asked, matches)


def one(system: System, slug: str, on: date, *, offices: bool = True) -> Entry | None:
    """One place of the system with its seats; None where the system has no such place on the day."""
    place = next((place for place in queries.places_of(system.pk, on) if place.slug == slug), None)
    if place is None:
        return None
    groups = [place.group_id] if place.group_id else []
    return entries([place], queries.seats_of(groups), queries.offices_of(groups) if offices else [])[0]


def coverage_of(place_id: int, seats: Iterable[SeatRow], on: date) -> Coverage:
    """Coverage of a place on a day, by those of its group's seats that are filled at this moment."""
    seated = {
        seat.organisation_id for seat in seats if seat.holder and seat.seat_class == "core" and seat.organisation_id
    }
    networks = [
        Network(row.id, row.ods_code or "", row.name) for row in queries.organisations_of(place_id, on, kinds=["pcn"])
    ]
    return coverage(_practices(place_id, on), networks, seated)


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
