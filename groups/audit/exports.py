"""Both lists as rows of a file."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from groups.audit import presenters, queries
from groups.audit.forms import Filter, LogFilter
from groups.tenancy.models import LeadershipGroup

LOG: Final = ("Number", "When", "Who", "What", "Note", "Verb", "Sealed words", "Seal")
"""Seal: SHA-256, in hexadecimal, of the seal before it followed by the sealed words, in UTF-8."""
VIEWS: Final = ("When", "Who", "Job", "ICB", "What")
AT_ONCE: Final = 2_000


def log_rows(group: LeadershipGroup, asked: LogFilter) -> Iterator[tuple[object, ...]]:
    """Every entry that answers what was asked, with what it takes to check the chain."""
    entries = queries.entries(group, asked).iterator(chunk_size=AT_ONCE)
    while found := presenters.read(islice(entries, AT_ONCE)):
        names = queries.names(group, presenters.organisations(found))
        for each in found:
            line, entry = presenters.log_line(each, names), each.entry
            yield (entry.seq, entry.at, line.who, line.did, line.note, entry.verb, entry.body, entry.hash)


def view_rows(group: LeadershipGroup, asked: Filter) -> Iterator[tuple[object, ...]]:
    """Every single view that answers what was asked."""
    found = queries.views(group, asked)
    terms = queries.staff_terms(group, set(found.order_by().values_list("person_id", flat=True).distinct()))
    columns = ("at", "person_id", "person__full_name", "person__is_platform_staff", "what")
    for at, person, name, platform, what in found.values_list(*columns).iterator(chunk_size=AT_ONCE):
        yield (at, name, *presenters.staff(terms.get(person, ()), at, platform=platform), what)
