"""The register as a document: everything that holds today, person by person."""

from datetime import datetime
from itertools import groupby
from typing import Final

from django.utils import timezone

from gpleadership.lib.dates import london_day, long_date
from gpleadership.lib.documents.model import Clause, Document, Footer, Section, Table
from groups.interests.presenters.register import days, lede
from groups.interests.register import Asked, Entry, Register, chosen, register_of
from groups.tenancy.models import LeadershipGroup

KIND, SUBJECT = "interests", "register"
HEADS: Final = ("Kind", "Interest", "With whom", "From, to", "What is done about it")


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
    people = groupby(entries, key=lambda each: (each.person_id, each.person))
    return [Section("", name, (Clause("", (_table(name, list(own)),)),)) for (_, name), own in people]


def _table(name: str, entries: list[Entry]) -> Table:
    return Table(f"Interests of {name}", HEADS, tuple(_line(each) for each in entries))


def _line(entry: Entry) -> tuple[str, ...]:
    whose = f" (indirect: {entry.whose})" if entry.whose else ""
    return (entry.label, entry.what + whose, entry.with_whom, days(entry.start, entry.end), entry.mitigation)
