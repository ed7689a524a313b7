"""The roster and coverage as rows of a file: the allow-listed columns, and no others."""

from collections.abc import Iterable, Iterator
from typing import Final

from groups.roster.finding import CONSTITUENCIES, Entry
from groups.roster.rules import Coverage

ROSTER: Final = (
    "Place",
    "Patients",
    "PCNs",
    "Group",
    "Basis",
    "Chair",
    "Secretariat",
    "Contact",
    "Constituency",
    "Seat",
    "Holder",
    "Job",
)
COVERAGE: Final = ("Practice", "ODS code", "Registered patients", "Has somebody at the table")


def roster_rows(entries: Iterable[Entry]) -> Iterator[tuple[object, ...]]:
    """A line for each seat; one line for a place without seats."""
    for entry in entries:
        place = entry.place
        head = (
            place.name,
            place.patients,
            place.pcns,
            place.group_name or "No group yet",
            (place.basis or "").capitalize(),
            ", ".join(entry.in_office("chair")),
            ", ".join(entry.in_office("secretariat")),
            place.contact or "",
        )
        if not entry.seats:
            yield (*head, "", "", "", "")
        for seat in entry.seats:
            kind = CONSTITUENCIES.get(seat.constituency, "Partner") if seat.seat_class == "core" else "In attendance"
            yield (*head, kind, seat.title, seat.holder or "Empty", seat.job_title or "")


def coverage_rows(found: Coverage) -> Iterator[tuple[object, ...]]:
    """Practices without a voice; then PCNs with their size and whether somebody sits for them."""
    for practice in found.unheard:
        yield (practice.name, practice.code, practice.patients, "No")
    for each in found.networks:
        yield (each.network.name, each.network.code, each.patients, "Yes" if each.seated else "No")
