"""Somebody of Eastmere at the log."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast

SignedIn = Callable[[str], Client]


@pytest.fixture
def signed_in(cast: Cast) -> SignedIn:
    def client(who: str) -> Client:
        found = Client()
        found.force_login(cast[who], backend="django.contrib.auth.backends.ModelBackend")
        return found

    return client


@pytest.fixture
def chair(signed_in: SignedIn) -> Client:
    return signed_in("chair")


def own_queries(client: Client, path: str) -> int:
    """Beyond transaction, scope, session, person and standing."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    said = [query["sql"] for query in queries if "set_config" not in query["sql"]]
    return len([sql for sql in said if not sql.startswith(("SAVEPOINT", "RELEASE"))]) - 3
