"""A chair of the neighbouring group tries every address of ours with the numbers of our rows."""

import importlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter

from gpleadership.lib.scopes import system_scope
from groups.models import LogEntry, OfficeTerm, Person
from tests.access.routes import Route
from tests.cast import Cast, term

AREAS = ("principles", "terms", "signoff", "interests", "support", "documents", "mydata", "home", "audit")


def routes() -> list[Route]:
    """Every route of the group's pages, as the tables of access have them."""
    found = (importlib.import_module(f"tests.access.{area}") for area in AREAS)
    return [route for module in found for route in module.ROUTES]


def _signed_in(person: Person, **options: Any) -> Client:
    client = Client(**options)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _numbered(resolver: URLResolver, before: bool = False, prefix: str = "") -> Iterator[str]:
    """The routes whose address names rows by number."""
    for entry in resolver.url_patterns:
        numbers = before or any(isinstance(each, IntConverter) for each in entry.pattern.converters.values())
        if isinstance(entry, URLPattern):
            yield from [f"{prefix}{entry.name}"] if numbers else []
        else:
            yield from _numbered(entry, numbers, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)


NUMBERED = frozenset(_numbered(get_resolver()))
OURS = [route for route in routes() if route.name in NUMBERED]


def _name(route: Route) -> str:
    return f"{route.method} {route.name}"


def _log() -> list[tuple[int, int, str]]:
    with system_scope("tests"):
        return sorted(LogEntry.objects.values_list("group_id", "seq", "verb"))


@pytest.fixture
def neighbour(cast: Cast) -> Person:
    """Their chair, who is their secretariat too, so that nothing is refused for want of a right."""
    with system_scope("tests"):
        OfficeTerm.objects.create(
            group=cast.ambleford, office="secretariat", person=cast["other_chair"], period=term(90)
        )
    return cast["other_chair"]


@pytest.mark.parametrize("route", OURS, ids=_name)
def test_a_row_of_ours_is_not_found_under_their_address(route: Route, cast: Cast, neighbour: Person) -> None:
    """The address is theirs and open to them; the number in it is ours."""
    kwargs, data = route.kwargs(cast), route.data(cast)
    before = _log()
    address = reverse(route.name, kwargs=kwargs | {"group": cast.ambleford.slug})
    answer = getattr(_signed_in(neighbour), route.method)(address, data)
    assert answer.status_code == 404
    assert _log() == before, "something was done"


@pytest.mark.parametrize("route", [route for route in routes() if route.method == "post"], ids=_name)
def test_nothing_is_done_without_the_forms_token(route: Route, cast: Cast) -> None:
    """Another site lets a manager's browser send the form."""
    kwargs, data = route.kwargs(cast), route.data(cast)
    before = _log()
    for persona in ("chair", "secretariat", "core_member"):
        client = _signed_in(cast[persona], enforce_csrf_checks=True)
        answer = client.post(reverse(route.name, kwargs=kwargs), data, headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403
    assert _log() == before, "something was done"


def test_the_session_is_not_readable_by_scripts_nor_sent_by_other_sites() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE in {"Lax", "Strict"}
