"""The register in words: the answer first, rows, choices of the filter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Badge, Column, Option
from gpleadership.lib.words import capital, in_words, plural
from groups.interests.register import KINDS, ROLE, SILENT, WITHHELD, Entry, Register
from groups.seats.presenters.cards import SYSTEM_ROLE

COLUMNS: Final = (
    Column("Person", "person"),
    Column("Kind", "kind"),
    Column("Interest"),
    Column("From, to", "since"),
    Column("What is done about it"),
)
KIND_OPTIONS: Final = tuple(Option(value, label) for value, label in KINDS.items())
WHEN_OPTIONS: Final = (Option("past", "Past"), Option("all", "Now and past"))
_TONES: Final = {ROLE: "due", SILENT: "late"}
HEADER: Final = ("Person", "Kind", "Interest", "With whom", "Whose", "From", "To", "What is done about it", "State")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the register, ready for the table."""

    person: str
    kind: str
    badge: Badge | None
    what: str
    lines: tuple[str, ...]
    days: str
    mitigation: str


def lede(register: Register) -> tuple[str, str]:
    """How many have declared, and who has not."""
    people = register.sitters
    if not people:
        return "Nobody sits in this group yet.", "Whoever has a seat or an office declares interests here."
    silent = [each for each in people if each.reviewed_at is None]
    declared = len(people) - len(silent)
    if not silent:
        return f"All {len(people)} people at the table have declared.", "Each looks again once a year."
    rest = f"{capital(in_words(len(silent)))} {'has' if len(silent) == 1 else 'have'} not declared yet."
    return f"{declared} of {plural(len(people), 'person', 'people')} at the table have declared.", rest


def rows(entries: Iterable[Entry]) -> list[Row]:
    """A row for each line."""
    return [_row(each) for each in entries]


def _row(entry: Entry) -> Row:
    role = entry.kind == ROLE and entry.state == "now"
    quiet = entry.kind in {WITHHELD, SILENT}
    with_whom = f"With {entry.with_whom}" if entry.with_whom and entry.kind != ROLE else entry.with_whom
    lines = (with_whom, f"Indirect: {entry.whose}" if entry.whose else "")
    return Row(
        person=entry.person,
        kind=entry.label,
        badge=Badge(SYSTEM_ROLE, "due") if role else None,
        what=entry.what,
        lines=tuple(line for line in lines if line),
        days="" if quiet else days(entry.start, entry.end),
        mitigation=entry.mitigation,
    )


def days(start: date | None, end: date | None) -> str:
    """Since 1 May 2024; 1 May 2024 to 3 June 2025."""
    if start is None:
        return ""
    return f"{long_date(start)} to {long_date(end)}" if end else f"Since {long_date(start)}"


def file_rows(entries: Iterable[Entry]) -> Iterable[tuple[object, ...]]:
    """The same lines for CSV and XLSX."""
    for each in entries:
        state = "" if each.kind in {WITHHELD, SILENT} else capital(each.state)
        words = (each.person, each.label, each.what, each.with_whom, each.whose)
        yield (*words, each.start, each.end, each.mitigation, state)
