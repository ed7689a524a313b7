"""Starting a draft, switching its basis, setting its review, giving it up."""

from datetime import date

from gpleadership.lib.refusal import EditedMeanwhile
from groups.log.whole import whole
from groups.people.models import Person
from groups.tenancy.models import LeadershipGroup
from groups.terms import policies
from groups.terms.actions._keeping import hold_draft, hold_group, keep, next_number, note, step, touched
from groups.terms.contents import copied, from_library
from groups.terms.enums import Status
from groups.terms.models import Terms, TermsClause

MEANWHILE = (
    "Somebody else changed this while you did. Nothing was overwritten: look at it as it is now, then save again."
)


@whole()
def start_draft(
    group: LeadershipGroup, *, basis: str, review_on: date | None = None, source: Terms | None = None, by: Person
) -> Terms:
    """Start a version from the library, or from an earlier one. Raises `Refused`."""
    group = hold_group(group)
    policies.check_can_start(group)
    policies.check_review(review_on)
    rows = _rows(source)
    policies.check_basis(rows, basis)
    return _start(group, rows, basis=basis, review_on=review_on, source=source, by=by)


def start_again(source: Terms, *, by: Person) -> Terms | None:
    """A draft that says what a version said which was not adopted; None where another is being written."""
    if Terms.objects.filter(group_id=source.group_id, status=Status.DRAFT).exists():
        return None
    return _start(source.group, _rows(source), basis=source.basis, review_on=source.review_on, source=source, by=by)


def _rows(source: Terms | None) -> list[TermsClause]:
    if source is None:
        return from_library()
    return copied(TermsClause.objects.filter(group_id=source.group_id, terms=source).order_by("section", "position"))


def _start(
    group: LeadershipGroup,
    rows: list[TermsClause],
    *,
    basis: str,
    review_on: date | None,
    source: Terms | None,
    by: Person,
) -> Terms:
    terms = Terms.objects.create(
        group=group, number=next_number(group), basis=basis, review_on=review_on, based_on=source
    )
    for row in rows:
        row.group, row.terms = group, terms
    TermsClause.objects.bulk_create(rows)
    keep(terms, "terms drafted", by=by, based_on=source.number if source else None)
    return terms


@whole()
def switch_basis(terms: Terms, basis: str, *, edits: int, by: Person) -> Terms:
    """Let the draft say that the group is something else. Raises `Refused` while own clauses contradict it."""
    terms = hold_draft(terms)
    _check_edits(terms, edits)
    policies.check_basis(TermsClause.objects.filter(group_id=terms.group_id, terms=terms), basis)
    before = {"basis": str(terms.basis)}
    terms.basis = basis
    touched(terms)
    note(terms, "terms basis changed", by=by, before=before)
    return terms


@whole()
def set_review(terms: Terms, review_on: date, *, edits: int, by: Person) -> Terms:
    """Say until when the terms are looked at again. Raises `Refused`."""
    terms = hold_draft(terms)
    _check_edits(terms, edits)
    policies.check_review(review_on)
    before = {"review_on": terms.review_on.isoformat() if terms.review_on else None}
    terms.review_on = review_on
    touched(terms)
    note(terms, "terms review day set", by=by, before=before, review_on=review_on.isoformat())
    return terms


def _check_edits(terms: Terms, edits: int) -> None:
    if terms.edits != edits:
        raise EditedMeanwhile(MEANWHILE)


@whole()
def give_up(terms: Terms, *, by: Person) -> Terms:
    """Stop writing it; its clauses are kept. Raises `Refused`."""
    terms = hold_draft(terms)
    step(terms, Status.WITHDRAWN, "terms draft given up", by=by)
    return terms
