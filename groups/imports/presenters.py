"""Imports in words."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from gpleadership.lib.dates import date_and_clock, days_ago, long_date
from gpleadership.lib.ods import Kind
from gpleadership.lib.parts import Column, Fact, Link, Option
from gpleadership.lib.words import capital, plural
from groups.imports import wording
from groups.imports.enums import State, Subject, What
from groups.imports.models import ImportBatch, ImportChange, ImportFile
from groups.imports.rules import Applied

CHANGES = (
    Column("Change", "what"),
    Column("Code", "code"),
    Column("Name", "name"),
    Column("Before"),
    Column("After"),
)
BADGES = {
    State.DATES: "due",
    State.STAGED: "due",
    State.APPLIED: "good",
    State.FAILED: "late",
}


def last_files(last: Mapping[Kind, Applied]) -> list[Fact]:
    """What there is of each kind of file, and of which day; what was never brought in says so."""
    return [
        Fact(capital(kind.label), f"as at {long_date(last[kind].as_at)}" if kind in last else "never brought in")
        for kind in Kind
    ]


def history_rows(batches: Iterable[ImportBatch]) -> list[dict[str, object]]:
    """A line for each import: when, by whom, which files, how it stands."""
    return [
        {
            "when": date_and_clock(batch.created_at),
            "href": reverse("imports:import", args=[batch.public_id]),
            "by": str(batch.requested_by) if batch.requested_by else "On the server",
            "files": file_words(batch),
            "state": batch.get_state_display(),
            "badge": BADGES.get(State(batch.state), ""),
        }
        for batch in batches
    ]


def file_words(batch: ImportBatch) -> str:
    """The kinds of an import's files."""
    kinds = dict.fromkeys(file.ods_kind.label for file in batch.files.all())
    return ", ".join(kinds) or "Not read yet"


def lede(batch: ImportBatch) -> str:
    """What the import says first."""
    total = sum(counts_of(batch).values())
    match batch.state:
        case State.STAGED if not total:
            return "Nothing would change. Applying it notes that these files were looked at."
        case State.STAGED:
            return f"{plural(total, 'thing')} would change. Nothing is changed until you apply it."
        case State.APPLIED:
            when = date_and_clock(batch.applied_at) if batch.applied_at else ""
            return f"{plural(total, 'thing')} changed on {when}."
        case State.DISCARDED:
            return "It was discarded before it was applied. Nothing was changed."
        case State.FAILED:
            return "Nothing was changed."
        case _:
            return f"Brought in {days_ago(batch.created_at)}."


def counts_of(batch: ImportBatch) -> dict[str, int]:
    """All changes by "what subject", in the order of the list."""
    return wording.added_up(file.counts for file in batch.files.all())


def summary(batch: ImportBatch) -> list[Link]:
    """Each kind of change with its count, leading to its rows."""
    return [
        Link(wording.sentence(key, count), "?" + "what={}&of={}".format(*key.split(" ")) + "#list")
        for key, count in counts_of(batch).items()
    ]


def file_facts(batch: ImportBatch) -> list[Fact]:
    """Each file: what it is, of which day, how that is known."""
    return [Fact(capital(file.ods_kind.label), _file_words(file)) for file in batch.files.all()]


def _file_words(file: ImportFile) -> str:
    if file.skipped:
        return f"{file.name}. {file.skipped}, so it is left out."
    day = f"As at {long_date(file.as_at)}, {_known(file.as_at_source)}. " if file.as_at else ""
    return f"{day}{plural(file.rows, 'row')} of {file.name}."


def _known(source: str) -> str:
    return "as the file itself says" if source == "the file carries it" else source


def notes(batch: ImportBatch) -> list[str]:
    """What is to be read before approving."""
    found = [note for file in batch.files.all() for note in file.notes]
    return [batch.error, *found] if batch.state == State.STAGED and batch.error else found


def kinds_of_change(batch: ImportBatch) -> list[Option]:
    """The filter of the list: the kinds of change that there are."""
    there = {key.split(" ")[0] for key in counts_of(batch)}
    return [Option(what.value, what.label) for what in What if what.value in there]


def subjects(batch: ImportBatch) -> list[Option]:
    """The filter of the list: what is changed."""
    there = {key.split(" ")[1] for key in counts_of(batch)}
    return [Option(each.value, each.label) for each in Subject if each.value in there]


def cells(change: ImportChange) -> list[object]:
    """One change as a row."""
    subject = Subject(change.subject)
    what = What(change.what).label
    kind = what if subject == Subject.PRACTICE else f"{what} ({subject.label})"
    return [kind, change.code, change.name, change.before, change.after]
