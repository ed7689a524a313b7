"""A draft as its editor sees it: facts marked in place, each clause with where it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup

from gpleadership.lib import parts
from gpleadership.lib.documents.markdown import to_html
from gpleadership.lib.parts import Badge, Link
from gpleadership.lib.words import small
from groups.tenancy.enums import Basis
from groups.terms.checklist import Finding
from groups.terms.contents import Line, Part, words_of
from groups.terms.facts import LEFT, RIGHT, Fact, FactSet, filled
from groups.terms.library import is_required
from groups.terms.models import Terms, TermsClause
from groups.terms.presenters.document import BODY
from groups.terms.queries import review_fact
from groups.terms.rules.writing import used_facts

OPENS, CLOSES = Markup("<mark>"), Markup("</mark>")


@dataclass(frozen=True, slots=True)
class Shown:
    """A clause in the editor."""

    pk: int
    number: str
    html: Markup
    badges: tuple[Badge, ...]
    facts: tuple[Link, ...]
    edit: Link
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A section in the editor. `aside`: library clauses that were left out, each with its beginning."""

    key: str
    title: str
    heading: str
    anchor: str
    shown: tuple[Shown, ...]
    aside: tuple[tuple[int, str], ...]
    add: Link


def heads(terms: Terms, slug: str) -> list[parts.Fact]:
    """What holds for the whole draft, each with the way to change it."""
    switch = Link("Switch", reverse("terms:basis", args=[slug]), "what the group is")
    change = Link("Change", reverse("terms:review", args=[slug]), "the day of the review")
    return [
        parts.Fact("What it is", BODY[Basis(terms.basis)], (switch,)),
        parts.Fact("Looked at again", review_fact(terms).short, (change,)),
    ]


def marked(text: str, facts: FactSet) -> Markup:
    """A clause as HTML with its facts marked."""
    html = to_html(filled(text, facts, marked=True))
    return Markup(str(html).replace(LEFT, OPENS).replace(RIGHT, CLOSES))  # noqa: S704 cleaned by to_html


def blocks(
    found: Sequence[Part], aside: Mapping[str, Sequence[TermsClause]], terms: Terms, facts: FactSet, slug: str
) -> list[Block]:
    """Every section, those without clauses too."""
    return [_block(part, aside.get(part.key, ()), terms, facts, slug) for part in found]


def _block(part: Part, aside: Sequence[TermsClause], terms: Terms, facts: FactSet, slug: str) -> Block:
    last = len(part.lines) - 1
    return Block(
        part.key,
        part.title,
        f"{part.number}. {part.title}" if part.number else part.title,
        f"section-{part.key}",
        tuple(_shown(line, facts, slug, at == 0, at == last) for at, line in enumerate(part.lines)),
        tuple((each.pk, beginning(filled(words_of(each, terms.basis), facts))) for each in aside),
        Link("Add a clause", reverse("terms:add", args=[slug, part.key]), f"to “{part.title}”"),
    )


def _shown(line: Line, facts: FactSet, slug: str, first: bool, last: bool) -> Shown:
    clause = line.clause
    if clause is None:
        raise ValueError("Only a draft is edited.")
    return Shown(
        clause.pk,
        line.number,
        marked(line.words, facts),
        tuple(badges(clause)),
        tuple(sources(line.words, facts, slug, f"in clause {line.number}")),
        Link("Change", reverse("terms:clause", args=[slug, clause.pk]), f"clause {line.number}"),
        first,
        last,
    )


def badges(clause: TermsClause) -> list[Badge]:
    """Where its words come from, and whether terms can do without it."""
    if not clause.key:
        return [Badge("Your own", "pine")]
    found = [Badge("Your words", "pine")] if clause.text else []
    return [*found, Badge("Required")] if is_required(clause.key) else found


def sources(text: str, facts: FactSet, slug: str, where: str = "") -> list[Link]:
    """The pages on which the facts of a text are changed."""
    used = [facts[name] for name in used_facts(text) if name in facts]
    return [source(fact, slug, where) for fact in used if fact.route]


def source(fact: Fact, slug: str, where: str = "") -> Link:
    """The page on which a fact is changed."""
    return Link(f"Live: {small(fact.label)}", reverse(fact.route, args=[slug]), where)


def numbered_link(slug: str, pk: int, number: str) -> Link:
    """The way to a clause by its number."""
    return Link(f"Clause {number}", reverse("terms:clause", args=[slug, pk]))


def beginning(text: str, most: int = 90) -> str:
    """The first words of a text."""
    flat = " ".join(text.replace("*", "").replace("\\", "").split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]} …"


@dataclass(frozen=True, slots=True)
class Usable:
    """A fact that a writer may use: what to type, and what it says now."""

    name: str
    label: str
    says: Markup


def usable(facts: FactSet) -> list[Usable]:
    """Every fact, by label."""
    found = sorted(facts.values(), key=lambda fact: fact.label)
    return [Usable(f"{{{fact.key}}}", fact.label, to_html(fact.text)) for fact in found]


@dataclass(frozen=True, slots=True)
class Check:
    """A finding with the way to mend it."""

    words: str
    link: Link | None


def checks(found: Sequence[Finding], slug: str) -> tuple[list[Check], list[Check]]:
    """What stops, and what should be known."""
    told = [(each.stops, Check(_words(each), _mend(each, slug, at))) for at, each in enumerate(found, 1)]
    return [check for stops, check in told if stops], [check for stops, check in told if not stops]


def _words(each: Finding) -> str:
    return f"Clause {each.number} {each.says}" if each.number else each.says


def _mend(each: Finding, slug: str, at: int) -> Link | None:
    if each.clause is not None:
        address = reverse("terms:clause", args=[slug, each.clause.pk])
        return Link("Change it", address, f"in clause {each.number}, line {at}")
    return Link("Go there", reverse(each.route, args=[slug]), f"for line {at}") if each.route else None
