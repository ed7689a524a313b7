"""Hostile content opens no socket and reads no file, through the renderer itself and through Markdown.

Each vector is tried with WeasyPrint's own fetcher too, so that a vector that reaches for nothing would be noticed.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from weasyprint import HTML

from gpleadership.lib.documents import docx, fetching, pdf
from gpleadership.lib.documents.model import number_sections
from tests.documents.samples import sample
from tests.documents.watching import Seen, secret, server, watched

VECTORS = {
    "img": '<img alt="x" src="{web}/img.svg">',
    "css url()": "<style>p {{ background: url({web}/css-url.svg) }}</style><p>x</p>",
    "@import": "<style>@import url({web}/import.css);</style>",
    "font-face": "<style>@font-face {{ font-family: F; src: url({web}/font.ttf) }}</style><p>x</p>",
    "background": '<p style="background-image: url({web}/background.svg)">x</p>',
    "object": '<object data="{web}/object.svg"></object>',
    "embed": '<embed src="{web}/embed.svg">',
    "svg image": '<svg width="9" height="9"><image href="{web}/svg.svg" width="9" height="9"/></svg>',
    "redirect": '<img alt="x" src="{web}/redirect">',
    "link stylesheet": '<link rel="stylesheet" href="{web}/link.css">',
    "link attachment": '<link rel="attachment" href="{web}/attachment.txt">',
    "file:": '<img alt="x" src="{file}"><link rel="attachment" href="{file}"><object data="{file}"></object>',
}
HTML_SHAPES = ("{html}", "    {html}", "```\n{html}\n```", "> - {html}")
LINK_SHAPES = (
    "![x]({web}/image.svg)",
    "![x]({file})",
    "![x][a]\n\n[a]: {web}/reference.svg",
    "[x]({file})",
    "<{web}/auto>",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](https://a.example/)",
)
TYPED = [(shape, name) for shape in HTML_SHAPES for name in VECTORS] + [(shape, "img") for shape in LINK_SHAPES]


@pytest.fixture(scope="module")
def web() -> Iterator[tuple[str, list[str]]]:
    with server() as running:
        yield running


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Fonts and styles are read once a process; what is watched is a document after that."""
    pdf.document_pdf(sample())
    docx.document_docx(sample())


@pytest.fixture(scope="module")
def file() -> Iterator[Path]:
    path = secret()
    yield path
    path.unlink()


def _vector(name: str, web: tuple[str, list[str]], file: Path) -> str:
    return VECTORS[name].format(web=web[0], file=file.as_uri())


def _nothing(seen: Seen, web: tuple[str, list[str]]) -> None:
    assert seen.sockets == []
    assert seen.files == []
    assert web[1] == []


@pytest.mark.parametrize("name", VECTORS)
def test_the_renderer_reaches_for_nothing(name: str, web: tuple[str, list[str]], file: Path) -> None:
    web[1].clear()
    with watched() as seen:
        made = pdf.render_pdf(_vector(name, web, file), title="Hostile", made=date(2026, 7, 16))
    _nothing(seen, web)
    assert b"EmbeddedFile" not in made


@pytest.mark.slow
@pytest.mark.parametrize("name", VECTORS)
def test_with_the_renderers_own_fetcher_it_would_be_noticed(name: str, web: tuple[str, list[str]], file: Path) -> None:
    web[1].clear()
    with watched() as seen:
        HTML(string=_vector(name, web, file)).write_pdf()
    if name == "file:":
        assert str(file) in seen.files
    else:
        assert [word for word in seen.sockets if word.startswith("connect ")]
        assert web[1]
    if name == "redirect":
        assert "/after-redirect" in web[1]


@pytest.mark.slow
@pytest.mark.parametrize(("shape", "name"), TYPED)
def test_markdown_reaches_for_nothing(name: str, shape: str, web: tuple[str, list[str]], file: Path) -> None:
    text = shape.format(html=_vector(name, web, file), web=web[0], file=file.as_uri())
    document = sample(sections=number_sections([("Hostile", [text])]))
    web[1].clear()
    with watched() as seen:
        pdf.document_pdf(document)
    _nothing(seen, web)


@pytest.mark.slow
@pytest.mark.parametrize("shape", [*HTML_SHAPES, *LINK_SHAPES])
def test_word_files_link_to_no_more_than_pages_do(shape: str, web: tuple[str, list[str]], file: Path) -> None:
    text = shape.format(html=_vector("img", web, file), web=web[0], file=file.as_uri())
    document = sample(sections=number_sections([("Hostile", [text])]))
    with watched() as seen:
        made = docx.document_docx(document)
    assert seen.sockets == []
    assert [name for name in seen.files if not name.endswith((".docx", ".xml"))] == []
    assert b"TOPSECRETWORD" not in made


@pytest.mark.slow
@pytest.mark.parametrize("place", ["title", "author", "status", "lede"])
def test_what_is_not_markdown_is_plain_words(place: str, web: tuple[str, list[str]], file: Path) -> None:
    web[1].clear()
    with watched() as seen:
        pdf.document_pdf(sample(**{place: _vector("img", web, file) + '"><style>@import url(x)</style>'}))
    _nothing(seen, web)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "data:image/svg+xml,<svg/>",
        "http://127.0.0.1/",
        f"{fetching.HOME}../../manage.py",
        f"{fetching.HOME}wordmark.svg?x",
        f"{fetching.HOME}portal.css",
        "wordmark.svg",
        "",
    ],
)
def test_only_exact_names_are_given(address: str) -> None:
    fetcher = fetching.OwnFiles()
    with watched() as seen, pytest.raises(fetching.NotOurs):
        fetcher.fetch(address)
    with pytest.raises(fetching.NotOurs):
        fetcher.open(address)
    assert (seen.sockets, seen.files) == ([], [])
    assert fetcher.refused == [address, address]


def test_our_own_files_are_given() -> None:
    fetcher = fetching.OwnFiles()
    assert all(fetcher.fetch(fetching.HOME + name).read() for name in fetching.ALLOWED)
    with pytest.raises(fetching.NotOurs):
        fetching.own_file("portal.css")
