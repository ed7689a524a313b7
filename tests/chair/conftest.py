"""Eastmere with a table of electors, open for reading and writing, and clients of its people."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from gpleadership.lib.scopes import open_scope
from groups.models import Person
from tests.ballots.electors import Table, table
from tests.cast import Cast

SignIn = Callable[[Person], Client]


@pytest.fixture
def seated(cast: Cast) -> Table:
    """Eastmere with four PCN seats, two of the LMC and two of the federation filled."""
    return table(cast, pcn=4, lmc=2, federation=2)


@pytest.fixture
def eastmere(seated: Table) -> Iterator[Table]:
    """The same, open for reading and writing, the closed room too."""
    group = [seated.group.pk]
    with open_scope(read=group, write=group, closed=group):
        yield seated


@pytest.fixture
def sign_in() -> SignIn:
    """A browser in which a person has signed in."""

    def signed_in(who: Person) -> Client:
        client = Client()
        client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
