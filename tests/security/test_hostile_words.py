"""Words that keep the portal busy, hide, turn others around, or mean more than they show."""

import re
from collections.abc import Callable
from datetime import date
from time import process_time

import pytest

from gpleadership.lib.documents import markdown
from gpleadership.lib.documents.docx import document_docx
from gpleadership.lib.documents.model import Clause, Document, Fact, Section, Text, number_sections
from gpleadership.lib.words import visible
from groups.people.actions import make_person
from groups.terms.presenters.comparison import compared
from groups.terms.rules.contradictions import contradictions
from groups.terms.rules.writing import not_allowed, unanswered

LONGEST = markdown.LONGEST_CLAUSE
BUSY = {
    "a tag of one long name": f"<{'a' * (LONGEST - 3)}:",
    "a tag of many hyphens": f"<a{'-' * (LONGEST - 3)}:",
    "brackets": "[" * LONGEST,
    "images": "![" * (LONGEST // 2),
    "stars": "*a_ " * (LONGEST // 4),
    "quotations": "> " * (LONGEST // 2),
    "bullets": "- " * (LONGEST // 2),
    "lines": "a\n" * (LONGEST // 2),
    "entities": "&amp;" * (LONGEST // 5),
    "the same word": "represents " * (LONGEST // 11),
    "nested lists": "\n".join(f"{'  ' * depth}- a" for depth in range(139)),
}
READS: dict[str, Callable[[str], object]] = {
    "what is not allowed": not_allowed,
    "what is unanswered": unanswered,
    "contradictions": lambda text: contradictions("advisory", text),
    "as HTML": markdown.to_html,
    "as plain words": markdown.plain,
}


@pytest.mark.parametrize("read", READS)
@pytest.mark.parametrize("name", BUSY)
def test_no_clause_keeps_the_portal_busy(name: str, read: str) -> None:
    began = process_time()
    READS[read](BUSY[name][:LONGEST])
    assert process_time() - began < 1.5


def _document(*texts: str) -> Document:
    return Document("t", "a", number_sections([("S", texts)]), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a\n\n" * 6_000, "b\n\n" * 6_000),
        ("a b c d e f\n\n" * 1_400, "a b c x y z\n\n" * 1_400),
        ("a b " * 5_000, "b a c " * 3_300),
        ("\n\n".join(f"a{line}" for line in range(2_500)), "\n\n".join(f"b{line}" for line in range(2_500))),
    ],
    ids=["lines", "lines half alike", "words", "lines that differ"],
)
def test_no_two_versions_keep_the_portal_busy(one: str, other: str) -> None:
    """Every reader may ask for two versions to be compared."""
    old, new = (_document(*[text[:LONGEST]] * 3) for text in (one, other))
    began = process_time()
    [_, section] = compared(old, new)
    assert section.changed
    assert process_time() - began < 5


def test_a_short_change_is_still_shown_word_by_word() -> None:
    long = " ".join(f"word{number}" for number in range(900))
    [_, section] = compared(_document(long), _document(f"{long} and more"))
    assert [(piece.kind, piece.text.strip()) for piece in section.paragraphs[0]][1:] == [("added", "and more")]


HIDDEN = "\u200b\u2060\ufeff\u00ad"
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_nothing_unseen_is_left_in_a_document() -> None:
    """Names and clauses of a document turn no words around, neither typed nor by their numbers."""
    sly = f"Dr A{TURNS}{HIDDEN}nn"
    numbers = "".join(f"&#{ord(sign)};" for sign in TURNS)
    section = Section("1", sly, (Clause("1.1", (Text(f"{sly} **{numbers}x** [a{numbers}](https://b.example)"),)),))
    document = Document(sly, sly, (section,), date(2026, 1, 1), sly, sly, (Fact(sly, sly),))
    words = f"{document.title}{document.author}{document.lede}{document.facts}{section.heading}"
    words += str(section.clauses[0].blocks[0].html)  # type: ignore[union-attr]
    assert set(words) & set(TURNS + HIDDEN) == set()
    assert "Dr Ann" in words
    assert document_docx(document)[:2] == b"PK"


@pytest.mark.django_db
def test_whoever_joins_cannot_turn_the_words_after_their_name_around() -> None:
    assert make_person("sly@example.org", full_name=f" Dr \u202eAn{HIDDEN}n ").full_name == "Dr Ann"
    assert visible("Dr Zoë O’Neill-Şahin 李") == "Dr Zoë O’Neill-Şahin 李"
    assert visible("می\u200cخواهم") == "می\u200cخواهم", "a sign of Persian"


@pytest.mark.parametrize(
    "text",
    [
        "It rep\u200bresents all practices.",
        "It rep\u200dresents all practices.",
        "It rep\u00adresents all practices.",
        "It rep&#114;esents all practices.",
        "It rep&shy;resents all practices.",
        "It rep**res**ents all practices.",
    ],
)
def test_a_contradiction_cannot_hide(text: str) -> None:
    assert [re.sub(r"\W", "", each.phrase) for each in contradictions("advisory", text)] == ["represents"]


@pytest.mark.parametrize("tag", ["<script>", "</p>", "<img src=x>", "<a-b c>", "<!-- x", "<svg/onload=x>", "<a\nb>"])
def test_tags_are_still_seen(tag: str) -> None:
    assert not_allowed(f"Words {tag} words")


@pytest.mark.parametrize("text", ["<https://a.example>", "<mailto:a@b.example>", "3 < 4 and 5 > 4", "<3"])
def test_what_is_no_tag_is_let_through(text: str) -> None:
    assert not_allowed(text) == []
