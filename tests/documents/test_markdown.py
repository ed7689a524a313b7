"""Members' Markdown: what it becomes, and what it can never become."""

import re
from time import perf_counter

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpleadership.lib.documents import markdown
from gpleadership.lib.documents.model import Text
from gpleadership.lib.refusal import Refused

NASTY = "<script>|![|](|https://a.example/|javascript:|<img src=x onerror=y>|[a]: x|<style>|style=|data:text/html,"
PLAIN = "\n\n|\n- |\n1. |# |### |> |**|*|`|```|&amp;|&#x3c;|\\| "
PIECES = st.sampled_from((NASTY + "|" + PLAIN).split("|"))
TEXTS = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=30).map("".join))


@given(TEXTS)
def test_whatever_is_typed_comes_out_safe(text: str) -> None:
    html = str(markdown.to_html(text))
    assert {tag.lower() for tag in re.findall(r"<\s*/?\s*([a-zA-Z0-9]+)", html)} <= markdown.TAGS
    for tag in re.findall(r"<[^>]*>", html):
        assert not re.search(
            r"\bon\w+\s*=|\bstyle\s*=|\bsrc\s*=|javascript:", re.sub(r'"[^"]*"', '""', tag), re.IGNORECASE
        )
    assert all(re.match(r"https://|mailto:", href, re.IGNORECASE) for href in re.findall(r'href="([^"]*)"', html))
    assert nh3.clean(html, tags=markdown.TAGS, attributes={"a": {"href", "data-address"}, "ol": {"start"}}) == html


@given(TEXTS)
def test_plain_words_never_fail(text: str) -> None:
    assert "\x00" not in markdown.plain(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\ntwo", "<p>One<br>\ntwo</p>\n"),
        ("- a\n- **b**", "<ul>\n<li>a</li>\n<li><strong>b</strong></li>\n</ul>\n"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>\n'),
        ("1.1 stays a number", "<p>1.1 stays a number</p>\n"),
        ("    indented by accident", "<p>indented by accident</p>\n"),
        ("A line\n---", "<p>A line<br>\n---</p>\n"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"),
        ("![a plan](https://a.example/x.png)", "<p>a plan</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](http://a.example)", "<p>[x](http://a.example)</p>\n"),
        (
            "[the LMC](https://lmc.example/a)",
            '<p><a href="https://lmc.example/a" data-address="https://lmc.example/a" REL>the LMC</a></p>\n',
        ),
        (
            "<mailto:lmc@example.org>",
            '<p><a href="mailto:lmc@example.org" data-address="lmc@example.org" REL>mailto:lmc@example.org</a></p>\n',
        ),
        (
            "<lmc@example.org>",
            '<p><a href="mailto:lmc@example.org" REL>lmc@example.org</a></p>\n',
        ),
    ],
)
def test_what_it_becomes(text: str, html: str) -> None:
    html = html.replace("REL", 'rel="noopener noreferrer"')
    assert markdown.to_html(text) == html
    assert Text(text).html == html


def test_headings_come_below_the_sections_and_skip_no_level() -> None:
    html = markdown.to_html("### Deep\n\n# Top\n\n###### Deepest\n\n## Next")
    assert re.findall(r"<(h\d)>", html) == ["h3", "h3", "h4", "h4"]


def test_plain_words_have_a_line_for_each_paragraph() -> None:
    text = "**To give** one\nvoice:\n\n- in *digests*\n- [here](https://a.example)\n\n![a plan](https://a.example/plan.png)"
    assert markdown.plain(text) == "To give one voice:\nin digests\nhere\na plan"


@pytest.mark.parametrize("read", [markdown.to_html, markdown.plain, markdown.checked])
def test_a_text_of_two_megabytes_is_refused_before_it_is_read(read: object) -> None:
    text = "[" * 2_000_000
    began = perf_counter()
    with pytest.raises(Refused, match=r"^Keep each clause to 20,000 characters: this one has 2,000,000\. Split it"):
        read(text)  # type: ignore[operator]
    assert perf_counter() - began < 0.05


def test_the_refusal_names_its_field() -> None:
    with pytest.raises(Refused) as refused:
        markdown.checked("x" * 20_001, field="words")
    assert refused.value.field == "words"
    assert markdown.checked("x" * 20_000) == "x" * 20_000


@pytest.mark.parametrize("piece", ["[", "*a ", "> ", "- ", "![](", "`", "<", "&", "**a*", "[a](", "\\", "_a_ ", "1. "])
def test_no_text_takes_long(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    began = perf_counter()
    markdown.to_html(text)
    assert perf_counter() - began < 3
