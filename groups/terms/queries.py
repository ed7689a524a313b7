"""Reading terms: every version of a group, the clauses of a draft, the seal of an adoption."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, F, Q, QuerySet, When

from gpleadership.lib.dates import long_date, today
from gpleadership.lib.words import capital
from groups.log.models import LogEntry, LogHead
from groups.tenancy.models import LeadershipGroup
from groups.terms.contents import Part, from_kept, parts_of, without_empty
from groups.terms.enums import PUBLIC, Status
from groups.terms.facts import Fact, FactSet, facts_of, thawed
from groups.terms.models import Terms, TermsClause

EVERY, NONE = Q(number__gte=1), Q(number=0)
ADOPTED = "terms adopted"
"""The verb under which the log keeps an adoption."""


def versions(group: LeadershipGroup, *, drafts: bool, read: Q) -> list[Terms]:
    """Every version, the newest first; `drafts`: also those that were never adopted. One query.

    `read`: which of them are read. The words of the others, tens of kilobytes each, stay where they are.
    """
    found = group.terms_versions.select_related("round").defer("wording", "facts")
    if not drafts:
        found = found.filter(status__in=PUBLIC)
    words, said = Case(When(read, then=F("wording"))), Case(When(read, then=F("facts")))
    every: list[Any] = list(found.annotate(words=words, said=said, is_read=read).order_by("-number"))
    for each in every:
        each.group = group
        if each.is_read:
            each.wording, each.facts = each.words, each.said
    return every


def in_force(found: Sequence[Terms]) -> Terms | None:
    """The version that holds."""
    return of_status(found, Status.ADOPTED)


def of_status(found: Sequence[Terms], status: Status) -> Terms | None:
    """The first version of a status."""
    return next((each for each in found if each.status == status), None)


def version_of(group: LeadershipGroup, number: int) -> Terms | None:
    """The version of a number."""
    found = group.terms_versions.filter(number=number).select_related("round").first()
    if found is not None:
        found.group = group
    return found


def draft_of(group: LeadershipGroup) -> Terms | None:
    """The version that is being written."""
    found = group.terms_versions.filter(status=Status.DRAFT).first()
    if found is not None:
        found.group = group
    return found


def clauses_of(terms: Terms) -> list[TermsClause]:
    """A draft’s clauses, those left out among them; one query."""
    return list(full(terms).order_by("section", "position", "pk"))


def full(terms: Terms) -> QuerySet[TermsClause]:
    """The clauses of a version with whoever changed them last."""
    return TermsClause.objects.filter(group_id=terms.group_id, terms=terms).select_related("edited_by")


def parts_as_read(terms: Terms) -> list[Part]:
    """A version’s sections as a reader sees them: kept, or of the draft as it is now."""
    if terms.wording is not None:
        return from_kept(terms.wording)
    return without_empty(parts_of(clauses_of(terms), terms.basis))


def facts_for(terms: Terms, group: LeadershipGroup) -> dict[str, Fact]:
    """What a version’s facts say: on the day of its adoption, or now."""
    return thawed(terms.facts) if terms.facts is not None else facts_now(terms, group)


def facts_now(terms: Terms, group: LeadershipGroup) -> dict[str, Fact]:
    """The group’s facts at this moment, with the version’s own."""
    return facts_of(group, today()) | {"review_date": review_fact(terms)}


def review_fact(terms: Terms) -> Fact:
    """When the version is looked at again."""
    if terms.review_on is None:
        said = "No day is set on which these terms are looked at again."
        return Fact("review_date", "Review", said, missing=True, short="Not set", route="terms:review")
    when = f"on or before {long_date(terms.review_on)}"
    said = f"These terms are looked at again {when}."
    return Fact("review_date", "Review", said, short=capital(when), route="terms:review")


def fact_names(facts: FactSet) -> frozenset[str]:
    """The names that may stand in braces."""
    return frozenset(facts)


def seal_of(terms: Terms) -> str:
    """The seal of the adoption’s own entry in the log; empty until it is written. One query."""
    entries = LogEntry.objects.filter(
        group_id=terms.group_id, seq__gt=terms.log_from or 0, subject_id=terms.pk, subject_type="terms", verb=ADOPTED
    )
    return entries.values_list("hash", flat=True).first() or ""


def last_entry(group_id: int) -> int:
    """The number of the log’s last entry."""
    return LogHead.objects.filter(group_id=group_id).values_list("seq", flat=True).first() or 0
