"""Word files: real headings, the same words as the PDF, nothing that runs."""

import re
import time
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from gpleadership.lib.documents.docx import document_docx
from gpleadership.lib.documents.model import Clause, Document, Section, Table, Text, number_sections
from gpleadership.lib.refusal import Refused
from tests.documents.samples import TITLES, register_sample, sample


def _word(document: Document) -> Any:
    return docx.Document(BytesIO(document_docx(document)))


def _of(text: str, number: str = "1.1") -> Any:
    return _word(sample(sections=(Section("1", "Words", (Clause(number, (Text(text),)),)),), facts=(), lede=""))


def _lines(word: Any) -> list[tuple[str, str]]:
    return [(each.style.name, each.text) for each in word.paragraphs]


@pytest.fixture(scope="module")
def terms() -> Any:
    return _word(sample())


def test_headings_are_words_own(terms: Any) -> None:
    headings = [(style, text) for style, text in _lines(terms) if style.startswith("Heading")]
    sections = [("Heading 2", f"{at}. {title}") for at, title in enumerate(TITLES, 1)]
    assert headings == [("Heading 1", "Terms of reference"), *sections]


def test_it_says_what_it_is(terms: Any) -> None:
    about = terms.core_properties
    assert (about.title, about.author, about.language) == (
        "Terms of reference",
        "Eastmere GP Leadership Group",
        "en-GB",
    )
    assert (about.created.date(), about.comments) == (date(2026, 7, 16), "")
    assert {each.get(qn("w:val")) for each in terms.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert _lines(terms)[0] == ("Group", "Eastmere GP Leadership Group\tVersion 4 · in force")
    assert ("Fact", "Quorum\t8, with 4 PCNs and the LMC") in _lines(terms)


def test_numbers_are_text_and_hang(terms: Any) -> None:
    clause = next(each for each in terms.paragraphs if each.text.startswith("1.2\t"))
    assert clause.text == "1.2\tTo work on its own priorities. At least 60% of the time at its meetings goes to them."
    assert clause.style.paragraph_format.first_line_indent == -clause.style.paragraph_format.left_indent
    assert [run.text for run in clause.runs if run.bold] == ["At least 60%"]


def test_the_foot_has_the_page_number() -> None:
    word = _word(sample())
    for part in (word.sections[0].first_page_footer, word.sections[0].footer):
        line = part.paragraphs[0]
        assert line.text.startswith("EAS-TOR-4 · facts as on 16 July 2026 · record check 7f3a 91c4 d02e\tPage ")
        assert re.findall(r'w:instr="(\w+)"', line._p.xml) == ["PAGE", "NUMPAGES"]
    bare = _word(sample(page_total=False)).sections[0].footer.paragraphs[0]._p.xml
    assert re.findall(r'w:instr="(\w+)"', bare) == ["PAGE"]
    assert word.sections[0].header.paragraphs[0].text == "Terms of reference, Eastmere GP Leadership Group"


def test_header_rows_are_marked() -> None:
    word = _word(register_sample())
    assert len(word.tables) == 3
    for table in word.tables:
        assert [bool(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in table.rows] == [True, False, False]
        assert table.rows[0].cells[0].text == "Interest"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("One\n\nTwo", [("Clause", "1.1\tOne"), ("Clause continued", "Two")]),
        ("One\ntwo", [("Clause", "1.1\tOne\ntwo")]),
        ("- a\n- b", [("Clause", "1.1\t"), ("List Bullet", "a"), ("List Bullet", "b")]),
        ("So:\n\n3. a\n4. b", [("Clause", "1.1\tSo:"), ("Normal", "3.\ta"), ("Normal", "4.\tb")]),
        (
            "- a\n  - b\n\n    more",
            [("Clause", "1.1\t"), ("List Bullet", "a"), ("List Bullet", "b"), ("Normal", "more")],
        ),
        ("# Top\n\nx", [("Clause", "1.1\t"), ("Heading 3", "Top"), ("Clause continued", "x")]),
        ("Said:\n\n> so", [("Clause", "1.1\tSaid:"), ("Quote", "so")]),
        ("[the LMC](https://lmc.example/)", [("Clause", "1.1\tthe LMC (https://lmc.example/)")]),
        ("<b>x</b> ![plan](https://a.example/x)", [("Clause", "1.1\t<b>x</b> plan")]),
        ("", []),
    ],
)
def test_markdown(text: str, lines: list[tuple[str, str]]) -> None:
    assert [
        line for line in _lines(_of(text)) if line[0] != "Group" and line[0] not in {"Heading 1", "Heading 2"}
    ] == lines


def test_without_a_number_words_stand_at_the_margin() -> None:
    assert _lines(_of("One\n\n- a", ""))[-2:] == [("Normal", "One"), ("List Bullet", "a")]


def test_links_lead_where_they_say() -> None:
    part = _of("[the LMC](https://lmc.example/a) and <lmc@example.org>").part
    targets = {rel.target_ref for rel in part.rels.values() if rel.is_external}
    assert targets == {"https://lmc.example/a", "mailto:lmc@example.org"}


def test_nothing_in_it_runs_and_nothing_is_fetched() -> None:
    names = ZipFile(BytesIO(document_docx(sample()))).namelist()
    assert not [
        name for name in names if re.search(r"vba|macro|activeX|embeddings|thumbnail|\.bin", name, re.IGNORECASE)
    ]
    assert "word/document.xml" in names


@pytest.mark.slow
def test_the_same_words_give_the_same_bytes() -> None:
    first = document_docx(sample())
    time.sleep(2.1)  # a zip file's clock ticks every two seconds
    assert document_docx(sample()) == first
    assert document_docx(sample(made=date(2026, 7, 17))) != first


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert _lines(_of("a\x00b\x0bc"))[-1] == ("Clause", "1.1\tabc")
    word = _word(sample(title="T\x00\x1b", lede="L\x08", status="S\x0c", author="A\x02"))
    assert word.paragraphs[1].text == "T"
    table = Table("C\x01", ("H\x02",), (("V\x03",),))
    assert (
        _word(sample(sections=(Section("", "S\x04", (Clause("", (table,)),)),))).tables[0].rows[1].cells[0].text == "V"
    )


def test_an_old_document_is_refused() -> None:
    with pytest.raises(Refused, match=r"^A document cannot be dated before 1980\.$"):
        document_docx(sample(made=date(1979, 12, 31)))


@pytest.mark.slow
@given(st.text(max_size=200))
@settings(max_examples=25, deadline=None)
def test_any_words_make_a_file(text: str) -> None:
    document = sample(title=text or "x", lede=text, status=text, sections=number_sections([(text, [text])]))
    assert _word(document).paragraphs
