"""Versions in words: what one is now, what happened to it, what can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Badge, BadgeKind, Link, Moment, Option
from gpleadership.lib.words import plural
from groups.signoff.enums import Outcome
from groups.tenancy.enums import Basis
from groups.terms.enums import PUBLIC, Status
from groups.terms.models import Terms, TermsStep
from groups.terms.presenters.document import BODY

KINDS: Final[dict[str, BadgeKind]] = {Status.ADOPTED: "good", Status.OUT: "due", Status.DRAFT: "due"}
DONE: Final = {
    Status.DRAFT: "Drafted",
    Status.OUT: "Put to the organisations",
    Status.ADOPTED: "Adopted",
    Status.SUPERSEDED: "A newer version took its place",
    Status.WITHDRAWN: "Not adopted",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A version in the history."""

    name: Link
    badge: Badge
    told: str
    basis: str
    compare: Link | None


def badge(terms: Terms) -> Badge:
    """Where it stands."""
    return Badge(Status(terms.status).label, KINDS.get(terms.status, ""))


def now(terms: Terms) -> str:
    """Where a version stands, in a sentence."""
    if terms.status == Status.ADOPTED and terms.adopted_on:
        return f"These terms have been in force since {long_date(terms.adopted_on)}."
    if terms.status == Status.SUPERSEDED and terms.adopted_on:
        return f"This version was adopted on {long_date(terms.adopted_on)}. A newer one has taken its place."
    if terms.status == Status.OUT and terms.round:
        return (
            f"The organisations have until {long_date(terms.round.answer_by)} to say whether they agree. Until then its"
            " words stand."
        )
    if terms.status == Status.DRAFT:
        return "This is a draft. Its facts are those of today, and nobody has been asked about it yet."
    return _ended(terms)


def _ended(terms: Terms) -> str:
    if terms.round is None:
        return "This draft was given up."
    if terms.round.outcome == Outcome.NOT_ADOPTED:
        return "The organisations did not adopt this version."
    return "The question was withdrawn before the organisations had answered."


def rows(found: Sequence[Terms], slug: str) -> list[Row]:
    """Every version, the newest first."""
    return [_row(terms, found, slug) for terms in found]


def _row(terms: Terms, found: Sequence[Terms], slug: str) -> Row:
    address = reverse("terms:version", args=[slug, terms.number])
    before = before_of(terms, found)
    compare = compare_link(slug, before, terms) if before else None
    return Row(Link(f"Version {terms.number}", address), badge(terms), _told(terms), BODY[Basis(terms.basis)], compare)


def _told(terms: Terms) -> str:
    if terms.status in PUBLIC and terms.adopted_on and terms.round:
        by = f"{terms.round.agreed} of {plural(terms.round.asked, 'organisation')}"
        return f"Adopted on {long_date(terms.adopted_on)} by {by}"
    if terms.status == Status.OUT and terms.round:
        return f"Asked on {long_date(terms.round.opened_at)}, answer by {long_date(terms.round.answer_by)}"
    if terms.status == Status.DRAFT:
        return f"Begun on {long_date(terms.created_at)}, last changed on {long_date(terms.edited_at)}"
    return _ended(terms)


def before_of(terms: Terms, found: Sequence[Terms]) -> Terms | None:
    """What a version is best compared with: the one before it that was adopted, else the one it is based on."""
    older = [each for each in found if each.number < terms.number]
    public = [each for each in older if each.status in PUBLIC]
    based = [each for each in older if each.pk == terms.based_on_id]
    return next(iter([*public, *based]), None)


def compare_link(slug: str, old: Terms, new: Terms) -> Link:
    """The way to what changed."""
    address = f"{reverse('terms:compare', args=[slug])}?from={old.number}&to={new.number}"
    return Link(f"Compare with version {old.number}", address, f"what version {new.number} changed")


def options(found: Sequence[Terms]) -> list[Option]:
    """The versions to choose from."""
    return [Option(str(each.number), f"Version {each.number}, {Status(each.status).label.lower()}") for each in found]


def moments(steps: Sequence[TermsStep]) -> list[Moment]:
    """What happened to a version, in order."""
    return [Moment(long_date(each.at), DONE[Status(each.status)], note=f"by {each.actor}") for each in steps]
