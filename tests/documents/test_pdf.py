"""PDFs: tagged, titled, the same each time, set in our own fonts."""

import os
import re
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from gpleadership.lib.documents import pdf
from gpleadership.lib.documents.model import Clause, Document, Section, Table, Text
from tests.documents.independent import findings
from tests.documents.samples import TITLES, register_sample, sample

REGISTER = register_sample()
TITLE = "Terms of reference, Eastmere GP Leadership Group"


@pytest.fixture(scope="module")
def terms() -> bytes:
    return pdf.document_pdf(sample())


@pytest.fixture(scope="module")
def reader(terms: bytes) -> PdfReader:
    return PdfReader(BytesIO(terms))


@pytest.mark.parametrize("document", [sample(), REGISTER], ids=["terms", "register"])
def test_pdfua_finds_nothing(document: Document, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf.document_pdf(document))
    assert findings(tmp_path / "a.pdf") == []


@pytest.mark.parametrize(
    ("html", "tags", "rules"),
    [("<h1>Plain</h1>", False, {"UA-01-005", "UA-06-001"}), ("<h1>Title</h1><h2></h2>", True, {"UA-14-001"})],
)
def test_pdfua_would_find_something(html: str, tags: bool, rules: set[str], tmp_path: Path) -> None:
    from weasyprint import HTML

    (tmp_path / "a.pdf").write_bytes(HTML(string=html).write_pdf(pdf_tags=tags) or b"")
    assert rules <= {rule for rule, _ in findings(tmp_path / "a.pdf")}


def test_language_title_and_marks(reader: PdfReader) -> None:
    root = reader.root_object
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 pypdf's own object
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert "/StructTreeRoot" in root
    about = reader.metadata
    assert about is not None
    assert (about.title, about.author) == (TITLE, "Eastmere GP Leadership Group")
    assert about.creation_date_raw == "D:20260716"
    assert b"pdfuaid:part" in reader.xmp_metadata.stream.get_data()  # type: ignore[union-attr]


def _walk(element: Any, found: list[Any]) -> list[Any]:
    element = element.get_object() if isinstance(element, IndirectObject) else element
    if isinstance(element, dict) and "/S" in element:
        found.append(element)
    kids = element.get("/K", []) if isinstance(element, dict) else []
    for kid in kids if isinstance(kids, list) else [kids]:
        _walk(kid, found)
    return found


def test_headings_in_order(reader: PdfReader) -> None:
    tags = [each["/S"] for each in _walk(reader.root_object["/StructTreeRoot"], [])]
    assert [tag for tag in tags if tag in {"/H1", "/H2", "/H3"}] == ["/H1", *["/H2"] * len(TITLES)]
    assert {"/L", "/LI", "/LBody", "/Table", "/TH", "/TD", "/Link"} <= set(tags)


def test_bookmarks_lead_to_the_sections(reader: PdfReader) -> None:
    top, below = reader.outline
    assert top.title == "Terms of reference"  # type: ignore[union-attr]
    assert [each.title for each in below] == [f"{at}. {title}" for at, title in enumerate(TITLES, 1)]  # type: ignore[union-attr]


def test_each_fact_belongs_to_the_name_before_it(reader: PdfReader) -> None:
    rows = [each for each in _walk(reader.root_object["/StructTreeRoot"], []) if each["/S"] == "/TR"]
    for row in rows:
        cells = [cell.get_object() for cell in row["/K"]]
        assert [cell["/S"] for cell in cells] == ["/TH", "/TD", "/TH", "/TD"]
        for name, value in zip(cells[::2], cells[1::2], strict=True):
            assert name["/A"]["/Scope"] == "/Row"
            assert list(value["/A"]["/Headers"]) == [name["/ID"]]


def test_columns_have_their_scope() -> None:
    found = _walk(PdfReader(BytesIO(pdf.document_pdf(REGISTER))).root_object["/StructTreeRoot"], [])
    scopes = [each["/A"]["/Scope"] for each in found if each["/S"] == "/TH"]
    assert scopes == (["/Column"] * 5 + ["/Row"] * 2) * 3


def test_foot_and_number_on_every_page(reader: PdfReader) -> None:
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert "EAS-TOR-4 · facts as on 16 July 2026 · record check 7f3a 91c4 d02e" in text
        assert f"Page {number} of {len(reader.pages)}" in text
        assert (TITLE in text) == (number > 1)


