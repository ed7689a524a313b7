"""A version as a document: the one context of web page, PDF and Word file."""

import re
from collections.abc import Sequence
from typing import Final

from gpleadership.lib.dates import long_date, today
from gpleadership.lib.documents import model
from gpleadership.lib.documents.model import Document, Footer, record_check
from gpleadership.lib.words import plural
from groups.tenancy.enums import Basis
from groups.tenancy.models import LeadershipGroup
from groups.terms.contents import Part
from groups.terms.enums import PUBLIC, Status
from groups.terms.facts import FactSet, filled
from groups.terms.models import Terms
from groups.terms.queries import facts_for, parts_as_read, review_fact, seal_of

TITLE: Final = "Terms of reference"
BODY: Final = {
    Basis.REPRESENTATIVE: "A representative body",
    Basis.ADVISORY: "An advisory group",
    Basis.MANDATED: "A representative body, with a mandate",
}
LEDES: Final = {
    Basis.REPRESENTATIVE: "{place}’s general practice organisations act together through this group. It speaks for them"
    " with what they have agreed, and has no power over any of them.",
    Basis.ADVISORY: "Leaders of general practice in {place} give their expert view together through this group. It is"
    " not a representative body, and nobody may take its view for the agreement of general practice.",
    Basis.MANDATED: "{place}’s general practice organisations act together through this group. It represents them with"
    " the mandate set out here, and has no power over any of them.",
}
AT_A_GLANCE: Final = (("seats", "Seats"), ("chair", "Chair"), ("quorum", "Quorum"))


def document_of(terms: Terms, group: LeadershipGroup) -> Document:
    """The version as it reads: kept words and facts where it was adopted, else as they are now. Two queries at most."""
    return drawn(terms, group, parts_as_read(terms), facts_for(terms, group))


def drawn(terms: Terms, group: LeadershipGroup, parts: Sequence[Part], facts: FactSet) -> Document:
    """The same of parts and facts that are there already."""
    adopted = terms.adopted_on
    place = _plain(facts["place"].text)
    return Document(
        title=TITLE,
        author=_plain(facts["name"].text),
        status=f"Version {terms.number} · {status_words(terms)}",
        lede=LEDES[Basis(terms.basis)].replace("{place}", place),
        facts=glance(terms, facts),
        sections=tuple(_section(part, facts) for part in parts),
        footer=Footer(
            reference(terms, place),
            long_date(adopted or today()),
            record_check(seal_of(terms)) if adopted else "",
        ),
        made=adopted or today(),
    )


def status_words(terms: Terms) -> str:
    """What the document says of itself. An adopted one says what stays true when a newer one takes its place."""
    if terms.status in PUBLIC and terms.adopted_on:
        return f"adopted {long_date(terms.adopted_on)}"
    return {Status.DRAFT: "draft", Status.OUT: "out for agreement"}.get(Status(terms.status), "not adopted")


def _section(part: Part, facts: FactSet) -> model.Section:
    clauses = tuple(model.clause(line.number, filled(line.words, facts)) for line in part.lines)
    return model.Section(part.number, part.title, clauses)


def glance(terms: Terms, facts: FactSet) -> tuple[model.Fact, ...]:
    """The facts that a reader looks for first."""
    review = facts.get("review_date") or review_fact(terms)
    rows = [
        model.Fact("Agreed", agreed(terms)),
        model.Fact("Looked at again", review.short),
        model.Fact("What it is", BODY[Basis(terms.basis)]),
    ]
    seen = [model.Fact(label, facts[key].short) for key, label in AT_A_GLANCE if key in facts]
    return tuple(fact for pair in zip(rows, seen, strict=False) for fact in pair)


def agreed(terms: Terms) -> str:
    """When, and by how many organisations."""
    if terms.adopted_on is None or terms.round is None:
        return "Not yet"
    asked, agreed = terms.round.asked, terms.round.agreed
    return f"{long_date(terms.adopted_on)}, by {agreed} of {plural(asked, 'organisation')}"


def reference(terms: Terms, place: str) -> str:
    """EAS-TOR-4."""
    letters = re.sub(r"[^A-Z]", "", place.upper())[:3] or "GP"
    return f"{letters}-TOR-{terms.number}"


def _plain(markdown: str) -> str:
    """A name without the signs that keep it from being Markdown."""
    return re.sub(r"\\(.)", r"\1", markdown)
