"""Asking the organisations, and what follows from their words."""

from datetime import date
from typing import Any, Final

from gpleadership.lib.dates import today
from gpleadership.lib.refusal import Refused
from groups.documents.actions import freeze
from groups.log.whole import whole
from groups.people.models import Person
from groups.seats.actions import edit_details
from groups.signoff.actions import open_round
from groups.signoff.enums import Outcome
from groups.signoff.models import Round
from groups.tenancy.enums import Basis
from groups.tenancy.models import LeadershipGroup
from groups.terms.actions._keeping import hold, hold_draft, hold_group, step
from groups.terms.actions.drafting import start_again
from groups.terms.checklist import findings
from groups.terms.contents import kept, parts_of
from groups.terms.enums import Status
from groups.terms.facts import frozen
from groups.terms.models import Terms, TermsClause
from groups.terms.queries import ADOPTED, clauses_of, facts_now, last_entry

KIND: Final = "terms"
ENDED: Final = {Outcome.NOT_ADOPTED: "terms not adopted", Outcome.WITHDRAWN: "terms no longer put out"}


@whole()
def put_out(terms: Terms, *, answer_by: date, by: Person) -> Terms:
    """Ask every organisation to sign the draft off. From now on its words stand. Raises `Refused`."""
    terms = hold_draft(terms)
    _check_nothing_out(terms)
    clauses = clauses_of(terms)
    parts = parts_of(clauses, terms.basis)
    if any(each.stops for each in findings(terms, parts, clauses, facts_now(terms, terms.group))):
        raise Refused("There is still something to mend before the organisations can be asked. See the list.")
    terms.wording = kept(parts)
    terms.round = open_round(
        terms.group,
        kind=KIND,
        subject_id=terms.pk,
        title=str(terms),
        summary=_summary(terms, clauses),
        answer_by=answer_by,
        by=by,
    )
    step(terms, Status.OUT, "terms put to the organisations", by=by, answer_by=answer_by.isoformat())
    return terms


def _check_nothing_out(terms: Terms) -> None:
    out = Terms.objects.filter(group_id=terms.group_id, status=Status.OUT).first()
    if out is not None:
        raise Refused(
            f"The organisations are asked about version {out.number} already. Wait for them, or withdraw that question."
        )


def _summary(terms: Terms, clauses: list[TermsClause]) -> str:
    own = sum(1 for each in clauses if each.text and not each.left_out)
    words = {0: "All its clauses are the library’s.", 1: "One clause is in the group’s own words."}
    said = words.get(own, f"{own} clauses are in the group’s own words.")
    what = Basis(terms.basis).label.split(": ")[-1]
    return f"What the group is: {what}. {said} Read the whole text before you give your organisation’s word."


def follow(found: Round, by: Person) -> None:
    """What a closed round means for its version: in force, or back to a new draft. Part of closing it."""
    hold_group(found.group)
    terms = hold(Terms(pk=found.subject_id, group_id=found.group_id))
    terms.round = found
    if found.outcome == Outcome.ADOPTED:
        _adopt(terms, by)
    else:
        step(terms, Status.WITHDRAWN, ENDED[Outcome(found.outcome)], by=by)
        start_again(terms, by=by)


def _adopt(terms: Terms, by: Person) -> None:
    """The version that held gives way; facts are kept as they are today, and the files are made once, for good."""
    before = Terms.objects.filter(group_id=terms.group_id, status=Status.ADOPTED).first()
    if before is not None:
        step(before, Status.SUPERSEDED, "terms superseded", by=by, by_version=terms.number)
    _say_basis(terms.group, terms.basis, by)
    terms.adopted_on = today()
    terms.facts = frozen(facts_now(terms, terms.group))
    terms.log_from = last_entry(terms.group_id)
    step(terms, Status.ADOPTED, ADOPTED, by=by, **_counted(terms))
    freeze(terms.group, KIND, str(terms.number), by=by)


def _say_basis(group: LeadershipGroup, basis: str, by: Person) -> None:
    """What the organisations agreed the group is, it says everywhere."""
    fresh = LeadershipGroup.objects.get(pk=group.pk)
    if fresh.basis != basis:
        edit_details(
            fresh,
            version=fresh.version,
            name=fresh.name,
            contact=fresh.contact,
            basis=basis,
            quorum=fresh.quorum,
            by=by,
        )


def _counted(terms: Terms) -> dict[str, Any]:
    found = terms.round
    return {"agreed": found.agreed, "asked": found.asked} if found else {}
