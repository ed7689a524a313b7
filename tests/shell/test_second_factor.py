"""Roles that need a second step do not get in without one."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.messages import get_messages
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest
from django.test import RequestFactory

from groups.models import Person
from groups.people.second_factor import ASKED_FOR, CONFIRM, SET_UP, needs_second_factor
from tests.cast import Cast


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def asking(person: Person, *methods: str, path: str = "/g/eastmere/?page=2", way: str = "get") -> HttpRequest:
    """A request of somebody whose session was signed in by these methods."""
    made = getattr(RequestFactory(), way)(path)
    made.user = person
    records = [{"method": method, "at": 1.0} for method in methods]
    made.session = {"account_authentication_methods": records, "account_authentication_methods_user": str(person.pk)}
    made._messages = SessionStorage(made)
    return made  # type: ignore[no-any-return]


def test_whoever_used_one_goes_on_without_a_query(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert needs_second_factor(asking(cast["chair"], "password", "mfa"), required_by_role=True) is None


def test_roles_that_need_none_go_on_without_a_query(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert needs_second_factor(asking(cast["practice_reader"], "password"), required_by_role=False) is None


def test_the_setting_switches_it_off(cast: Cast, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    assert needs_second_factor(asking(cast["chair"], "password"), required_by_role=True) is None


@pytest.mark.parametrize("method", ["password", "code", "socialaccount"])
def test_whoever_has_none_is_led_to_set_one_up(cast: Cast, method: str) -> None:
    request = asking(cast["chair"], method)
    answer = needs_second_factor(request, required_by_role=True)
    assert answer is not None
    assert answer.headers["Location"] == "/account/second-step/"
    assert request.session[ASKED_FOR] == "/g/eastmere/?page=2"
    assert [str(message) for message in get_messages(request)] == [SET_UP]


@pytest.mark.parametrize(
    ("kind", "page"), [("totp", "/account/second-step/again/"), ("webauthn", "/account/second-step/keys/again/")]
)
def test_whoever_has_one_is_led_to_use_it(cast: Cast, kind: str, page: str) -> None:
    Authenticator.objects.create(user=cast["chair"], type=kind, data={})
    request = asking(cast["chair"], "password")
    answer = needs_second_factor(request, required_by_role=True)
    assert answer is not None
    address = urlsplit(answer.headers["Location"])
    assert (address.path, parse_qs(address.query)) == (page, {"next": ["/g/eastmere/?page=2"]})
    assert [str(message) for message in get_messages(request)] == [CONFIRM]


def test_what_was_sent_is_not_sent_again(cast: Cast) -> None:
    request = asking(cast["chair"], "password", way="post")
    needs_second_factor(request, required_by_role=True)
    assert request.session[ASKED_FOR] == "/"


def test_another_persons_record_does_not_count(cast: Cast) -> None:
    request = asking(cast["chair"], "mfa")
    request.user = cast["secretariat"]
    assert needs_second_factor(request, required_by_role=True) is not None
