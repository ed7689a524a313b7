"""What a document says. Web page, PDF and Word file are made from this alone, so all three say the same.

Everything here is ready text; nothing is looked up while a document is drawn. Members' own words are
Markdown (`Text`), everything else is plain.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any, Final, cast

from django.utils.text import slugify
from markupsafe import Markup

from gpleadership.lib.documents import markdown

CHECK_LENGTH: Final = 12


class _Ready:
    """Base: no string in it holds a control character, which some kinds of file cannot hold."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for name in cast("Any", self).__dataclass_fields__:
            object.__setattr__(self, name, _tidy(getattr(self, name)))


def _tidy(value: object) -> object:
    if isinstance(value, str):
        return markdown.tidy(value)
    return tuple(_tidy(each) for each in value) if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class Text(_Ready):
    """Members' words in Markdown."""

    markdown: str

    @property
    def html(self) -> Markup:
        """The same as safe HTML; headings come below a section's."""
        return markdown.to_html(self.markdown)


@dataclass(frozen=True, slots=True)
class Table(_Ready):
    """A table in plain words. Its first column names the row."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Text | Table


@dataclass(frozen=True, slots=True)
class Clause(_Ready):
    """A numbered clause, or with no number a passage of its own."""

    number: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section(_Ready):
    """A heading and what stands under it."""

    number: str
    title: str
    clauses: tuple[Clause, ...]

    @property
    def heading(self) -> str:
        """The title with its number: `1. What the group is for`."""
        return f"{self.number}. {self.title}" if self.number else self.title

    @property
    def anchor(self) -> str:
        """The heading's id on a page."""
        return f"section-{self.number}" if self.number else slugify(self.title)


@dataclass(frozen=True, slots=True)
class Fact(_Ready):
    """One line of the table at the top."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Footer(_Ready):
    """At the foot of each page: `EAS-TOR-4 · facts as on 16 July 2026 · record check 7f3a 91c4 d02e`."""

    reference: str = ""
    facts_as_on: str = ""
    record_check: str = ""

    @property
    def words(self) -> str:
        """The line as it is printed."""
        parts = (
            self.reference,
            f"facts as on {self.facts_as_on}" if self.facts_as_on else "",
            f"record check {self.record_check}" if self.record_check else "",
        )
        return " · ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Document(_Ready):
    """A whole document. `made` is the day that its file carries: the same content gives the same bytes."""

    title: str
    author: str
    sections: tuple[Section, ...]
    made: date
    status: str = ""
    lede: str = ""
    facts: tuple[Fact, ...] = ()
    footer: Footer = Footer()
    language: str = "en-GB"
    page_total: bool = True
    """Whether pages say "of 6". At the foot of a page it costs nothing that can be measured."""

    @property
    def fact_rows(self) -> tuple[tuple[Fact, ...], ...]:
        """The facts in pairs, as the table at the top shows them."""
        return tuple(self.facts[start : start + 2] for start in range(0, len(self.facts), 2))


def clause(number: str, text: str) -> Clause:
    """A clause of nothing but Markdown."""
    return Clause(number, (Text(text),))


def record_check(seal: str) -> str:
    """The beginning of a seal of the log, to be read aloud: `7f3a 91c4 d02e`."""
    head = seal[:CHECK_LENGTH]
    return " ".join(head[start : start + 4] for start in range(0, len(head), 4))


def number_sections(parts: Sequence[tuple[str, Sequence[str]]]) -> tuple[Section, ...]:
    """Sections from titles and clauses of Markdown: section 1 with clauses 1.1 and 1.2, section 2 and so on."""
    return tuple(
        Section(str(at), title, tuple(clause(f"{at}.{place}", text) for place, text in enumerate(texts, 1)))
        for at, (title, texts) in enumerate(parts, 1)
    )


def digest(document: Document) -> str:
    """SHA-256 of everything the document says, in hexadecimal."""
    words = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_in_json)
    return hashlib.sha256(words.encode()).hexdigest()


def _in_json(value: Any) -> object:
    """A part of a document by its fields, anything else in its words."""
    return {each.name: getattr(value, each.name) for each in fields(value)} if is_dataclass(value) else str(value)
