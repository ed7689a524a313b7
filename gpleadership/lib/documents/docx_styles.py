"""How Word files look: the portal's measures as Word's own styles, so that whoever edits keeps them."""

from typing import Any, Final

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

INK: Final = RGBColor(0x21, 0x2B, 0x32)
SOFT: Final = RGBColor(0x4C, 0x62, 0x72)
PINE: Final = RGBColor(0x14, 0x42, 0x3A)
FONT: Final = "Arial"
"""What Word has everywhere; Liberation Sans has the same widths."""

GROUP, LEDE, FACT, CLAUSE, UNDER_CLAUSE = "Group", "Lede", "Fact", "Clause", "Clause continued"
NORMAL: Final = Pt(10.5)
HANG: Final = Mm(12)
WIDTH: Final = Mm(166)
_HEADINGS: Final = {1: 23, 2: 12.5, 3: 10.5, 4: 10.5, 5: 10.5, 6: 10.5}


def dress(word: WordDocument, language: str) -> None:
    """A4, our fonts and colours, the language, and the styles that `docx` writes in."""
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin, page.bottom_margin = Mm(20), Mm(24)
    _language(word, language)
    _normal(word)
    for level, size in _HEADINGS.items():
        _heading(word.styles[f"Heading {level}"], size, first=level == 1)
    _own(word)
    _ends(word)


def _language(word: WordDocument, language: str) -> None:
    for lang in word.styles.element.iter(qn("w:lang")):
        for name in list(lang.attrib):
            del lang.attrib[name]
        lang.set(qn("w:val"), language)


def _font(style: Any, size: float, *, bold: bool | None = None, colour: RGBColor = INK) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.color.rgb = FONT, Pt(size), bold, colour
    fonts = style.element.rPr.rFonts
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]  # a theme's font would win
    fonts.set(qn("w:cs"), FONT)


def _space(style: Any, before: float, after: float, line: float = 1.3) -> None:
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = line


def _normal(word: WordDocument) -> None:
    _font(word.styles["Normal"], NORMAL.pt)
    _space(word.styles["Normal"], 0, 6)


def _heading(style: Any, size: float, *, first: bool) -> None:
    _font(style, size, bold=True)
    style.font.italic = False
    _space(style, 12 if first else 18, 6, 1.15)
    style.paragraph_format.keep_with_next = True


def _own(word: WordDocument) -> None:
    group = _paragraphs(word, GROUP)
    _font(group, 14, bold=True, colour=PINE)
    _space(group, 0, 12)
    group.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _line_under(group)
    lede = _paragraphs(word, LEDE)
    _font(lede, 13)
    _space(lede, 0, 12)
    for name, hang in ((FACT, Mm(45)), (CLAUSE, HANG)):
        style = _paragraphs(word, name)
        style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = hang, -hang
        style.paragraph_format.tab_stops.add_tab_stop(hang)
    _paragraphs(word, UNDER_CLAUSE).paragraph_format.left_indent = HANG


def _ends(word: WordDocument) -> None:
    for name in ("Header", "Footer"):
        style: Any = word.styles[name]
        _font(style, 8.5, colour=SOFT)
        style.paragraph_format.tab_stops.clear_all()
        style.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _font(word.styles["Caption"], 9.5, bold=True)
    _font(word.styles["Quote"], 10.5)


def _paragraphs(word: WordDocument, name: str) -> Any:
    style: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style, style.quick_style = word.styles["Normal"], True
    return style


def _line_under(style: Any) -> None:
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "24"), ("space", "6"), ("color", str(PINE))):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    style.element.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
