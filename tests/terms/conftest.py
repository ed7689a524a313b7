"""A scope that reads and writes Eastmere, and clients of its people."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tests.cast import Cast
from tests.terms.worlds import scope

SignIn = Callable[[str], Client]


@pytest.fixture
def eastmere(cast: Cast) -> Iterator[Cast]:
    """The cast, with Eastmere open for reading and writing."""
    with scope(cast):
        yield cast


@pytest.fixture
def sign_in(cast: Cast) -> SignIn:
    """Somebody’s browser."""

    def client(who: str) -> Client:
        found = Client()
        found.force_login(cast[who], backend="django.contrib.auth.backends.ModelBackend")
        return found

    return client
