"""Somebody of Eastmere at the pages of interests."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast

SignIn = Callable[[str], Client]


@pytest.fixture
def sign_in(cast: Cast) -> SignIn:
    def client(who: str) -> Client:
        found = Client()
        found.force_login(cast[who], backend="django.contrib.auth.backends.ModelBackend")
        return found

    return client
