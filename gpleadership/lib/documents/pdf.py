"""PDFs: tagged (PDF/UA-1), set in our own fonts, and fetching nothing."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any, Final

from django.template.loader import render_to_string
from fontTools.ttLib import TTFont
from markupsafe import Markup
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from gpleadership.lib.documents.fetching import FONTS, HOME, STYLES, OwnFiles, own_file
from gpleadership.lib.documents.headers import say_headers
from gpleadership.lib.documents.model import Document

NOT_IN_FONT: Final = "\u25a1"
"""Stands for a character that the font does not have: an empty square."""
_PAGE: Final = Markup(
    '<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="author" content="{author}"><meta name="generator" content="GP Leadership">'
    '<meta name="dcterms.created" content="{made}"><meta name="dcterms.modified" content="{made}"></head>'
    '<body class="{total}" data-foot="{foot}" data-running="{running}">{body}</body></html>'
)


def document_pdf(document: Document) -> bytes:
    """A document as PDF."""
    body = render_to_string("documents/document.html", {"document": document})
    return render_pdf(
        body,
        title=f"{document.title}, {document.author}",
        language=document.language,
        author=document.author,
        foot=document.footer.words,
        made=document.made,
        page_total=document.page_total,
    )


def render_pdf(
    body: str,
    *,
    title: str,
    made: date,
    language: str = "en-GB",
    author: str = "",
    foot: str = "",
    page_total: bool = True,
) -> bytes:
    """What stands in the body of a page as PDF. The same input gives the same bytes, on any day.

    `foot` is printed on each page beside its number, `title` above each page but the first. With `page_total`
    pages say "of 6".
    """
    html = _PAGE.format(
        language=language,
        title=title,
        author=author,
        foot=foot,
        running=title,
        made=made.isoformat(),
        total="total" if page_total else "",
        body=Markup(body),  # noqa: S704 the caller's, and harmless: the renderer fetches nothing and runs nothing
    )
    return _print(_in_font(html))


def _print(html: str) -> bytes:
    press = _press()
    with press.lock:
        pdf = HTML(string=html, url_fetcher=OwnFiles()).write_pdf(
            stylesheets=[press.styles],
            font_config=press.fonts,
            finisher=say_headers,
            pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
        )
    return bytes(pdf)


@dataclass(frozen=True, slots=True)
class _Press:
    """Fonts and styles, read once a process. WeasyPrint's fonts are not for two threads at once."""

    fonts: Any
    styles: Any
    lock: Lock


@cache
def _press() -> _Press:
    with _no_other_fonts():
        fonts = FontConfiguration()
    fetcher = OwnFiles()
    styles = CSS(string=_faces() + own_file(STYLES).decode(), base_url=HOME, url_fetcher=fetcher, font_config=fonts)
    if fetcher.refused:
        raise LookupError(f"The styles of documents name files that are not on the list: {fetcher.refused}")
    return _Press(fonts, styles, Lock())


def _faces() -> str:
    return "".join(
        f'@font-face{{font-family:"Liberation Sans";font-weight:{weight};font-style:{style};src:url({HOME}{name})}}'
        for name, (weight, style) in FONTS.items()
    )


@contextmanager
def _no_other_fonts() -> Iterator[None]:
    """Let fontconfig know no font of the machine, so that a document looks the same on each."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def _in_font(html: str) -> str:
    return _foreign().sub(NOT_IN_FONT, html)


@cache
def _foreign() -> re.Pattern[str]:
    """Matches what the font cannot show."""
    known = sorted({*TTFont(BytesIO(own_file(next(iter(FONTS))))).getBestCmap(), 9, 10})
    ranges: list[list[int]] = []
    for code in known:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return re.compile("[^" + "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges) + "]")
