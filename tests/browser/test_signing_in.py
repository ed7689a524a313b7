"""Signing in, with a password typed wrong first."""

from typing import Any

from tests.browser.steps import Visitor
from tests.cast import PASSWORD, Cast


def test_a_reader_signs_in_and_out(people: Cast, visit: Any, width: int) -> None:
    # given somebody at the sign-in page
    visitor: Visitor = visit(None, width)
    visitor.go("/g/eastmere/")
    visitor.see("sign-in")
    # when they type a wrong password
    visitor.fill("Email address", "reader@example.org")
    visitor.fill("Password", "not this one at all")
    visitor.press("Sign in")
    # then the error has focus, and their address is still there
    visitor.see("sign-in-error")
    assert "error-summary" in visitor.focused()
    assert visitor.page.get_by_label("Email address", exact=True).input_value() == "reader@example.org"
    # when they type the right one, they are where they meant to go
    visitor.fill("Password", PASSWORD)
    visitor.press("Sign in")
    assert visitor.page.url.endswith("/g/eastmere/")
    visitor.see("home-practice")
