"""The roster and coverage as rows of a file: the allow-listed columns, and no others."""

from collections.abc import Iterable, Iterator
from typing import Final

from gpleadership.lib.dates import london_day
from groups.roster.finding import CONSTITUENCIES
from groups.roster.reading import Entry
from groups.roster.rules import Coverage
from groups.tenancy.enums import Basis

ROSTER: Final = (
    "Place",
    "Patients",
    "PCNs",
    "Practices",
    "Group",
    "Standing",
    "Basis",
    "Chair",
    "Deputy chair",
    "Secretariat",
    "Contact",
    "Seats last changed",
    "Constituency",
    "Seat",
    "Holder",
    "Job",
)
COVERAGE: Final = ("Practice", "ODS code", "Registered patients", "PCN", "PCN code", "PCN’s seat", "Has a voice")
SEAT: Final = {"filled": "Filled", "empty": "Empty", "none": "None"}


def roster_rows(entries: Iterable[Entry]) -> Iterator[tuple[object, ...]]:
    """A line for each seat; one line for a place without seats."""
    for entry in entries:
        head = _place(entry)
        for seat in entry.seats:
            kind = CONSTITUENCIES.get(seat.constituency, "Partner") if seat.seat_class == "core" else "In attendance"
            yield (*head, kind, seat.title, seat.holder or "Empty", seat.job_title or "")
        if not entry.seats:
            yield (*head, "", "", "", "")


def _place(entry: Entry) -> tuple[object, ...]:
    place, size = entry.place, entry.size
    return (
        place.name,
        size.patients,
        size.pcns,
        size.practices,
        place.group_name or "",
        "Active" if place.led else "Being founded" if place.group_id else "No group yet",
        Basis(place.basis).label.split(":")[0] if place.basis else "",
        *(", ".join(entry.in_office(office)) for office in ("chair", "deputy_chair", "secretariat")),
        place.contact or "",
        london_day(size.changed) if size.changed else None,
    )


def coverage_rows(found: Coverage) -> Iterator[tuple[object, ...]]:
    """A line for each practice in each PCN of the place, and for one that is in none."""
    unheard = set(found.unheard)
    placed = {practice for network in found.networks for practice in network.practices}
    for each in found.networks:
        pcn = (each.network.name, each.network.code, SEAT[each.seat])
        for practice in each.practices:
            heard = "No" if practice in unheard else "Yes"
            yield (practice.name, practice.code, practice.patients, *pcn, heard)
    for practice in found.practices:
        if practice not in placed:
            heard = "No" if practice in unheard else "Yes"
            yield (practice.name, practice.code, practice.patients, "", "", "", heard)
