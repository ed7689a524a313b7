"""A scope that reads and writes Eastmere, and clients of its people."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from gpleadership.lib.scopes import open_scope
from groups.seats import cautions, leaving
from tests.cast import Cast


@pytest.fixture(autouse=True)
def nobody_above(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages above have nothing to say or to do here: their own tests try that."""
    monkeypatch.setattr(cautions, "_providers", {})
    monkeypatch.setattr(leaving, "_follow_ups", {})


@pytest.fixture
def eastmere(cast: Cast) -> Iterator[Cast]:
    """The cast, with Eastmere open for reading and writing."""
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        yield cast


@pytest.fixture
def sign_in(request: Any) -> Callable[[Any], Client]:
    """A browser in which a person has signed in."""

    def signed_in(person: Any) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
