"""Somebody at the pages about their own data, and files that go away after the test."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast

SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return settings.MEDIA_ROOT


@pytest.fixture
def sign_in(cast: Cast) -> SignIn:
    def client(who: str, *, again: bool = False) -> Client:
        """`again`: they have confirmed just now that it is them."""
        found = Client()
        found.force_login(cast[who], backend="django.contrib.auth.backends.ModelBackend")
        if again:
            assert found.post("/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
        return found

    return client
