"""What the secretariat sees: who has declared, who is late, who was asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gpleadership.lib.dates import days_ago, days_left, long_date
from gpleadership.lib.parts import Column, Tone
from gpleadership.lib.words import capital, in_words, listed
from groups.interests.queries import Sitter

ASKABLE: Final = timedelta(days=60)
"""So long before the day chair and secretariat may ask by hand: who has just looked needs no letter."""
NAMED: Final = 3
"""So many names stand in the answer; the rows below have them all."""
COLUMNS: Final = (
    Column("Person"),
    Column("Seat"),
    Column("Last looked"),
    Column("Look again by"),
    Column("Asked"),
)


@dataclass(frozen=True, slots=True)
class SitterRow:
    """Somebody at the table, with how they stand with their declaration."""

    pk: int
    name: str
    seat: str
    looked: str
    due: str
    clock: str
    tone: Tone
    asked: str
    can_ask: bool


def lede(people: Sequence[Sitter], today: date) -> tuple[str, str]:
    """How many are late, and who."""
    late = [each for each in people if each.due < today]
    if not people:
        return "Nobody sits in this group yet.", ""
    if not late:
        return (
            "Nobody is late.",
            "Everybody at the table has looked at their interests within the year, or just joined.",
        )
    verb = "is" if len(late) == 1 else "are"
    names = [each.name for each in sorted(late, key=lambda each: (each.due, each.name))]
    if len(names) > NAMED + 1:
        names[NAMED:] = [f"{in_words(len(names) - NAMED)} others"]
    return f"{capital(in_words(len(late)))} {verb} late.", f"{listed(names)} should look now."


def rows(people: Iterable[Sitter], today: date) -> list[SitterRow]:
    """Whoever is due first comes first."""
    return [_row(each, today) for each in sorted(people, key=lambda each: (each.due, each.name))]


def _row(sitter: Sitter, today: date) -> SitterRow:
    left = (sitter.due - today).days
    near = sitter.due - today <= ASKABLE
    return SitterRow(
        pk=sitter.person_id,
        name=sitter.name,
        seat=sitter.seat or "Office without a seat",
        looked=long_date(sitter.reviewed_at) if sitter.reviewed_at else "Never",
        due=long_date(sitter.due),
        clock=days_left(sitter.due, today),
        tone="late" if left < 0 else "due" if left <= 14 else "",
        asked=days_ago(sitter.reminded, today) if sitter.reminded else "not yet" if near else "",
        can_ask=near and sitter.reminded != today,
    )
