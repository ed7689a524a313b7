"""The way to a single sign-on leads over a page of our own, for the policy keeps forms at home."""

from typing import Any

import pytest
from allauth.account.views import login
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path

from gpleadership.urls import urlpatterns as portal
from gpleadership.views import account
from tests.shell.drawing import draw, request

urlpatterns = [path("sso/<slug:provider_id>/", account.single_sign_on, name="openid_connect_login"), *portal]


@pytest.fixture(autouse=True)
def configured(settings: Any) -> None:
    settings.OIDC_NAME = "NHSmail"


def going_to(monkeypatch: pytest.MonkeyPatch, address: str) -> Any:
    monkeypatch.setattr(account.oidc, "login", lambda *_: HttpResponseRedirect(address))
    return account.single_sign_on(request("/account/sso/sso/login/"), "sso")


def test_another_host_is_reached_by_a_page_that_goes_on_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "https://login.example.org/authorize?client_id=a&state='x'"
    answer = going_to(monkeypatch, address)
    assert answer.status_code == 200
    html = answer.render().content.decode()
    escaped = "https://login.example.org/authorize?client_id=a&amp;state=&#39;x&#39;"
    assert f'<meta http-equiv="refresh" content="0;URL=\'{escaped}\'">' in html
    assert f'<a href="{escaped}">Go on by hand' in html


def test_our_own_pages_are_reached_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    assert going_to(monkeypatch, "/account/login/").status_code == 302


def test_what_is_not_a_redirect_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    page = HttpResponse("confirm")
    monkeypatch.setattr(account.oidc, "login", lambda *_: page)
    assert account.single_sign_on(request(), "sso") is page


def test_its_name_stands_on_the_sign_in_page(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.shell.test_single_sign_on"
    answer = login(request("/account/login/"))
    assert "Sign in with NHSmail" in answer.render().content.decode()


def test_without_one_nothing_is_said(settings: Any) -> None:
    settings.OIDC_NAME = ""
    assert draw("{{ single_sign_on() }}") == ""
