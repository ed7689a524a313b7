"""page(): late, whole or in part, and the frame around it."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

from gpleadership.lib import menus
from gpleadership.lib.menus import Entry, Shell
from gpleadership.lib.pages import page
from tests.shell.drawing import meaning, request

TEMPLATE = "gallery_matches.html"
CONTEXT = {"found": [], "asked": "zz"}


def test_a_page_is_rendered_when_asked_and_not_before() -> None:
    response = page(request(), TEMPLATE, CONTEXT, status=201)
    assert not response.is_rendered
    assert response.context_data == CONTEXT
    assert response.render().status_code == 201
    assert "Nothing matches" in response.content.decode()


@pytest.mark.parametrize(
    ("headers", "whole"),
    [
        ({}, True),
        ({"HX-Request": "true"}, False),
        ({"HX-Request": "true", "HX-Boosted": "true"}, True),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, True),
    ],
)
def test_htmx_gets_the_block_it_asked_for(headers: dict[str, str], whole: bool) -> None:
    response = page(request(**headers), TEMPLATE, CONTEXT, block="found").render()
    assert ("<html" in response.content.decode()) is whole
    assert response.headers["Vary"] == "HX-Request"


def test_without_a_block_htmx_gets_the_whole_page() -> None:
    response = page(request(**{"HX-Request": "true"}), TEMPLATE, CONTEXT).render()
    assert "<html" in response.content.decode()
    assert "Vary" not in response.headers


def test_the_context_given_is_left_alone() -> None:
    given = dict(CONTEXT)
    page(request(**{"HX-Request": "true"}), TEMPLATE, given, block="found").render()
    assert given == CONTEXT


# ---- The frame ----


class Somebody:
    is_authenticated = True
    is_platform_staff = False
    full_name = "Ruth <Calder>"


def framed(path: str = "/help/", **put: Any) -> HttpRequest:
    made = request(path)
    for name, value in put.items():
        setattr(made, name, value)
    return made


GROUP = SimpleNamespace(name="Eastmere GP Leadership Group", slug="", place_name="Eastmere")
CHAIR = SimpleNamespace(role_label="Chair", can=lambda capability: capability == "manage")


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menus, "_areas", {"group": [], "system": [], "platform": []})
    for entry in (
        Entry("Privacy", "privacy", 30, capability="never"),
        Entry("Room", "gallery", 20, capability="manage", room=True),
        Entry("Help", "help", 10),
        Entry("Home", "home", 0, exact=True),
        Entry("Help", "help", 10),
    ):
        menus.register("group", entry)


@pytest.mark.usefixtures("entries")
def test_the_menu_holds_what_the_person_may_open_in_order() -> None:
    shell = Shell(framed("/components/matches/", user=Somebody(), group=GROUP, standing=CHAIR))
    assert [tuple(item) for item in shell.menu] == [
        ("Home", "/", "", False, ()),
        ("Help", "/help/", "", False, ()),
        ("Room", "/components/", "true", True, ()),
    ]


@pytest.mark.usefixtures("entries")
def test_lines_of_one_part_stand_behind_it_where_the_first_of_them_would() -> None:
    for entry in (
        Entry("Cookies", "privacy", 5, under="About"),
        Entry("Who sees what", "who_sees_what", 15, under="About"),
        Entry("Log", "accessibility", 40, under="Records"),
        Entry("Hidden", "gallery", 50, capability="never", under="Records"),
    ):
        menus.register("group", entry)
    shell = Shell(framed("/who-sees-what/", user=Somebody(), group=GROUP, standing=CHAIR))
    assert [(item.label, item.url, item.current) for item in shell.menu] == [
        ("Home", "/", ""),
        ("About", "/privacy/", "true"),
        ("Help", "/help/", ""),
        ("Room", "/components/", ""),
        ("Log", "/accessibility/", ""),
    ]
    assert shell.part is not None
    assert [(line.label, line.current) for line in shell.part.lines] == [("Cookies", ""), ("Who sees what", "page")]
    elsewhere = Shell(framed("/help/", user=Somebody(), group=GROUP, standing=CHAIR))
    assert elsewhere.part is None


@pytest.mark.usefixtures("entries")
def test_the_page_itself_is_marked_as_such() -> None:
    shell = Shell(framed("/help/", user=Somebody(), group=GROUP, standing=CHAIR))
    assert [item.current for item in shell.menu] == ["", "page", ""]
    named = framed("/elsewhere/", user=Somebody(), group=GROUP, standing=CHAIR)
    named.resolver_match = SimpleNamespace(view_name="help")  # type: ignore[assignment]
    assert [item.current for item in Shell(named).menu] == ["", "page", ""]


@pytest.mark.usefixtures("entries")
def test_place_name_and_role_are_on_every_page() -> None:
    made = framed(user=Somebody(), group=GROUP, standing=CHAIR)
    html = page(made, "static_pages/help.html").render().content.decode()
    words = [part for part in meaning(html) if isinstance(part, str)]
    assert words[words.index("Eastmere") :][:4] == ["Eastmere", "/span", "Ruth <Calder>", "/a"]
    assert '<span class="gpl-role">Chair</span>' in html
    assert "<title>Help – Eastmere – GP Leadership</title>" in html
    assert html.count("Ruth &lt;Calder&gt;") == 1


@pytest.mark.parametrize(
    ("put", "role"),
    [
        ({}, ""),
        ({"system": SimpleNamespace(name="Tidewater ICB", slug="t")}, "ICB staff"),
        ({"group": GROUP, "standing": CHAIR}, "Chair"),
    ],
)
def test_the_role_in_words(put: dict[str, Any], role: str) -> None:
    assert Shell(framed(user=Somebody(), **put)).role == role


def test_platform_staff_are_called_so_where_they_have_no_other_role() -> None:
    staff = Somebody()
    staff.is_platform_staff = True
    system = SimpleNamespace(name="Tidewater ICB", slug="t")
    assert Shell(framed(user=staff)).role == "Platform staff"
    assert Shell(framed(user=staff, system=system)).role == "Platform staff"
    assert Shell(framed(user=staff, group=GROUP, standing=CHAIR)).role == "Chair"


def test_a_stranger_sees_no_menu() -> None:
    html = page(request(), "static_pages/help.html").render().content.decode()
    assert "gpl-menu" not in html
    assert '<a href="/account/login/">Sign in</a>' in html


def test_a_request_without_anything_on_it_has_a_frame() -> None:
    bare = HttpRequest()
    assert (Shell(bare).person, Shell(bare).place, Shell(bare).role, Shell(bare).menu) == (None, "", "", [])


def test_messages_of_one_kind_share_a_notice() -> None:
    made = framed()
    made._messages = [  # type: ignore[attr-defined]
        Message(constants.SUCCESS, "Saved <b>"),
        Message(constants.ERROR, "Not this"),
        Message(constants.SUCCESS, "And sent"),
    ]
    html = page(made, "static_pages/help.html").render().content.decode()
    assert html.count('class="gpl-notice gpl-notice--') == 2
    assert "<p>Saved &lt;b&gt;</p><p>And sent</p>" in html
