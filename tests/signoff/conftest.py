"""A scope that reads and writes Eastmere, clients of its people, and a kind of thing to sign off."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from gpleadership.lib.scopes import open_scope
from groups.signoff import kinds
from tests.cast import Cast
from tests.signoff.worlds import KIND, followed

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def a_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Something to sign off that no package owns."""
    followed.clear()
    kind = kinds.Kind("test", lambda slug, pk: f"/g/{slug}/", lambda found, by: followed.append(found.outcome))
    monkeypatch.setitem(kinds._kinds, KIND, kind)


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
