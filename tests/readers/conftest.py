"""Eastmere open for reading and writing, and more readers for its practices."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from gpleadership.lib.scopes import open_scope, system_scope
from groups.models import NetworkMembership, Organisation, Person, Readership
from tests.cast import Cast, person, term


@pytest.fixture
def eastmere(cast: Cast) -> Iterator[Cast]:
    """The cast, with Eastmere open for reading and writing."""
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        yield cast


@pytest.fixture
def sign_in() -> Callable[[Person], Client]:
    """A browser in which a person has signed in."""

    def signed_in(who: Person) -> Client:
        client = Client()
        client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


def read(cast: Cast, practice: Organisation, who: Person) -> Readership:
    """Let somebody read for a practice of Eastmere."""
    with system_scope("test"):
        return Readership.objects.create(group=cast.eastmere, practice=practice, person=who, period=term(10))


def more_practices(cast: Cast, number: int) -> list[Organisation]:
    """Practices of Eastmere's first PCN, each with a reader."""
    made = []
    for count in range(number):
        practice = Organisation.objects.create(kind="practice", ods_code=f"Z98{count:03}", name=f"Surgery {count}")
        NetworkMembership.objects.create(practice=practice, pcn=cast.organisations["pcn"], start="2022-07-01")
        read(cast, practice, person(f"reader{count}", f"Dr Reader {count}"))
        made.append(practice)
    return made
