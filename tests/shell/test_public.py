"""The checked-in list of public routes is what the views say."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from gpleadership.demo import mail_urls
from gpleadership.public import PUBLIC_ROUTES

OPTIONAL = {
    *(pattern.name for pattern in mail_urls.urlpatterns),
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
}
"""Mounted in the demo, or with a single sign-on."""


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}", entry
        else:
            yield from patterns(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)


def test_the_list_is_what_the_views_say() -> None:
    found = {name for name, entry in patterns(get_resolver()) if not getattr(entry.callback, "login_required", True)}
    assert {name for name in found if not name.startswith("admin:")} == PUBLIC_ROUTES - OPTIONAL


def test_the_demos_mailbox_is_public_too() -> None:
    assert all(not entry.callback.login_required for entry in mail_urls.urlpatterns)


@pytest.mark.parametrize("path", ["/help/", "/who-sees-what/", "/accessibility/", "/privacy/"])
def test_a_page_for_everybody_needs_no_database_and_sets_no_cookie(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer.cookies == {}
    assert Client().post(path).status_code == 405
