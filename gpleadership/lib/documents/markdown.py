"""Members' Markdown as safe HTML: paragraphs, lists, emphasis, quotations, headings and links, and no more.

Two walls: the parser knows no HTML and no images, and what it makes is cleaned by nh3 all the same.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup

from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import number, visible

LONGEST_CLAUSE: Final = 20_000
"""Characters. A page of A4 holds about 3,000."""
KEPT: Final = 1_500
"""Characters. The HTML of a text no longer than this is kept for the next page: terms have seventy, read for years."""
FIRST_HEADING: Final = 3
"""Below the document's title and a section's heading."""
LAST_HEADING: Final = 6
TAGS: Final = {"p", "ul", "ol", "li", "strong", "em", "blockquote", "code", "br", "a", "h3", "h4", "h5", "h6"}
SCHEMES: Final = {"https", "mailto"}

_LINK: Final = re.compile(r"(?:https://|mailto:)\S+\Z", re.IGNORECASE)
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_cleaner: Final = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href", "data-address"}, "ol": {"start"}},
    url_schemes=SCHEMES,
    link_rel="noopener noreferrer",
)


def to_html(text: str) -> Markup:
    """Safe HTML. Raises `Refused` for a text that is too long, before it is read."""
    return _kept(text) if len(text) <= KEPT else _made(text)


@lru_cache(maxsize=500)
def _kept(text: str) -> Markup:
    return _made(text)


def _made(text: str) -> Markup:
    tokens = parse(text)
    return Markup(_cleaner.clean(_parser.renderer.render(tokens, _parser.options, {})))  # noqa: S704 cleaned just here


def plain(text: str) -> str:
    """The words alone, a line for each paragraph and list item: for searching and comparing."""
    lines = (_words(token.children or ()) for token in parse(text) if token.type == "inline")
    return "\n".join(line for line in lines if line)


def parse(text: str) -> list[Token]:
    """The parsed text, for renderers of other kinds. Raises `Refused` as `to_html` does."""
    return _parser.parse(tidy(checked(text)))


def checked(text: str, *, most: int = LONGEST_CLAUSE, field: str | None = None) -> str:
    """The text itself. Raises `Refused` where it has more than `most` characters."""
    if len(text) > most:
        raise Refused(
            f"Keep each clause to {number(most)} characters: this one has {number(len(text))}. Split it in two.",
            field=field,
        )
    return text


def tidy(text: str) -> str:
    """Without control characters, which no kind of document may hold, and what turns words around unseen."""
    if text.isprintable():  # most are, and to ask costs less than to look
        return text
    return visible(_CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def _words(tokens: Iterable[Token]) -> str:
    breaks = {"softbreak", "hardbreak"}
    return "".join(" " if token.type in breaks else token.content for token in tokens)


# ---- The parser ----


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False, "breaks": True, "maxNesting": 12})
    # What is indented, underlined with dashes or fenced by accident stays a paragraph.
    parser.disable(["html_block", "html_inline", "code", "fence", "lheading", "hr"])
    parser.validateLink = lambda url: bool(_LINK.match(url))  # type: ignore[method-assign]
    parser.core.ruler.push("portal", _suit_documents)
    return parser


def _suit_documents(state: StateCore) -> None:
    """Images become their words, headings find their place, links say where they lead; what `&#8238;` was is gone."""
    level = FIRST_HEADING - 1
    for token in state.tokens:
        if token.type == "heading_open":
            level = min(FIRST_HEADING - 1 + int(token.tag[1:]), level + 1, LAST_HEADING)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{level}"
        elif token.type == "inline":
            token.children = list(_addressed(list(_without_images(token.children or ()))))


def _without_images(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "image":
            yield Token("text", "", 0, content=_words(_without_images(token.children or ())))
        else:
            token.content = tidy(token.content)
            yield token


def _addressed(tokens: list[Token]) -> Iterator[Token]:
    """Give a link its address for print, unless its words are the address."""
    for at, token in enumerate(tokens):
        if token.type == "link_open":
            address = re.sub("^mailto:", "", str(token.attrs["href"]), flags=re.IGNORECASE)
            close = next(end for end in range(at, len(tokens)) if tokens[end].type == "link_close")
            token.attrs = {"href": token.attrs["href"]}  # no title: it is hidden from most readers
            if _words(tokens[at + 1 : close]) != address:
                token.attrs["data-address"] = address
        yield token


_parser: Final = _make_parser()
