"""What passes over on the day, and who does it: a short list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Badge
from groups.chair.models import Appointment
from groups.seats.models import OfficeTerm
from groups.seats.rules.spans import begun

BY_ITSELF = "Happens by itself"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that passes over."""

    title: str
    who: str
    text: str
    badge: Badge | None = None


def handover_steps(appointment: Appointment, terms: Iterable[OfficeTerm], now: datetime) -> list[Step]:
    """Office, second step, papers, partners, practices; nothing where the term was cancelled."""
    term = appointment.office_term
    if term is None:
        return []
    before = next((each for each in terms if each.pk != term.pk and each.period.upper == term.period.lower), None)
    again = before is not None and before.person_id == term.person_id
    return list(_again(term, now) if again else _steps(term, before, now))


def _office(term: OfficeTerm, before: OfficeTerm | None, now: datetime) -> Step:
    first = long_date(term.period.lower)
    ends = f" {before.person}’s ends at the same moment." if before and before.person_id != term.person_id else ""
    badge = Badge("Done", "good") if begun(term.period, now) else Badge(f"On {first}")
    text = f"{term.person}’s term begins on {first}.{ends} Whoever holds no core seat gets the chair’s seat with it."
    return Step("The office", BY_ITSELF, text, badge)


def _again(term: OfficeTerm, now: datetime) -> Iterator[Step]:
    yield _office(term, None, now)
    yield Step("Tell practices and partners", "Secretariat", f"That {term.person} was chosen again, and until when.")


def _steps(term: OfficeTerm, before: OfficeTerm | None, now: datetime) -> Iterator[Step]:
    old = str(before.person) if before else "The secretariat"
    yield _office(term, before, now)
    yield Step(
        "A second step at signing in",
        str(term.person),
        "The chair’s pages ask for it at the first visit, and show how to set it up. A phone is enough.",
    )
    yield Step(
        "Papers and promises",
        f"{old} and the secretariat" if before else old,
        "What is open, what was promised to whom, the next agenda, and letters that wait for an answer.",
    )
    yield Step(
        "Introductions to partners",
        old,
        "In person or by email: the acute trust’s chief executive, the council, the ICB’s place lead.",
    )
    yield Step("Tell practices and partners", "Secretariat", f"Who speaks for general practice now: {term.person}.")
