"""Somebody of platform staff, signed in."""

import pytest
from django.test import Client

from groups.models import Person
from tests.cast import Cast


@pytest.fixture
def staff(cast: Cast) -> Person:
    return cast["platform_staff"]


@pytest.fixture
def browser(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast["platform_staff"], backend="django.contrib.auth.backends.ModelBackend")
    return client
