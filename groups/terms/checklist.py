"""What stands between a draft and the organisations: what must be mended, and what should be known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from groups.terms.contents import Part
from groups.terms.facts import FactSet
from groups.terms.library import BY_KEY
from groups.terms.models import Terms, TermsClause
from groups.terms.rules.contradictions import contradictions, lacks_mandate
from groups.terms.rules.writing import unanswered, used_facts


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. `stops`: the organisations cannot be asked before it is mended. `clause`: where to mend it."""

    says: str
    stops: bool
    clause: TermsClause | None = None
    number: str = ""
    route: str = ""


def findings(terms: Terms, parts: Sequence[Part], clauses: Sequence[TermsClause], facts: FactSet) -> list[Finding]:
    """Everything that was found, what stops first."""
    found = [
        *_of_clauses(terms, parts),
        *_required(clauses, terms.basis),
        *_whole(terms, parts),
        *_missing(parts, facts),
    ]
    return sorted(found, key=lambda each: not each.stops)


def _of_clauses(terms: Terms, parts: Sequence[Part]) -> Iterator[Finding]:
    for line in (line for part in parts for line in part.lines):
        for clash in contradictions(terms.basis, line.words):
            yield Finding(f"says “{clash.phrase}”: {clash.why}.", True, line.clause, line.number)
        for gap in unanswered(line.words):
            yield Finding(f"still says “{gap}”.", True, line.clause, line.number)


def _required(clauses: Sequence[TermsClause], basis: str) -> Iterator[Finding]:
    there = {clause.key for clause in clauses if not clause.left_out}
    if any(each.required and each.says(basis) and each.key not in there for each in BY_KEY.values()):
        yield Finding("A clause that terms cannot do without is left out. Bring it back.", True, route="terms:edit")


def _whole(terms: Terms, parts: Sequence[Part]) -> Iterator[Finding]:
    if lacks_mandate(terms.basis, (line.words for part in parts for line in part.lines)):
        yield Finding("No clause names the mandate that the organisations have given.", True, route="terms:edit")
    if terms.review_on is None:
        yield Finding("No day is set on which these terms are looked at again.", True, route="terms:review")


def _missing(parts: Sequence[Part], facts: FactSet) -> Iterator[Finding]:
    """Facts that clauses use and nobody knows: the document says so, and may be agreed so."""
    used = dict.fromkeys(name for part in parts for line in part.lines for name in used_facts(line.words))
    for name in used:
        fact = facts.get(name)
        if fact is not None and fact.missing and name != "review_date":
            said = "The local medical committee of the place is not known." if fact.phrase else fact.text
            yield Finding(said, False, route=fact.route)
