"""The register as a document: everything that holds today, person by person, then who has nothing to declare."""

from datetime import datetime
from typing import Final

from django.utils import timezone

from gpleadership.lib.dates import london_day, long_date
from gpleadership.lib.documents.model import Clause, Document, Footer, Section, Table
from groups.interests.enums import SUBJECT
from groups.interests.presenters.register import days, lede
from groups.interests.register import NOTHING, SILENT, Asked, Entry, Register, chosen, register_of
from groups.tenancy.models import LeadershipGroup

HEADS: Final = ("Person", "Kind", "Interest", "From, to", "What is done about it")
NIL_HEADS: Final = ("Person", "What they said")
SILENT_HEADS: Final = ("Person", "What the register says")


def register_document_of(group: LeadershipGroup, subject: str) -> Document:
    """The register as it stands. Raises LookupError for any other subject."""
    if subject != SUBJECT:
        raise LookupError(subject)
    now = timezone.now()
    return document_of(group, register_of(group, now), now)


def document_of(group: LeadershipGroup, found: Register, now: datetime) -> Document:
    """The document; it carries the day of the newest declaration, so that it is made once for each."""
    made = found.changed or london_day(group.created_at)
    strong, rest = lede(found)
    return Document(
        title="Register of interests",
        author=group.name,
        status=f"Last changed on {long_date(made)}",
        lede=f"{strong} {rest}",
        facts=(),
        sections=tuple(_sections(chosen(found.entries, Asked()))),
        footer=Footer("Register of interests", long_date(made), group.name),
        made=made,
    )


def _sections(entries: list[Entry]) -> list[Section]:
    nil = [each for each in entries if each.kind == NOTHING]
    silent = [each for each in entries if each.kind == SILENT]
    said = [each for each in entries if each.kind not in {NOTHING, SILENT}]
    parts = (
        ("What is declared", "Interests and roles, person by person", HEADS, [_line(each) for each in said]),
        ("Nothing to declare", "Who has nothing to declare", NIL_HEADS, [_nil(each) for each in nil]),
        ("Not declared yet", "Who has still to declare", SILENT_HEADS, [(each.person, each.what) for each in silent]),
    )
    return [
        Section("", title, (Clause("", (Table(caption, heads, tuple(rows)),)),))
        for title, caption, heads, rows in parts
        if rows
    ]


def _line(entry: Entry) -> tuple[str, ...]:
    whose = f" (indirect: {entry.whose})" if entry.whose else ""
    with_whom = f", with {entry.with_whom}" if entry.with_whom else ""
    what = f"{entry.what.rstrip('.') if with_whom else entry.what}{with_whom}{whose}"
    return (entry.person, entry.label, what, days(entry.start, entry.end), entry.mitigation)


def _nil(entry: Entry) -> tuple[str, ...]:
    return (entry.person, f"Said so on {long_date(entry.start)}" if entry.start else entry.what)
