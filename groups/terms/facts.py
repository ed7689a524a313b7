"""Live facts: what the group’s own record says at this moment, for clauses to say in place.

A part registers a question and words for its answer. All questions go out in one statement.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from groups.home.asking import Ask, answers
from groups.home.asking import Facts as Row
from groups.tenancy.models import LeadershipGroup
from groups.tenancy.standing import Standing
from groups.terms.rules.writing import PLACEHOLDER

LEFT, RIGHT = "\ue000", "\ue001"
"""Stand around a fact while its text becomes HTML; nobody can type them."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact by the name that stands in braces. `text` is Markdown; a missing one says so in a sentence.

    `short`: the same at a glance. `route`: the page of the group where it is changed. `phrase`: it stands within a
    sentence and is none itself.
    """

    key: str
    label: str
    text: str
    missing: bool = False
    short: str = ""
    route: str = ""
    phrase: bool = False


FactSet = Mapping[str, Fact]
Words = Callable[[LeadershipGroup, Sequence[Row], date], Iterable[Fact]]
"""From the group, the rows that were asked for and today, to facts. There is always one for each name."""

_providers: Final[dict[str, tuple[Ask | None, Words]]] = {}


def register_facts(name: str, ask: Ask | None, words: Words) -> None:
    """Add a part’s facts under its name. `ask`: its question, as `groups.home.asking` has them, or nothing."""
    _providers[name] = (ask, words)


def facts_of(group: LeadershipGroup, today: date) -> dict[str, Fact]:
    """Every fact about a group as it is now, by name. One query."""
    nobody = Standing(group.pk, (), frozenset())
    asks = [ask for ask, _ in _providers.values() if ask]
    rows = answers(asks, [(group, nobody)], 0, today)
    found = (fact for ask, words in _providers.values() for fact in words(group, rows[ask] if ask else (), today))
    return {fact.key: fact for fact in found}


def filled(text: str, facts: FactSet, *, marked: bool = False) -> str:
    """A text with facts in place of their names; what nobody knows stays as it was typed."""

    def said(match: re.Match[str]) -> str:
        fact = facts.get(match.group(1))
        if fact is None:
            return match.group()
        text = _marked(fact.text) if marked else fact.text
        return f"\n\n{text}\n\n" if "\n" in fact.text else text

    return re.sub(r"\n{3,}", "\n\n", PLACEHOLDER.sub(said, text)).strip()


def _marked(text: str) -> str:
    """Each line’s words between the marks, list signs outside."""
    return re.sub(r"^((?:- |\d+\. )?)(\S.*)$", rf"\1{LEFT}\2{RIGHT}", text, flags=re.MULTILINE)


def plainly(words: object) -> str:
    """Somebody’s name or title as Markdown that means nothing but itself."""
    return re.sub(r"([\\`*_{}\[\]<>&#!|~+=-])", r"\\\1", " ".join(str(words).split()))


def frozen(facts: FactSet) -> dict[str, dict[str, Any]]:
    """Facts as they are kept with a version."""
    return {key: asdict(fact) for key, fact in facts.items()}


def thawed(kept: Mapping[str, Mapping[str, Any]]) -> dict[str, Fact]:
    """The same facts again."""
    return {key: Fact(**fact) for key, fact in kept.items()}
