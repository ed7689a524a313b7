"""Trust ballots: the group reads them, those on the roll vote, chair and secretariat steer."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from gpleadership.lib.scopes import open_scope
from groups.ballots.actions import Named, open_ballot
from tests.access.routes import Route, eastmere, managers, members
from tests.cast import Cast

VOTERS = ("core_member", "chair")
"""The cast's core seats are filled by these two; everybody else of the group has no room to vote in."""


def voters(status: int = 200) -> dict[str, int]:
    """A page of the closed room."""
    return members(403) | dict.fromkeys(VOTERS, status)


def ballot(cast: Cast) -> dict[str, Any]:
    """The address of an open ballot over the chair and somebody else."""
    group = [cast.eastmere.pk]
    with open_scope(read=group, write=group):
        opened = open_ballot(
            cast.eastmere,
            "chair",
            names=[Named(cast["chair"]), Named(cast["core_member"])],
            floor=60,
            closes_at=timezone.now() + timedelta(days=2),
            by=cast["secretariat"],
        )
    return eastmere(cast) | {"number": opened.number}


def answers(cast: Cast) -> dict[str, str]:
    """Yes to one, no to the other."""
    return {"answer-1": "yes", "answer-2": "no"}


def get(name: str, expected: dict[str, int], kwargs: Any = ballot) -> Route:
    """Reading a page."""
    return Route(f"ballots:{name}", expected, kwargs)


def post(name: str, expected: dict[str, int], data: Any) -> Route:
    """Sending something."""
    return Route(f"ballots:{name}", expected, ballot, "post", data)


ROUTES = [
    get("list", members(), eastmere),
    get("csv", members(), eastmere),
    get("xlsx", members(), eastmere),
    get("vote", voters()),
    post("vote", voters(), answers),
    post("cast", voters(), answers),
    get("result", members()),
    post("receipt", members(), lambda cast: {"code": "7KQM-2XTP-7KQM-2XTP-7KQM"}),
    get("roll", members()),
    get("roll_text", members()),
    post("count", managers(302), lambda cast: {}),
    get("end", managers()),
    post("end", managers(302), lambda cast: {"why": "The seats are about to change."}),
]
