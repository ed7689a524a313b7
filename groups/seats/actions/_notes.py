"""What the log keeps of a seat or term: ids, days and instants openly; names, jobs and reasons apart."""

from typing import Any

from groups.log.record import record
from groups.people.models import Person
from groups.seats.models import OfficeTerm, Seat, SeatTerm

SEAT_FIELDS = ("title", "constituency", "seat_class", "votes", "needed_for_quorum", "organisation_id", "version")
Values = dict[str, Any]


def seat_values(seat: Seat) -> Values:
    """A seat as the log keeps it."""
    return {name: getattr(seat, name) for name in SEAT_FIELDS}


def term_values(term: SeatTerm | OfficeTerm) -> Values:
    """A term as the log keeps it: to the microsecond, so that an end can be taken back exactly."""
    values: Values = {
        "person": term.person_id,
        "begins": term.period.lower.isoformat(),
        "ends": term.period.upper.isoformat() if term.period.upper else None,
        "version": term.version,
    }
    if isinstance(term, SeatTerm):
        return {"seat": term.seat_id, "part": term.part, "acting": term.acting} | values
    return {"office": term.office, "acting": term.acting} | values


def personal_values(term: SeatTerm | OfficeTerm) -> Values:
    """What is said of the person in a term."""
    values = {"name": term.person.full_name, "reason": term.end_reason}
    if isinstance(term, SeatTerm):
        values["job_title"] = term.job_title
    return values


def note_seat(seat: Seat, verb: str, *, by: Person, before: Values | None = None) -> None:
    """Record what was done to a seat."""
    record(seat.group_id, verb, by=by, subject=seat, before=before, after=seat_values(seat))


def note_term(term: SeatTerm | OfficeTerm, verb: str, *, by: Person | None, before: Values | None = None) -> None:
    """Record what was done to a term."""
    record(
        term.group_id,
        verb,
        by=by,
        subject=term,
        before=before,
        after=term_values(term),
        personal=personal_values(term),
    )
