"""Every route against every persona of two groups."""

import importlib
import pkgutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.access
from groups.models import Person
from tests.access.routes import PERSONAS, Route
from tests.cast import Cast, make_cast

ELSEWHERE = ("admin:",)
"""Django's own admin has its own rule, tested in `test_admin`."""


def _gather() -> list[Route]:
    modules = sorted(module.name for module in pkgutil.iter_modules(tests.access.__path__))
    found = (importlib.import_module(f"tests.access.{name}") for name in modules if not name.startswith("test_"))
    return [route for module in found for route in getattr(module, "ROUTES", [])]


ROUTES = _gather()


def _names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}"
        else:
            yield from _names(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)


def test_the_table_names_every_route() -> None:
    named = {route.name for route in ROUTES}
    there = {name for name in _names(get_resolver()) if not name.startswith(ELSEWHERE)}
    assert there - named == set(), "routes that no line of the table names"
    assert named - there == set(), "lines that name no route"


@dataclass(frozen=True)
class Table:
    """The cast, made once for all routes, with a session for each persona.

    A route's own rows are made once for all personas; each request is taken back.
    """

    cast: Cast
    sessions: dict[str, str]

    def client(self, persona: str) -> Client:
        """Somebody with a browser that has seen nothing else."""
        client = Client()
        if persona in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[persona]
        return client


@pytest.fixture(scope="module")
def table(django_db_setup: None, django_db_blocker: Any) -> Iterator[Table]:
    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        yield Table(cast, {name: _session(cast[name]) for name in PERSONAS if name != "public"})
        transaction.set_rollback(True)


def _session(person: Person) -> str:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _edges(route: Route) -> tuple[str, ...]:
    """One persona for each answer: whoever has it and stands nearest to those who have another."""
    return tuple({route.expected[persona]: persona for persona in PERSONAS}.values())


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.name}")
def test_each_answer_is_given(route: Route, table: Table) -> None:
    assert tuple(sorted(route.expected)) == tuple(sorted(PERSONAS))
    _asked_by(_edges(route), route, table)


@pytest.mark.slow
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.name}")
def test_every_other_persona_gets_what_the_table_says(route: Route, table: Table) -> None:
    _asked_by([persona for persona in PERSONAS if persona not in _edges(route)], route, table)


def _asked_by(personas: Collection[str], route: Route, table: Table) -> None:
    with transaction.atomic():
        address = reverse(route.name, kwargs=route.kwargs(table.cast))
        got = {persona: _status(table, persona, route, address) for persona in personas}
        transaction.set_rollback(True)
    assert got == {persona: route.expected[persona] for persona in personas}


def _status(table: Table, persona: str, route: Route, address: str) -> int:
    """Asked once, and taken back."""
    with transaction.atomic():
        ask = getattr(table.client(persona), route.method)
        status: int = ask(address, route.data(table.cast)).status_code
        transaction.set_rollback(True)
    return status
