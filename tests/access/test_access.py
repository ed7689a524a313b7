"""Every route against every persona of two groups."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.access
from tests.access.routes import PERSONAS, Route
from tests.cast import Cast

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


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.name}")
def test_each_persona_gets_what_the_table_says(route: Route, cast: Cast) -> None:
    assert tuple(sorted(route.expected)) == tuple(sorted(PERSONAS))
    got = {}
    for persona in PERSONAS:
        client = Client()
        if persona != "public":
            client.force_login(cast[persona], backend="django.contrib.auth.backends.ModelBackend")
        with transaction.atomic():
            response = getattr(client, route.method)(reverse(route.name, kwargs=route.kwargs(cast)), route.data(cast))
            transaction.set_rollback(True)
        got[persona] = response.status_code
    assert got == dict(route.expected)
