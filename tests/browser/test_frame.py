"""The frame of every page: menu, role, skip link, print."""

from typing import Any

from tests.browser.steps import Visitor
from tests.cast import Cast


def test_on_a_phone_the_menu_opens_and_closes(people: Cast, visit: Any) -> None:
    visitor: Visitor = visit(people["chair"], 375)
    visitor.go("/g/eastmere/")
    menu = visitor.page.get_by_role("navigation", name="Eastmere")
    # the place and the role are there at once, the name and the ways to go are in the menu
    assert visitor.page.locator(".gpl-header__place").inner_text() == "Eastmere"
    assert visitor.page.locator(".gpl-role").inner_text() == "Chair"
    assert not menu.is_visible()
    visitor.press("Menu")
    assert menu.get_by_role("link", name="Members and seats").is_visible()
    assert menu.get_by_role("link", name="Your account and sign out").is_visible()
    visitor.see("menu")
    visitor.page.keyboard.press("Escape")
    assert not menu.is_visible()


def test_on_a_desktop_the_menu_lies_open(people: Cast, visit: Any) -> None:
    visitor: Visitor = visit(people["chair"])
    visitor.go("/g/eastmere/")
    menu = visitor.page.get_by_role("navigation", name="Eastmere")
    assert menu.get_by_role("link", name="Home", exact=True).get_attribute("aria-current") == "page"
    assert visitor.page.get_by_role("link", name=people["chair"].full_name).is_visible()
    assert not visitor.page.get_by_role("button", name="Menu").is_visible()
    menu.get_by_role("link", name="Members", exact=True).click()
    assert menu.get_by_role("link", name="Members", exact=True).get_attribute("aria-current") == "true"
    part = visitor.page.get_by_role("navigation", name="Members", exact=True)
    assert part.get_by_role("link", name="Members and seats").get_attribute("aria-current") == "page"
    assert part.get_by_role("link", name="Chair", exact=True).is_visible()
    assert menu.get_by_role("link", name="Home", exact=True).get_attribute("aria-current") is None


def test_the_first_stop_of_the_keyboard_skips_the_frame(visit: Any) -> None:
    visitor: Visitor = visit(None)
    visitor.go("/help/")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.textContent") == "Skip to main content"
    visitor.page.keyboard.press("Enter")
    assert visitor.page.url.endswith("#maincontent")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.textContent") == "I cannot sign in"


def test_paper_carries_words_and_no_furniture(people: Cast, visit: Any) -> None:
    visitor: Visitor = visit(people["chair"])
    visitor.go("/g/eastmere/")
    visitor.page.emulate_media(media="print")
    assert not visitor.page.locator(".gpl-header").is_visible()
    assert not visitor.page.locator(".gpl-footer").is_visible()
    assert visitor.page.locator("h1").is_visible()
