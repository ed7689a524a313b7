"""The clauses of a draft: changed, added, moved, left out, brought back, removed."""

from typing import Final

from django.db.models import Max
from django.utils import timezone

from gpleadership.lib.dates import date_and_clock
from gpleadership.lib.refusal import EditedMeanwhile
from groups.log.whole import whole
from groups.people.models import Person
from groups.terms import policies
from groups.terms.actions._keeping import hold_clause, hold_draft, note_clause, touched
from groups.terms.contents import words_of
from groups.terms.library import says
from groups.terms.models import Terms, TermsClause
from groups.terms.queries import fact_names, facts_now

WORDS: Final = ["text", "edited_by", "edited_at", "version"]


@whole()
def edit_clause(clause: TermsClause, text: str, *, version: int, by: Person) -> TermsClause:
    """Change a clause’s words. Raises `EditedMeanwhile` if somebody else did since `version`, or `Refused`."""
    clause, text = hold_clause(clause), policies.tidied(text)
    _check_version(clause, version)
    _check_text(clause.terms, text)
    before = clause.text
    clause.text = "" if clause.key and text == says(clause.key, clause.terms.basis) else text
    _save(clause, by)
    note_clause(clause, "terms clause changed", by=by, before=before)
    return clause


@whole()
def add_clause(terms: Terms, section: str, text: str, *, by: Person) -> TermsClause:
    """Add a clause of the group’s own at the end of a section. Raises `Refused`."""
    terms, text = hold_draft(terms), policies.tidied(text)
    rows = TermsClause.objects.filter(group_id=terms.group_id, terms=terms)
    policies.check_room(rows.count())
    _check_text(terms, text)
    last = rows.filter(section=section).aggregate(last=Max("position"))["last"] or 0
    clause = TermsClause.objects.create(
        group_id=terms.group_id,
        terms=terms,
        section=section,
        position=last + 1,
        text=text,
        edited_by=by,
        edited_at=timezone.now(),
    )
    touched(terms)
    note_clause(clause, "terms clause added", by=by)
    return clause


@whole()
def restore_clause(clause: TermsClause, *, version: int, by: Person) -> TermsClause:
    """Go back to the library’s words. Raises `EditedMeanwhile`, or `Refused`."""
    clause = hold_clause(clause)
    _check_version(clause, version)
    policies.check_can_restore(clause, clause.terms.basis)
    before, clause.text = clause.text, ""
    _save(clause, by)
    note_clause(clause, "terms clause restored", by=by, before=before)
    return clause


@whole()
def remove_clause(clause: TermsClause, *, version: int, by: Person) -> Terms:
    """Take out a clause of the group’s own. Raises `EditedMeanwhile`, or `Refused`."""
    clause = hold_clause(clause)
    policies.check_own(clause)
    _check_version(clause, version)
    note_clause(clause, "terms clause removed", by=by)
    TermsClause.objects.filter(group_id=clause.group_id, pk=clause.pk).delete()
    touched(clause.terms)
    return clause.terms


@whole()
def leave_out(clause: TermsClause, *, by: Person) -> TermsClause:
    """Do without a clause of the library. Raises `Refused`."""
    clause = hold_clause(clause)
    policies.check_can_leave_out(clause)
    return _set_aside(clause, "terms clause left out", aside=True, by=by)


@whole()
def bring_back(clause: TermsClause, *, by: Person) -> TermsClause:
    """Take in again what was left out. Raises `Refused`."""
    clause = hold_clause(clause)
    if clause.text:
        _check_text(clause.terms, clause.text)
    return _set_aside(clause, "terms clause brought back", aside=False, by=by)


def _set_aside(clause: TermsClause, verb: str, *, aside: bool, by: Person) -> TermsClause:
    if clause.left_out != aside:
        clause.left_out = aside
        clause.save(update_fields=["left_out"])
        touched(clause.terms)
        note_clause(clause, verb, by=by)
    return clause


@whole()
def move_clause(clause: TermsClause, *, up: bool, by: Person) -> TermsClause:
    """One place up or down among the clauses of its section that are read; at the end nothing happens."""
    clause = hold_clause(clause)
    rows = TermsClause.objects.filter(group_id=clause.group_id, terms=clause.terms, section=clause.section)
    every = sorted(rows, key=lambda each: (each.position, each.pk))
    read = [each for each in every if not each.left_out and words_of(each, clause.terms.basis)]
    at = next((place for place, each in enumerate(read) if each.pk == clause.pk), None)
    to = None if at is None else at + (-1 if up else 1)
    if at is None or to is None or not 0 <= to < len(read):
        return clause
    _swap(every, every.index(read[at]), every.index(read[to]))
    touched(clause.terms)
    note_clause(clause, "terms clause moved", by=by)
    return clause


def _swap(every: list[TermsClause], one: int, other: int) -> None:
    every[one], every[other] = every[other], every[one]
    for position, each in enumerate(every, 1):
        each.position = position
    TermsClause.objects.bulk_update(every, ["position"])


def _check_text(terms: Terms, text: str) -> None:
    policies.check_text(text, basis=terms.basis, facts=fact_names(facts_now(terms, terms.group)))


def _check_version(clause: TermsClause, version: int) -> None:
    if clause.version == version:
        return
    who = str(clause.edited_by) if clause.edited_by else "Somebody else"
    when = f" on {date_and_clock(clause.edited_at)}" if clause.edited_at else ""
    raise EditedMeanwhile(
        f"{who} changed this clause{when}, while you were writing. Nothing was overwritten: their words are shown"
        " beside yours. Take what you need from them, then save again to use yours."
    )


def _save(clause: TermsClause, by: Person) -> None:
    clause.edited_by, clause.edited_at = by, timezone.now()
    clause.version += 1
    clause.save(update_fields=WORDS)
    touched(clause.terms)
