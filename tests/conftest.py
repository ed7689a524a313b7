"""Fixtures for every test: the database, the people of two groups, the clock."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from tests import database
from tests.cast import HASHERS, Cast, make_cast
from tests.snapshot import Snapshot, keep


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Databases are named by `tests.database`."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Copy the migrated template for this run."""
    with django_db_blocker.unblock(), database.fresh_database():
        yield


@pytest.fixture(scope="session")
def nothing_collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty STATIC_ROOT: static files are served from where they are kept."""
    return tmp_path_factory.mktemp("static")


@pytest.fixture(autouse=True)
def quick_settings(settings: Any, nothing_collected: Path) -> None:
    """Cheap passwords, mail kept in memory, no second factor unless a test asks for it."""
    settings.PASSWORD_HASHERS = HASHERS
    settings.SECOND_FACTOR_REQUIRED = False
    settings.STATIC_ROOT = nothing_collected
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture(autouse=True)
def forgotten_grants() -> Iterator[None]:
    """Rolled-back groups leave nothing in the cache of grants."""
    yield
    from groups.tenancy.grants import _grants

    _grants.cache_clear()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A test that really commits, through the pool; every row is taken out afterwards."""
    with django_db_blocker.unblock():
        yield
        for connection in connections.all(initialized_only=True):
            connection.close()
        database.empty()


@pytest.fixture(scope="session")
def kept_cast(django_db_setup: None, django_db_blocker: Any) -> Snapshot[Cast]:
    """The two groups and everybody in them, made once for all tests of a process."""
    with django_db_blocker.unblock():
        found = keep(make_cast)
        connections["default"].close()
    return found


@pytest.fixture
def cast(kept_cast: Snapshot[Cast], db: None) -> Cast:
    """The two groups and everybody in them, in the test's own transaction."""
    return kept_cast.put_back()


@pytest.fixture
def committed_cast(kept_cast: Snapshot[Cast], committed: None) -> Cast:
    """The two groups and everybody in them, committed."""
    return kept_cast.put_back()
