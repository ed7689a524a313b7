"""Eastmere with a table of electors and a chair who was chosen long ago, open for reading and writing."""

from collections.abc import Iterator

import pytest

from gpleadership.lib.scopes import open_scope
from groups.pulse import subjects
from tests.ballots.electors import Table, table
from tests.cast import Cast
from tests.pulse.steps import chair_since


@pytest.fixture
def seated(cast: Cast) -> Table:
    """Four PCN seats, two of the LMC and two of the federation filled; the chair's term began 200 days ago."""
    found = table(cast, pcn=4, lmc=2, federation=2)
    chair_since(found, 200)
    return found


@pytest.fixture
def eastmere(seated: Table) -> Iterator[Table]:
    """The same, open for reading and writing."""
    group = [seated.group.pk]
    with open_scope(read=group, write=group, closed=group):
        yield seated


@pytest.fixture(autouse=True)
def own_providers() -> Iterator[None]:
    """Whom tests name as speaking for a group is forgotten afterwards."""
    known = dict(subjects._providers)
    yield
    subjects._providers.clear()
    subjects._providers.update(known)
