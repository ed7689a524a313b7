"""The component gallery and the pages for everybody, as an auditor sees them; what the script adds works."""

from typing import Any

from tests.browser.steps import Visitor

PUBLIC = [
    "components/matches/?q=s",
    "help/",
    "who-sees-what/",
    "accessibility/",
    "privacy/",
    "account/joining/",
    "nowhere",
]


def test_every_component_is_accessible(visit: Any, width: int) -> None:
    visitor: Visitor = visit(None, width)
    visitor.go("/components/")
    # the error summary takes focus, and a password can be shown: the NHS script has started
    assert "error-summary" in visitor.focused()
    visitor.page.get_by_role("button", name="Show password").first.click()
    assert visitor.page.locator("#new_word").get_attribute("type") == "text"
    visitor.page.locator("summary", has_text="The same as a table").click()
    visitor.see("gallery")


def test_pages_for_everybody_are_accessible(visit: Any, width: int) -> None:
    visitor: Visitor = visit(None, width)
    for path in PUBLIC:
        visitor.go(f"/{path}")
        visitor.see()


def test_at_the_narrowest_nothing_scrolls_sideways(visit: Any) -> None:
    visitor: Visitor = visit(None, 320)
    for path in ("/components/", "/who-sees-what/", "/account/login/"):
        visitor.go(path)
        visitor.see()


def test_a_type_ahead_finds_as_you_type(visit: Any) -> None:
    visitor: Visitor = visit(None)
    visitor.go("/components/matches/")
    visitor.page.get_by_label("Practice", exact=True).press_sequentially("marsh")
    visitor.page.get_by_text("Nothing matches.").wait_for()
    visitor.fill("Practice", "marram")
    visitor.page.get_by_text("1 match", exact=True).wait_for()
    assert visitor.page.get_by_role("link", name="Marram Health Centre").is_visible()
    visitor.see()


def test_progress_is_asked_for_until_it_is_done(visit: Any) -> None:
    visitor: Visitor = visit(None)
    visitor.go("/components/")
    visitor.page.locator("#job-1.gpl-progress").get_by_text("Done: 6,512 practices read").wait_for()
    assert visitor.page.locator("#job-1 progress").get_attribute("value") == "100"


def test_an_answer_that_does_not_come_is_said(visit: Any) -> None:
    visitor: Visitor = visit(None)
    visitor.go("/components/matches/")
    visitor.page.route("**/components/matches/?*", lambda route: route.abort())
    visitor.page.get_by_label("Practice", exact=True).press_sequentially("quay")
    visitor.page.get_by_role("alert").get_by_text("That did not work.").wait_for()


def test_without_script_the_same_pages_work(visit: Any, chromium: Any, server: str) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=server)
    page = context.new_page()
    page.goto("/components/matches/")
    page.get_by_label("Practice", exact=True).fill("light")
    page.get_by_role("button", name="Search").click()
    assert page.get_by_role("link", name="Lighthouse Practice").is_visible()
    page.goto("/account/login/")
    assert not page.get_by_role("button", name="Use a passkey").is_visible()
    assert page.get_by_role("button", name="Sign in").is_visible()
    context.close()