def test_the_total_is_left_out_where_it_is_not_wanted(reader: PdfReader) -> None:
    total = len(reader.pages)
    assert f"Page 1 of {total}" in reader.pages[0].extract_text()
    bare = PdfReader(BytesIO(pdf.document_pdf(sample(page_total=False))))
    assert "Page 1" in bare.pages[0].extract_text()
    assert "Page 1 of" not in bare.pages[0].extract_text()


def _fonts(reader: PdfReader) -> set[str]:
    return {
        font.get_object()["/BaseFont"].split("+")[-1]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }


def test_only_our_fonts(reader: PdfReader) -> None:
    assert _fonts(reader) == {"Liberation-Sans", "Liberation-Sans-Bold", "Liberation-Sans-Italic"}


def test_what_the_font_does_not_have_is_a_square() -> None:
    document = sample(sections=(Section("1", "李 and 🙂", (Clause("1.1", (Text("Ŵ é Ω ✓ fi مرحبا"),)),)),))
    made = PdfReader(BytesIO(pdf.document_pdf(document)))
    text = made.pages[0].extract_text()
    assert "1. □ and □" in text
    assert "Ŵ é Ω" in text
    assert _fonts(made) == {"Liberation-Sans", "Liberation-Sans-Bold"}


def test_the_same_words_give_the_same_bytes(terms: bytes) -> None:
    pdf.document_pdf(REGISTER)
    assert pdf.document_pdf(sample()) == terms
    assert pdf.document_pdf(sample(made=date(2026, 7, 17))) != terms


TRY = """
import hashlib
from datetime import date
from pathlib import Path
from django.conf import settings
import gpleadership
settings.configure(BASE_DIR=Path(gpleadership.__file__).parent.parent)
from gpleadership.lib.documents.pdf import render_pdf
made = render_pdf("<h1>Terms</h1><p>of <b>reference</b> □</p>", title="Terms", made=date(2026, 7, 16))
print(hashlib.sha256(made).hexdigest())
"""


@pytest.mark.slow
def test_another_machines_fonts_do_not_matter(tmp_path: Path, settings: Any) -> None:
    """The same bytes in a process that sees the machine's fonts, and in one that sees none."""
    root = str(settings.BASE_DIR)
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    (tmp_path / "try.py").write_text(TRY)
    hashes = {
        subprocess.run(
            [sys.executable, "-W", "ignore", str(tmp_path / "try.py")],
            env={**os.environ, "PYTHONPATH": root, **extra},
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        ).stdout
        for extra in ({}, {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "HOME": str(tmp_path)})
    }
    assert len(hashes) == 1


@pytest.mark.slow
def test_a_clause_keeps_its_number_beside_its_words() -> None:
    """No page ends with a number or a heading that stands alone."""
    for words in range(0, 240, 40):
        document = sample(lede="word " * words, sections=sample().sections[:4])
        made = PdfReader(BytesIO(pdf.document_pdf(document)))
        for page in made.pages:
            lines = [
                line.strip()
                for line in page.extract_text(extraction_mode="layout").split("EAS-TOR-4")[0].splitlines()
                if line.strip()
            ]
            assert not re.fullmatch(r"\d+\.\d+|\d+\. [A-Z].*", lines[-1]), lines[-1]


def test_a_long_table_repeats_its_headings() -> None:
    rows = tuple((f"Interest {number}", "Financial", "1 April 2019") for number in range(60))
    table = Table("Interests", ("Interest", "Kind", "From"), rows)
    made = PdfReader(BytesIO(pdf.document_pdf(sample(sections=(Section("", "All", (Clause("", (table,)),)),)))))
    assert len(made.pages) > 1
    assert all("Kind" in page.extract_text() for page in made.pages)


@pytest.mark.slow
@pytest.mark.parametrize(("repeat", "sections", "pages", "seconds"), [(2, 7, 6, 1.5), (4, 8, 12, 3.0)])
def test_it_is_made_in_time(reader: PdfReader, repeat: int, sections: int, pages: int, seconds: float) -> None:
    """Warm, in this process's own time: other work on the machine does not count."""
    document = sample(repeat, sections=sample(repeat).sections[:sections])
    began = process_time()
    made = pdf.document_pdf(document)
    assert process_time() - began < seconds
    assert len(PdfReader(BytesIO(made)).pages) >= pages
