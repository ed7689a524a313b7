"""Eastmere open for reading and writing, clients, and links as they stand in a letter."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.core import mail
from django.test import Client

from gpleadership.lib.scopes import open_scope
from groups.jobs import worker
from groups.models import Invitation, Person
from tests.cast import Cast

LINK = re.compile(r"https?://\S+(/invitations/\S+/)")
SignIn = Callable[[Person], Client]


@pytest.fixture
def eastmere(cast: Cast) -> Iterator[Cast]:
    """The cast, with Eastmere open for reading and writing."""
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        yield cast


@pytest.fixture
def sign_in() -> SignIn:
    """A browser in which a person has signed in."""

    def signed_in(who: Person) -> Client:
        client = Client()
        client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


def delivered() -> list[str]:
    """Let every letter go out, and give the addresses of the links in them."""
    mail.outbox.clear()
    worker.drain()
    return [found[1] for letter in mail.outbox if (found := LINK.search(str(letter.body)))]


def fresh(invitation: Invitation) -> Invitation:
    """The invitation as it is kept."""
    with open_scope(read=[invitation.group_id]):
        return Invitation.objects.get(pk=invitation.pk)
