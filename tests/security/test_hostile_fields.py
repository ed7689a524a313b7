"""Hostile content in every field that reaches a file: names, titles, facts in braces, tables, words of an interest."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gpleadership.lib.documents import pdf
from gpleadership.lib.documents.docx import document_docx
from gpleadership.lib.documents.model import Clause, Document, Fact, Footer, Section, Table, Text
from gpleadership.lib.scopes import open_scope
from groups.interests.document import register_document_of
from groups.models import LeadershipGroup, Organisation, Person, Seat
from groups.terms.actions import add_clause
from groups.terms.presenters.document import document_of
from tests.cast import Cast
from tests.documents.samples import sample
from tests.documents.test_hostile import VECTORS
from tests.documents.watching import secret, server, watched
from tests.interests.worlds import declare
from tests.terms.worlds import drafted, scope

SIGNS = "![x](https://evil.example/a.png) [y](javascript:alert(1)) <https://evil.example> # **b** {chair} `c`"


@pytest.fixture(scope="module")
def web() -> Iterator[tuple[str, list[str]]]:
    with server() as running:
        yield running


@pytest.fixture(scope="module")
def file() -> Iterator[Path]:
    path = secret()
    yield path
    path.unlink()


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Fonts and styles are read once, and not while we watch."""
    pdf.document_pdf(sample())
    document_docx(sample())


def everywhere(words: str) -> Document:
    """The same words in every field that a document has."""
    table = Table(words, (words, words), ((words, words),))
    section = Section(words, words, (Clause(words, (Text(words), table)), Clause("", (Text(words),))))
    return Document(
        title=words,
        author=words,
        sections=(section,),
        made=date(2026, 1, 1),
        status=words,
        lede=words,
        facts=(Fact(words, words), Fact(words, words)),
        footer=Footer(words, words, words),
    )


@pytest.mark.parametrize("name", VECTORS)
def test_no_field_reaches_for_anything(name: str, web: tuple[str, list[str]], file: Path) -> None:
    vector = VECTORS[name].format(web=web[0], file=file.as_uri())
    document = everywhere(f'x"><{vector} {vector}')
    with watched() as seen:
        made = [pdf.document_pdf(document), document_docx(document)]
    assert (seen.sockets, [each for each in seen.files if str(file) in each], web[1]) == ([], [], [])
    assert all(b"TOPSECRETWORD" not in each for each in made)
    assert b"/EmbeddedFile" not in made[0]
    with zipfile.ZipFile(io.BytesIO(made[1])) as word:
        assert [part for part in word.namelist() if b'TargetMode="External"' in word.read(part)] == []


@pytest.mark.parametrize("field", ["language", "author", "title"])
def test_a_field_of_the_files_head_cannot_close_it(field: str) -> None:
    document = replace(sample(), **{field: '"><img alt="x" src="https://evil.example/x"><p x="'})
    with watched() as seen:
        assert pdf.document_pdf(document).startswith(b"%PDF")
    assert seen.sockets == []


def _hostile(cast: Cast, vector: str) -> None:
    """Everything that the terms' facts and the register name is called so."""
    name = f"{vector} {SIGNS}"[:100]
    Person.objects.filter(pk__in=[cast["chair"].pk, cast["secretariat"].pk]).update(full_name=name)
    Organisation.objects.filter(pk=cast.organisations["pcn"].pk).update(name=name)
    LeadershipGroup.objects.filter(pk=cast.eastmere.pk).update(name=name, contact=name)
    with scope(cast):
        Seat.objects.filter(pk=cast.seats["council"].pk).update(title=name)
    cast.eastmere.refresh_from_db()


@pytest.mark.parametrize("name", [*VECTORS, "signs of Markdown"])
def test_facts_in_a_clause_are_plain_words(cast: Cast, name: str) -> None:
    """Names are typed by others than those who write the clauses, and stand in them as Markdown."""
    _hostile(cast, VECTORS.get(name, "").format(web="https://evil.example", file="file:///etc/passwd"))
    with scope(cast):
        draft = drafted(cast)
        facts = "It says {chair} {secretariat} {organisations} {in_attendance} {name} {place}."
        add_clause(draft, "remit", facts, by=cast["chair"])
        document = document_of(draft, cast.eastmere)
    html = "".join(
        str(block.html)
        for section in document.sections
        for clause in section.clauses
        for block in clause.blocks
        if isinstance(block, Text)
    )
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= {"p", "ul", "ol", "li", "strong", "em"}
    assert re.search(r"evil\.example|etc/passwd", re.sub(r"<[^>]+>", " ", html)), "the words themselves are there"
    assert "href" not in " ".join(re.findall(r"<[^>]+>", html))
    with watched() as seen:
        document_docx(document)
        pdf.document_pdf(replace(document, sections=document.sections[:3]))
    assert seen.sockets == []


def test_the_words_of_an_interest_are_plain_words(cast: Cast) -> None:
    vectors = " ".join(each.format(web="https://evil.example", file="file:///etc/passwd") for each in VECTORS.values())
    _hostile(cast, "<img src=x>")
    says = {"what": f"{vectors} {SIGNS}", "mitigation": vectors, "with_whom": vectors[:190], "whose": SIGNS}
    declare(cast.eastmere, cast["chair"], **says)
    with open_scope(read=[cast.eastmere.pk]):
        document = register_document_of(cast.eastmere, "register")
    with watched() as seen:
        made = [pdf.document_pdf(document), document_docx(document)]
    assert (seen.sockets, [each for each in seen.files if "passwd" in each]) == ([], [])
    assert b"/URI" not in made[0], "nothing that was typed became a link"
    with zipfile.ZipFile(io.BytesIO(made[1])) as word:
        assert [part for part in word.namelist() if b'TargetMode="External"' in word.read(part)] == []
