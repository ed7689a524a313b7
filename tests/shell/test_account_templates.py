"""Account templates that no walk passes through: drawn with what allauth hands them."""

from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.forms import AddEmailForm, ChangeEmailForm, ConfirmEmailVerificationCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from django.template.loader import render_to_string

from tests.shell.drawing import meaning, request

OPTIONS = {"publicKey": {"challenge": "a<b'c", "allowCredentials": [{"id": "x", "type": "public-key"}]}}
ENTRANCE = {"login_url": "/account/login/", "request_login_code_url": "/account/login/code/", "signup_url": None}
NEXT = {"redirect_field_name": "next", "redirect_field_value": "/g/eastmere/"}
WAYS = [
    {"id": "reauthenticate", "description": "Use your password", "url": "/account/reauthenticate/"},
    {"id": "mfa_reauthenticate:webauthn", "description": "Key", "url": "/account/second-step/keys/again/"},
]
CODE = {"email": "ruth@example.org", "verify_form": ConfirmEmailVerificationCodeForm(), "cancel_url": None}


def drawn(template: str, **context: Any) -> list[Any]:
    asked = request("/account/")
    asked.user = SimpleNamespace(  # type: ignore[assignment]
        is_authenticated=True, is_platform_staff=False, full_name="Ruth Calder", email="ruth@example.org"
    )
    return meaning(render_to_string(template, ENTRANCE | NEXT | context, asked))


def words(parts: list[Any]) -> list[str]:
    return [part for part in parts if isinstance(part, str) and not part.startswith("/")]


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("account/account_inactive.html", "This account is closed"),
        ("account/signup_closed.html", "How to get an account"),
        ("socialaccount/login.html", "Sign in with"),
        ("socialaccount/login_cancelled.html", "You stopped signing in"),
        ("socialaccount/authentication_error.html", "Signing in did not work"),
    ],
)
def test_pages_that_only_tell(template: str, says: str) -> None:
    assert says in words(drawn(template))


def test_changing_the_only_address() -> None:
    form = AddEmailForm(user=None)
    now, new = SimpleNamespace(email="ruth@example.org"), SimpleNamespace(email="new@example.org")
    settled = drawn("account/email_change.html", form=form, current_emailaddress=now, new_emailaddress=None)
    assert "ruth@example.org" in words(settled)
    waiting = drawn("account/email_change.html", form=form, current_emailaddress=now, new_emailaddress=new)
    assert "You are changing to new@example.org, which is not confirmed yet." in words(waiting)
    assert {"Send the code again", "Keep the old address"} <= set(words(waiting))


@pytest.mark.parametrize(("can", "shown"), [(True, 2), (False, 0)])
def test_a_code_may_be_sent_again_or_elsewhere(can: bool, shown: int) -> None:
    page = drawn(
        "account/confirm_email_verification_code.html",
        **CODE,
        form=CODE["verify_form"],
        change_form=ChangeEmailForm(),
        can_resend=can,
        can_change=can,
    )
    offers = {"Send another code", "Send the code there"} & set(words(page))
    assert len(offers) == shown
    assert "Start again" in words(page)


def test_confirming_with_a_code_or_a_key() -> None:
    code = drawn("mfa/reauthenticate.html", form=ReauthenticateForm(user=None), reauthentication_alternatives=WAYS)
    assert {"Use your password", "Use a passkey or security key"} <= set(words(code))
    key = drawn(
        "mfa/webauthn/reauthenticate.html",
        form=ReauthenticateWebAuthnForm(user=None),
        js_data={"request_options": OPTIONS},
    )
    forms = [dict(part[1]) for part in key if isinstance(part, tuple) and part[0] == "form"]
    assert [form["data-passkey"] for form in forms] == ["get"]
    assert forms[0]["data-options"] == (
        '{"publicKey": {"allowCredentials": [{"id": "x", "type": "public-key"}], "challenge": "a\\u003cb\\u0027c"}}'
    )
    hidden = [dict(part[1]) for part in key if isinstance(part, tuple) and dict(part[1]).get("name") == "next"]
    assert [field["value"] for field in hidden] == ["/g/eastmere/"]


@pytest.mark.parametrize(("keys", "shown"), [([{"id": "x", "type": "public-key"}], True), ([], False)])
def test_a_key_is_offered_to_those_who_have_one(keys: list[Any], shown: bool) -> None:
    options = {"publicKey": {"challenge": "a", "allowCredentials": keys}}
    page = drawn(
        "mfa/authenticate.html",
        form=AuthenticateForm(user=None),
        webauthn_form=object(),
        js_data={"request_options": options},
    )
    assert ("Use your passkey or security key" in words(page)) is shown
