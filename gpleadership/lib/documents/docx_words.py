"""Markdown as paragraphs of a Word file."""

from dataclasses import dataclass, field
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from markdown_it.token import Token

from gpleadership.lib.documents import docx_styles as styles
from gpleadership.lib.documents import markdown
from gpleadership.lib.documents.docx_parts import link

STEP: Final = Mm(6)
"""How far each level of a list is set in."""


@dataclass(slots=True)
class _List:
    """A list that is being written: the number of its next item, None where it has bullets."""

    number: int | None
    fresh: bool = False


@dataclass(slots=True)
class Words:
    """Writes the words of one clause; its number stands before the first of them."""

    word: WordDocument
    number: str = ""
    _numbered: bool = False
    _lists: list[_List] = field(default_factory=list)
    _quotes: int = 0
    _heading: int = 0

    def write(self, text: str) -> None:
        """Add a text in Markdown."""
        for token in markdown.parse(text):
            self._take(token)

    def number_first(self) -> None:
        """Set the clause's number on a line of its own, where no words of the clause could carry it."""
        if self.number and not self._numbered:
            self._numbered = True
            self.word.add_paragraph(f"{self.number}\t", styles.CLAUSE).paragraph_format.keep_with_next = True

    def _take(self, token: Token) -> None:
        match token.type.removesuffix("_open").removesuffix("_close"):
            case "bullet_list" | "ordered_list" as kind:
                self._nest(token, kind)
            case "list_item" if token.nesting == 1:
                self._lists[-1].fresh = True
            case "blockquote":
                self._quotes += token.nesting
            case "heading":
                self._heading = int(token.tag[1:]) if token.nesting == 1 else 0
            case "inline":
                _runs(self._paragraph(), token.children or [])

    def _nest(self, token: Token, kind: str) -> None:
        if token.nesting == 1:
            self._lists.append(_List(None if kind == "bullet_list" else int(token.attrs.get("start", 1))))
        else:
            self._lists.pop()

    def _paragraph(self) -> Paragraph:
        if self._heading:
            self.number_first()
            return self.word.add_paragraph(style=f"Heading {self._heading}")
        if self._lists:
            self.number_first()
            return self._item()
        if self.number and not self._numbered:
            self._numbered = True
            return self.word.add_paragraph(f"{self.number}\t", styles.CLAUSE)
        style = "Quote" if self._quotes else styles.UNDER_CLAUSE if self.number else "Normal"
        return self.word.add_paragraph(style=style)

    def _item(self) -> Paragraph:
        """A list item, or a further paragraph of one."""
        within, depth = self._lists[-1], len(self._lists)
        bullet = within.fresh and within.number is None
        line = self.word.add_paragraph(style="List Bullet" if bullet else "Normal")
        shape = line.paragraph_format
        shape.space_after = Pt(2)
        shape.left_indent = (styles.HANG if self.number else Mm(0)) + STEP * depth
        if within.fresh:
            shape.first_line_indent = -STEP
        if within.fresh and within.number is not None:
            shape.tab_stops.add_tab_stop(shape.left_indent)
            line.add_run(f"{within.number}.\t")
            within.number += 1
        within.fresh = False
        return line


def _runs(line: Paragraph, tokens: list[Token]) -> None:
    strong = emphasis = 0
    place: Any = None
    address = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "link_open":
                place, address = link(line, str(token.attrs["href"])), str(token.attrs.get("data-address", ""))
            case "link_close":
                if address:
                    _put(line, place, line.add_run(f" ({address})"))
                place = None
            case "softbreak" | "hardbreak":
                line.add_run().add_break()
            case _:
                run = line.add_run(token.content)
                run.bold, run.italic = bool(strong) or None, bool(emphasis) or None
                _put(line, place, run)


def _put(line: Paragraph, place: Any, run: Run) -> None:
    """Move a run into a link, if one is open."""
    if place is not None:
        run.underline = True
        place.append(run._r)
