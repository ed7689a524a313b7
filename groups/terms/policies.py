"""Whether a version may be started, written, or go on to its next status."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

from gpleadership.lib.dates import today
from gpleadership.lib.documents.markdown import LONGEST_CLAUSE, checked, tidy
from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import listed, small
from groups.tenancy.models import LeadershipGroup
from groups.terms.contents import words_of
from groups.terms.enums import Status
from groups.terms.library import is_required, says
from groups.terms.models import Terms, TermsClause
from groups.terms.rules.contradictions import Contradiction, contradictions
from groups.terms.rules.steps import may_become
from groups.terms.rules.writing import not_allowed, refusal_of, unknown_facts

MOST_CLAUSES: Final = 120
REVIEW_WITHIN: Final = 5
"""Years."""


def check_step(terms: Terms, then: Status) -> None:
    """Only what the table has can happen."""
    if not may_become(terms.status, then):
        now = small(Status(terms.status).label)
        raise Refused(f"Version {terms.number} is {now} now, so this cannot be done. Look at it again.")


def check_draft(terms: Terms) -> None:
    """Words change until the organisations are asked."""
    if terms.status != Status.DRAFT:
        raise Refused(
            f"The words of version {terms.number} were put to the organisations and stand. Start a new draft to change"
            " them."
        )


def check_can_start(group: LeadershipGroup) -> None:
    """One draft at a time."""
    found = group.terms_versions.filter(status=Status.DRAFT).first()
    if found is not None:
        raise Refused(f"Version {found.number} is a draft already. Work on that one, or give it up first.")


def check_review(day: date | None) -> None:
    """A day to come, within a few years."""
    if day is not None and day <= today():
        raise Refused("The day of the review must be after today.", field="review_on")
    if day is not None and day.year > today().year + REVIEW_WITHIN:
        raise Refused(f"The day of the review must be within {REVIEW_WITHIN} years.", field="review_on")


def tidied(text: str) -> str:
    """A text as it is kept: one kind of line break, no control characters, nothing around it."""
    return tidy(text).strip()


def check_text(text: str, *, basis: str, facts: Collection[str]) -> None:
    """What a clause may say: length, no script or image, known facts, nothing that contradicts what the group is."""
    if not text:
        raise Refused("Enter what the clause says.", field="text")
    checked(text, most=LONGEST_CLAUSE, field="text")
    if found := not_allowed(text):
        raise Refused(refusal_of(found), field="text")
    if unknown := unknown_facts(text, facts):
        names = listed(f"{{{name}}}" for name in unknown)
        raise Refused(f"There is no fact called {names}. The list below the box has those there are.", field="text")
    if clash := contradictions(basis, text):
        raise Refused(contradiction_words(clash), field="text")


def contradiction_words(found: Iterable[Contradiction]) -> str:
    """Each phrase with its reason, as a sentence."""
    return " ".join(f"A clause cannot say “{each.phrase}”: {each.why}." for each in found)


def check_room(count: int) -> None:
    """Terms stay readable."""
    if count >= MOST_CLAUSES:
        raise Refused(f"These terms have {count} clauses, which is as many as they can have. Join some of them first.")


def check_can_leave_out(clause: TermsClause) -> None:
    """Some clauses terms cannot do without."""
    if not clause.key:
        raise Refused("This clause is the group’s own: remove it instead.")
    if is_required(clause.key):
        raise Refused("Terms cannot do without this clause. Change its words instead.")


def check_own(clause: TermsClause) -> None:
    """Only the group’s own clauses are removed."""
    if clause.key:
        raise Refused("This clause is the library’s: leave it out instead.")


def check_can_restore(clause: TermsClause, basis: str) -> None:
    """The library must have words to go back to."""
    if not clause.key or not clause.text:
        raise Refused("This clause has the library’s words already." if clause.key else "This clause is your own.")
    if not says(clause.key, basis):
        raise Refused("The library has no words for this clause under what the group is now.")


def clashing(clauses: Iterable[TermsClause], basis: str) -> list[tuple[TermsClause, list[Contradiction]]]:
    """The group’s own words that a basis forbids, with the phrases."""
    own = [clause for clause in clauses if clause.text and not clause.left_out]
    return [(clause, found) for clause in own if (found := contradictions(basis, words_of(clause, basis)))]


def check_basis(clauses: Iterable[TermsClause], basis: str) -> None:
    """What the group wrote itself must be changed before the switch."""
    if found := clashing(clauses, basis):
        phrases = listed(f"“{each.phrase}”" for _, many in found for each in many)
        raise Refused(f"Some of your own clauses say what such a group cannot: {phrases}. Change them first.")
