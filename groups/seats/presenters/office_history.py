"""The history of the offices in words."""

from collections.abc import Sequence
from datetime import datetime

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Moment
from gpleadership.lib.words import capital, in_words
from groups.seats.enums import Office
from groups.seats.models import OfficeTerm
from groups.seats.presenters.history import officers
from groups.seats.rules.spans import begun


def histories(offices: Sequence[Office], terms: Sequence[OfficeTerm], now: datetime) -> list[tuple[str, list[Moment]]]:
    """Each office with its history, the newest first."""
    return [(office.label, officers(office, terms, now)) for office in offices]


def lede(terms: Sequence[OfficeTerm], now: datetime) -> str:
    """How many have been chair, and since when."""
    held = [term for term in terms if term.office == Office.CHAIR and begun(term.period, now)]
    if not held:
        return "Nobody has been chair yet."
    chairs = len({term.person_id for term in held if not term.acting})
    acting = sum(1 for term in held if term.acting)
    since = long_date(min(term.period.lower for term in held))
    were = "was an acting chair’s" if acting == 1 else "were acting chairs’"
    acted = f" {capital(in_words(acting))} of the terms {were}." if acting else ""
    return (
        f"{capital(in_words(chairs))} {'person has' if chairs == 1 else 'people have'} been chair since {since}.{acted}"
    )
