"""Parts of Word files that need its XML: fields, links, tables with a header row."""

from typing import Any, Final

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from gpleadership.lib.documents.model import Table

BORDER: Final = "6D7B82"


def page_field(line: Paragraph, name: str) -> None:
    """A number that Word works out: PAGE or NUMPAGES."""
    field = _element("w:fldSimple", instr=name)
    run, text = _element("w:r"), _element("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)


def link(line: Paragraph, address: str) -> Any:
    """An empty link at the end of a line, for runs to be put into."""
    place = _element("w:hyperlink")
    place.set(qn("r:id"), line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    line._p.append(place)
    return place


def table(word: WordDocument, block: Table) -> None:
    """A table under its caption, its header row marked and repeated on each page."""
    word.add_paragraph(block.caption, "Caption").paragraph_format.keep_with_next = True
    made = word.add_table(rows=1 + len(block.rows), cols=len(block.heads))
    for row, texts in zip(made.rows, (block.heads, *block.rows), strict=True):
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        for cell, text in zip(row.cells, texts, strict=True):
            line = cell.paragraphs[0]
            line.text, line.paragraph_format.space_before, line.paragraph_format.space_after = text, Pt(3), Pt(3)
    head = made.rows[0]
    head._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    for cell in head.cells:
        cell.paragraphs[0].runs[0].bold = True
    made._tbl.tblPr.insert_element_before(_lines(), "w:tblLook")
    made._tbl.tblPr.append(_element("w:tblCaption", val=block.caption))
    word.add_paragraph()


def _lines() -> Any:
    """Lines between rows, none between columns."""
    lines = _element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        lines.append(_element(f"w:{side}", val="single", sz="4", space="0", color=BORDER))
    return lines


def _element(name: str, **values: str) -> Any:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element
