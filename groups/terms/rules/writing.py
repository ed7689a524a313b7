"""What may stand in a clause: Markdown and known facts; no HTML, no images, no links to elsewhere. Pure."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from gpleadership.lib.words import listed

PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")
"""A fact in a text: `{chair}`."""
_TAG: Final = re.compile(r"</?([a-zA-Z][\w-]*+)(?!:)[^>]*>?|<!--")
_IMAGE: Final = re.compile(r"!\[")
_LINK: Final = re.compile(
    r"\]\(\s{0,9}<?(?!\s|https://|mailto:)([^)\s>]*)|^ {0,3}\[[^\]\n]{1,200}\]:", re.IGNORECASE | re.MULTILINE
)
_SCHEME: Final = re.compile(r"\b(javascript|vbscript|data|file):(?=\S)", re.IGNORECASE)
_OPEN: Final = re.compile(
    r"\b(TBC|TBD|XXX?)\b|\bto be (?:confirmed|decided|agreed later)\b"
    r"|\[(?:\.{3}|…|[^\]\n]{0,60}(?:insert|fill in|name of)[^\]\n]{0,60})\]|_{4,}|\?{2,}"
)
_NAMED: Final = {
    "script": "a script",
    "img": "an image",
    "picture": "an image",
    "svg": "an image",
    "style": "a style sheet",
    "link": "a style sheet",
    "iframe": "a page of another site",
    "object": "a page of another site",
    "embed": "a page of another site",
    "form": "a form",
    "input": "a form",
}


def not_allowed(text: str) -> list[str]:
    """What is in a text that a clause cannot hold, in words: “a script”, “the image of another site”."""
    return list(dict.fromkeys(_parts(text)))


def _parts(text: str) -> Iterator[str]:
    for match in _TAG.finditer(text):
        name = (match.group(1) or "").lower()
        if name not in {"https", "mailto"}:
            yield _NAMED.get(name, f"HTML (<{name}>)" if name else "HTML (a comment)")
    if _IMAGE.search(text):
        yield "an image"
    for match in _LINK.finditer(text):
        yield f"a link to “{match.group(1)[:40]}”" if match.group(1) else "a link whose address stands elsewhere"
    for match in _SCHEME.finditer(text):
        yield f"an address that begins with “{match.group(1).lower()}:”"


def refusal_of(found: Collection[str]) -> str:
    """The sentence for the field."""
    has = listed(found)
    return (
        f"A clause cannot hold {has}. Take it out, or say it in words: paragraphs, lists, **bold**, *italics* and links"
        " that begin with https:// are fine."
    )


def unknown_facts(text: str, known: Collection[str]) -> list[str]:
    """Names in braces that no fact has."""
    return [name for name in dict.fromkeys(PLACEHOLDER.findall(text)) if name not in known]


def used_facts(text: str) -> list[str]:
    """The facts that a text uses, each once, in its order."""
    return list(dict.fromkeys(PLACEHOLDER.findall(text)))


def unanswered(text: str) -> list[str]:
    """What a writer left for later: “TBC”, “[insert name]”."""
    return list(dict.fromkeys(" ".join(match.group().split()) for match in _OPEN.finditer(text)))
