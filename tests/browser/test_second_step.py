"""Passkeys, with a key that the browser pretends to have."""

from typing import Any

from allauth.account.models import EmailAddress

from tests.browser.steps import Visitor
from tests.cast import PASSWORD, Cast

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_chair_adds_a_passkey_and_signs_in_with_it(people: Cast, visit: Any) -> None:
    # given the chair, signed in with a password, and a computer with a lock of its own
    visitor: Visitor = visit(None)
    devices = visitor.page.context.new_cdp_session(visitor.page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    chair = people["chair"]
    EmailAddress.objects.update_or_create(user=chair, email=chair.email, defaults={"verified": True, "primary": True})
    visitor.go("/account/login/")
    visitor.fill("Email address", chair.email)
    visitor.fill("Password", PASSWORD)
    visitor.press("Sign in")
    # when they add a passkey that may sign in alone
    visitor.go("/account/")
    visitor.see("account")
    visitor.page.get_by_role("link", name="Set up your second step").click()
    visitor.see("second-step")
    visitor.press("Add a passkey or key")
    visitor.fill("Password", PASSWORD)
    visitor.press("Go on")
    visitor.see("passkey-add")
    visitor.fill("A name for it", "Work laptop")
    visitor.choose("Let me sign in with this alone, without a password")
    visitor.press("Add it now")
    # then they get recovery codes
    visitor.page.get_by_role("heading", name="Recovery codes").wait_for()
    visitor.see("recovery-codes")
    # when they come back, the passkey is enough
    visitor.go("/account/")
    visitor.press("Sign out")
    visitor.go("/account/login/")
    visitor.press("Use a passkey")
    visitor.page.wait_for_url("**/g/eastmere/**")
    visitor.go("/account/")
    assert "1 passkey or key, recovery codes" in visitor.text()


def test_a_passkey_that_is_refused_is_said(people: Cast, visit: Any) -> None:
    visitor: Visitor = visit(None)
    devices = visitor.page.context.new_cdp_session(visitor.page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY | {"isUserVerified": False}})
    visitor.go("/account/login/")
    visitor.press("Use a passkey")
    visitor.page.get_by_text("That passkey did not work here.").wait_for(timeout=30_000)
