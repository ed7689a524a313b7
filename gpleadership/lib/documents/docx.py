"""Word files for those who edit in Word: real headings, numbers as text, no macros, the same bytes each time."""

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from gpleadership.lib.documents import docx_styles as styles
from gpleadership.lib.documents.docx_parts import page_field, table
from gpleadership.lib.documents.docx_words import Words
from gpleadership.lib.documents.model import Clause, Document, Section, Table
from gpleadership.lib.refusal import Refused

ZIP_BEGINS: Final = 1980
LONGEST: Final = 255
"""Characters of a property of a Word file."""


def document_docx(document: Document) -> bytes:
    """A document as a Word file. Raises `Refused` for one dated before zip files could be."""
    if document.made.year < ZIP_BEGINS:
        raise Refused("A document cannot be dated before 1980.")
    word = docx.Document()
    styles.dress(word, document.language)
    _describe(word, document)
    _top(word, document)
    for section in document.sections:
        _section(word, section)
    _foot(word, document)
    return _packed(word, document)


def _describe(word: WordDocument, document: Document) -> None:
    about = word.core_properties
    author = document.author[:LONGEST]
    about.title, about.author, about.last_modified_by = document.title[:LONGEST], author, author
    about.language, about.comments, about.revision = document.language, "", 1
    about.created = about.modified = datetime.combine(document.made, time(), UTC)


def _top(word: WordDocument, document: Document) -> None:
    top = word.add_paragraph(document.author, styles.GROUP)
    if document.status:
        status = top.add_run(f"\t{document.status}")
        status.bold, status.font.size = False, styles.NORMAL
    word.add_heading(document.title, 1)
    if document.lede:
        word.add_paragraph(document.lede, styles.LEDE)
    for fact in document.facts:
        line = word.add_paragraph(style=styles.FACT)
        line.add_run(fact.name).font.color.rgb = styles.SOFT
        line.add_run(f"\t{fact.value}")


def _section(word: WordDocument, section: Section) -> None:
    word.add_heading(section.heading, 2)
    for clause in section.clauses:
        _clause(word, clause)


def _clause(word: WordDocument, clause: Clause) -> None:
    words = Words(word, clause.number)
    for block in clause.blocks:
        if isinstance(block, Table):
            words.number_first()
            table(word, block)
        else:
            words.write(block.markdown)


def _foot(word: WordDocument, document: Document) -> None:
    section = word.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = f"{document.title}, {document.author}"
    for part in (section.first_page_footer, section.footer):
        line = part.paragraphs[0]
        line.text = f"{document.footer.words}\t"
        _page(line, total=document.page_total)


def _page(line: Paragraph, *, total: bool) -> None:
    line.add_run("Page ")
    page_field(line, "PAGE")
    if total:
        line.add_run(" of ")
        page_field(line, "NUMPAGES")


def _packed(word: WordDocument, document: Document) -> bytes:
    """The file, each part of it dated as the document is and not with the time of packing."""
    rels = word.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        rels.pop(key)
    raw, packed = BytesIO(), BytesIO()
    word.save(raw)
    made = (document.made.year, document.made.month, document.made.day, 0, 0, 0)
    with ZipFile(raw) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, made), source.read(name), ZIP_DEFLATED)
    return packed.getvalue()
