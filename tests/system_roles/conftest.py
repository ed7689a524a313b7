"""A scope that reads and writes both groups."""

from collections.abc import Iterator

import pytest

from gpleadership.lib.scopes import system_scope
from tests.cast import Cast


@pytest.fixture
def everywhere(cast: Cast) -> Iterator[Cast]:
    """The cast, with every group open."""
    with system_scope("tests"):
        yield cast
