"""What a version says: its sections and clauses in order, with the words that count, facts still open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from groups.terms.enums import Section
from groups.terms.library import LIBRARY, says
from groups.terms.models import TermsClause


@dataclass(frozen=True, slots=True)
class Line:
    """A clause as it stands: its number and words. `clause`: the row of a draft."""

    number: str
    words: str
    clause: TermsClause | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its clauses; one without any has no number."""

    key: str
    number: str
    title: str
    lines: tuple[Line, ...]


def words_of(clause: TermsClause, basis: str) -> str:
    """What a clause says: its own text, or the library’s for this basis."""
    return clause.text or says(clause.key, basis)


def parts_of(clauses: Iterable[TermsClause], basis: str) -> list[Part]:
    """Every section of a draft in order, those without clauses too; clauses are numbered as they will be read."""
    there = [clause for clause in clauses if not clause.left_out and words_of(clause, basis)]
    parts, number = [], 0
    for section in Section:
        own = sorted((each for each in there if each.section == section), key=lambda each: (each.position, each.pk))
        number += bool(own)
        parts.append(_part(section, number, own, basis))
    return parts


def _part(section: Section, number: int, own: Sequence[TermsClause], basis: str) -> Part:
    if not own:
        return Part(section.value, "", section.label, ())
    lines = tuple(Line(f"{number}.{at}", words_of(each, basis), each) for at, each in enumerate(own, 1))
    return Part(section.value, str(number), section.label, lines)


def without_empty(parts: Iterable[Part]) -> list[Part]:
    """As a reader sees it."""
    return [part for part in parts if part.lines]


def kept(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """As it is kept from the day the organisations are asked."""
    return [
        {"key": part.key, "title": part.title, "clauses": [line.words for line in part.lines]}
        for part in without_empty(parts)
    ]


def from_kept(wording: Iterable[Mapping[str, Any]]) -> list[Part]:
    """The same again."""
    return [
        Part(
            each["key"],
            str(at),
            each["title"],
            tuple(Line(f"{at}.{place}", words) for place, words in enumerate(each["clauses"], 1)),
        )
        for at, each in enumerate(wording, 1)
    ]


def aside(clauses: Iterable[TermsClause], basis: str) -> dict[str, list[TermsClause]]:
    """The library’s clauses that were left out, by section."""
    found: dict[str, list[TermsClause]] = {}
    for clause in sorted(clauses, key=lambda each: (each.position, each.pk)):
        if clause.left_out and words_of(clause, basis):
            found.setdefault(clause.section, []).append(clause)
    return found


def from_library() -> list[TermsClause]:
    """Unsaved rows for every clause of the library."""
    return [
        TermsClause(section=section, position=at, key=clause.key)
        for section, clauses in LIBRARY.items()
        for at, clause in enumerate(clauses, 1)
    ]


def copied(clauses: Iterable[TermsClause]) -> list[TermsClause]:
    """Unsaved rows that say the same; clauses that the library has new come in at the end of their section."""
    rows = [
        TermsClause(section=each.section, position=each.position, key=each.key, text=each.text, left_out=each.left_out)
        for each in clauses
    ]
    known = {each.key for each in rows}
    return rows + [_last(each) for each in from_library() if each.key not in known]


def _last(clause: TermsClause) -> TermsClause:
    clause.position += 100
    return clause
