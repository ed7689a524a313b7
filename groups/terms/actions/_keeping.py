"""What the verbs share: a version is changed by one at a time, each step is kept, the log tells it."""

from typing import Any

from django.db.models import Max
from django.utils import timezone

from groups.log.record import record
from groups.people.models import Person
from groups.tenancy.models import LeadershipGroup
from groups.terms.enums import Status
from groups.terms.models import Terms, TermsClause, TermsStep
from groups.terms.policies import check_draft, check_step


def hold_group(group: LeadershipGroup) -> LeadershipGroup:
    """The group, in which nobody else starts or adopts terms meanwhile."""
    return LeadershipGroup.objects.select_for_update(no_key=True).get(pk=group.pk)


def hold(terms: Terms) -> Terms:
    """The version as it is now, nobody else’s to change until the transaction ends."""
    rows = Terms.objects.select_for_update(no_key=True, of=("self",)).select_related("group")
    return rows.get(group_id=terms.group_id, pk=terms.pk)


def hold_draft(terms: Terms) -> Terms:
    """The same; it must still be a draft."""
    found = hold(terms)
    check_draft(found)
    return found


def hold_clause(clause: TermsClause) -> TermsClause:
    """A clause as it is now, in its draft, which is held."""
    terms = hold_draft(Terms(pk=clause.terms_id, group_id=clause.group_id))
    fresh = TermsClause.objects.select_related("edited_by").get(group_id=clause.group_id, pk=clause.pk)
    fresh.terms, fresh.group = terms, terms.group
    return fresh


def next_number(group: LeadershipGroup) -> int:
    """Numbers are never given twice."""
    last = Terms.objects.filter(group=group).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def touched(terms: Terms) -> None:
    """The draft was changed just now."""
    terms.edited_at = timezone.now()
    terms.edits += 1
    terms.save(update_fields=["edited_at", "edits", "basis", "review_on"])


def step(terms: Terms, then: Status, verb: str, *, by: Person, **after: Any) -> None:
    """Take a version to its next status, save it, and keep that it was."""
    check_step(terms, then)
    terms.status = then
    terms.save()
    keep(terms, verb, by=by, **after)


def keep(terms: Terms, verb: str, *, by: Person, **after: Any) -> None:
    """Keep that a version came to its status, and record it."""
    TermsStep.objects.create(group_id=terms.group_id, terms=terms, status=terms.status, actor=by)
    note(terms, verb, by=by, **after)


def note(terms: Terms, verb: str, *, by: Person, before: dict[str, Any] | None = None, **after: Any) -> None:
    """Record what was done to a version."""
    told = {"version": terms.number, "basis": str(terms.basis), "status": str(terms.status)} | after
    record(terms.group_id, verb, by=by, subject=terms, before=before, after=told)


def note_clause(clause: TermsClause, verb: str, *, by: Person, before: str | None = None) -> None:
    """Record what was done to a clause: how long its words were and are; the words are the draft’s."""
    record(
        clause.group_id,
        verb,
        by=by,
        subject=clause,
        before={"characters": len(before)} if before is not None else None,
        after={
            "version": clause.terms.number,
            "section": str(clause.section),
            "library": clause.key,
            "characters": len(clause.text),
        },
    )
