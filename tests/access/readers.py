"""Practice readers: chair and secretariat see them all, everybody their own."""

from typing import Any

from gpleadership.lib.scopes import open_scope
from tests.access.routes import Route, eastmere, managers, members
from tests.cast import Cast

NOW = {"when": "today"}


def readership(cast: Cast) -> dict[str, Any]:
    """The address of the practice reader's readership."""
    with open_scope(read=[cast.eastmere.pk]):
        return eastmere(cast) | {"readership": cast["practice_reader"].readerships.get().pk}


def own(status: int = 200) -> dict[str, int]:
    """A page about one's own readership: for the others of the group there is none."""
    return members(404) | {"practice_reader": status}


ROUTES = [
    # Whoever does not manage them is led to their own.
    Route("readers:list", members(302) | {"chair": 200, "secretariat": 200}, eastmere),
    Route("readers:csv", managers(), eastmere),
    Route("readers:xlsx", managers(), eastmere),
    Route("readers:mine", members(), eastmere),
    Route("readers:end", managers(), readership),
    Route("readers:end", managers(302), readership, "post", lambda cast: NOW),
    Route("readers:leave", own(), readership),
    Route("readers:leave", own(302), readership, "post", lambda cast: NOW),
]
