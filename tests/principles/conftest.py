"""A scope that reads and writes Eastmere, and clients of its people."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from gpleadership.lib.scopes import open_scope
from groups.principles import uses
from tests.cast import Cast

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def nothing_cites(monkeypatch: pytest.MonkeyPatch) -> None:
    """No package above says what cites a principle, unless a test does."""
    monkeypatch.setattr(uses, "_providers", {})


@pytest.fixture
def eastmere(cast: Cast) -> Iterator[Cast]:
    """The cast, with Eastmere open for reading and writing."""
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        yield cast


@pytest.fixture
def sign_in(cast: Cast) -> SignIn:
    """A browser in which a person has signed in."""

    def client(who: str) -> Client:
        found = Client()
        found.force_login(cast[who], backend="django.contrib.auth.backends.ModelBackend")
        return found

    return client
