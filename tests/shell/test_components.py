"""The gallery draws every component, and what it draws is clean."""

import re
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template import engines
from jinja2 import UndefinedError

from gpleadership.lib.parts import Badge, Bar, Dot, Link, Strip
from gpleadership.views.gallery import gallery, matches, progress
from tests.shell.drawing import ENV, draw, meaning, request

TEMPLATES = Path(engines["jinja2"].template_dirs[0])  # type: ignore[attr-defined]
INSIDE = {
    "bar": "a row of bar_table",
    "breadcrumb": "on the gallery's own pages",
    "lock": "in the menu",
    "menu_lines": "in the menu",
    "messages": "drawn by base.html as notices",
    "page_footer": "drawn by skeleton.html",
    "page_header": "drawn by base.html",
    "passkey_form": "on the account pages",
    "plain_header": "on error pages",
    "seat_card": "one of seat_cards",
    "section": "a heading and what follows",
    "sort_heading": "a heading of table",
    "wordmark": "in the header",
}
"""Components that the gallery shows only as a part of something else."""


def gallery_html() -> str:
    return str(gallery(request("/components/?sort=-size&page=4")).render().content.decode())


def test_the_gallery_shows_every_component() -> None:
    shown = set(re.findall(r"\bui\.(\w+)\(", (TEMPLATES / "gallery.html").read_text()))
    assert set(ENV.globals["ui"].all()) == shown | set(INSIDE)
    assert shown & set(INSIDE) == set()


def test_the_gallery_is_whole_html() -> None:
    open_tags: list[str] = []
    void = {"meta", "link", "input", "br", "rect", "circle", "line", "path", "img"}
    for part in meaning(gallery_html()):
        if isinstance(part, tuple) and part[0] not in void:
            open_tags.append(part[0])
        elif isinstance(part, str) and part.startswith("/") and part[1:] not in void and re.fullmatch(r"/\w+", part):
            assert open_tags.pop() == part[1:]
    assert open_tags == []


def test_ids_in_the_gallery_are_unique() -> None:
    ids = re.findall(r'\sid="([^"]+)"', gallery_html())
    assert sorted(ids) == sorted(set(ids))


def test_what_labels_and_descriptions_point_at_is_there() -> None:
    html = gallery_html()
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    pointed = " ".join(re.findall(r'\s(?:for|aria-describedby|aria-labelledby|aria-controls)="([^"]+)"', html)).split()
    assert set(pointed) - ids == set()


@pytest.mark.parametrize(("view", "block"), [(matches, "practices"), (progress, "job-1")])
def test_what_htmx_gets_is_a_part_of_the_same_page(view: object, block: str) -> None:
    whole = view(request("/?q=house")).render().content.decode()  # type: ignore[operator]
    alone = view(request("/?q=house", **{"HX-Request": "true"})).render().content.decode()  # type: ignore[operator]
    assert f'id="{block}"' in alone
    assert "<html" not in alone
    assert "".join(alone.split()) in "".join(whole.split())


def test_an_undefined_name_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="nothing_of_this_name"):
        draw("{{ nothing_of_this_name }}")
    with pytest.raises(UndefinedError):
        draw("{{ ui.no_such_component() }}")


def test_the_nhs_macros_are_there_by_their_own_names() -> None:
    assert "nhsuk-tag" in draw('{{ nhs.tag({"text": "New"}) }}')
    assert "nhsuk-card--warning" in draw('{{ nhs.warningCallout({"heading": "Mind", "text": "the gap"}) }}')
    assert "<b>" not in draw('{{ nhs.button({"text": words}) }}', words="<b>")


def test_links_and_badges_draw_themselves_escaped() -> None:
    assert draw("{{ link }}", link=Link("Change", "/a?b&c", "the seat of <Ruth>")) == (
        '<a href="/a?b&amp;c">Change<span class="nhsuk-u-visually-hidden"> the seat of &lt;Ruth&gt;</span></a>'
    )
    assert draw("{{ badge }}", badge=Badge("<b>", "due")) == ('<span class="gpl-badge gpl-badge--due">&lt;b&gt;</span>')
    assert draw("{{ ui.badge('Chair', 'pine') }}") == draw("{{ badge }}", badge=Badge("Chair", "pine"))


def test_bars_and_dots_stay_inside_their_chart() -> None:
    assert [Bar("", "", share).width for share in (-1, 0, 1 / 3, 1, 7)] == ["0%", "0%", "33.33%", "100%", "100%"]
    strip = Strip((Dot("a", 0, "0"), Dot("b", 60_000, "60,000")), 30_000, 50_000)
    assert [strip.at(dot.value) for dot in strip.dots] == ["2%", "94.16%"]
    assert [strip.inside(dot) for dot in strip.dots] == [False, False]
    assert Strip((), 0, 0).at(0) == "2%"


def test_pages_keep_the_filter() -> None:
    page = Paginator(range(95), 10).page(5)
    asked = request("/?q=a%20b&sort=-size&page=5")
    html = draw("{{ ui.pagination(request, page) }}", request=asked, page=page)
    numbers = [4, 1, 4, 5, 6, 10, 6]  # back, first, near here, last, on
    assert re.findall(r'href="([^"]+)"', html) == [f"?q=a+b&amp;sort=-size&amp;page={number}" for number in numbers]


def test_our_pagination_is_the_nhs_one() -> None:
    page = Paginator(range(230), 10).page(4)
    asked = request("/?q=a")
    links = ENV.globals["page_links"](asked, page)
    items = [
        {"number": number, "href": href, "current": number == 4} if href else {"ellipsis": True}
        for number, href in links.numbers
    ]
    params = {"items": items, "previous": {"href": links.previous}, "next": {"href": links.next}}
    ours = draw("{{ ui.pagination(request, page) }}", request=asked, page=page)
    assert meaning(ours) == meaning(draw("{{ nhs.pagination(params) }}", params=params))


def test_one_page_needs_no_pagination() -> None:
    page = Paginator(range(3), 10).page(1)
    assert draw("{{ ui.pagination(request, page) }}", request=request(), page=page).strip() == ""


def test_a_heading_sorts_one_way_then_the_other() -> None:
    html = gallery_html()
    assert '<th scope="col" aria-sort="descending" class="is-num"><a class="gpl-sort" href="?sort=size">' in html
    assert '<th scope="col"><a class="gpl-sort" href="?sort=name">' in html
