"""Interests: the register for whoever sees the roster, declaring for whoever sits, the rest for those who manage."""

from typing import Any

from tests.access.routes import STANDING, Route, _only, eastmere, managers
from tests.cast import Cast
from tests.interests.worlds import boxes, declare, take_role

SITS = ("in_attendance", "core_member", "chair", "secretariat")


def roster(status: int = 200) -> dict[str, int]:
    """Everybody who may see the roster, the ICB's staff included."""
    return _only(STANDING, status)


def sitters(status: int = 200) -> dict[str, int]:
    """People with a seat or an office."""
    return _only(SITS, status, refused=STANDING)


def the_chairs_own(status: int = 200) -> dict[str, int]:
    """Its own person alone; others who sit do not find it."""
    return sitters(404) | {"chair": status}


def interest(cast: Cast) -> dict[str, Any]:
    """The address of an interest of the chair's."""
    return eastmere(cast) | {"interest": declare(cast.eastmere, cast["chair"]).pk}


def role(cast: Cast) -> dict[str, Any]:
    """The address of a role of Joanna Pike's, who is in attendance."""
    return eastmere(cast) | {"role": take_role(cast, cast["in_attendance"]).pk}


def who(cast: Cast) -> dict[str, Any]:
    """The address of somebody at the table."""
    return eastmere(cast) | {"person": cast["in_attendance"].pk}


def theirs(cast: Cast) -> dict[str, Any]:
    """The address of an interest of somebody else's at the table."""
    return who(cast) | {"interest": declare(cast.eastmere, cast["in_attendance"]).pk}


NEW = {"category": "financial", "what": "Partner", "with_whom": "Quay Surgery", **boxes("start")}
ROLE = {"kind": "clinical", "title": "Pathway lead", "system": "other", "other_system": "QZ2", **boxes("begins")}

ROUTES = [
    Route("interests:register", roster(), eastmere),
    Route("interests:csv", roster(), eastmere),
    Route("interests:xlsx", roster(), eastmere),
    Route("interests:withheld", _only(("core_member", "chair"), 200, refused=STANDING), eastmere),
    Route("interests:own", sitters(), eastmere),
    Route("interests:declare", sitters(), eastmere),
    Route("interests:declare", sitters(302), eastmere, "post", lambda cast: NEW),
    Route("interests:confirm", sitters(302), eastmere, "post"),
    Route("interests:nothing", sitters(302), eastmere, "post"),
    Route("interests:change", the_chairs_own(), interest),
    Route("interests:change", the_chairs_own(302), interest, "post", lambda cast: NEW | {"version": "1"}),
    Route("interests:end", the_chairs_own(), interest),
    Route("interests:end", the_chairs_own(302), interest, "post", lambda cast: {"version": "1"} | boxes("end")),
    Route("interests:history", the_chairs_own(), interest),
    Route("interests:overview", managers(), eastmere),
    Route("interests:of", managers(), who),
    Route("interests:declare_for", managers(), who),
    Route("interests:declare_for", managers(302), who, "post", lambda cast: NEW),
    Route("interests:change_for", managers(), theirs),
    Route("interests:change_for", managers(302), theirs, "post", lambda cast: NEW | {"version": "1"}),
    Route("interests:end_for", managers(), theirs),
    Route("interests:end_for", managers(302), theirs, "post", lambda cast: {"version": "1"} | boxes("end")),
    Route("interests:remind", managers(302), who, "post"),
    Route("interests:system_role", sitters(), eastmere),
    Route("interests:system_role", sitters(), eastmere, "post", lambda cast: ROLE),
    Route("interests:system_role", sitters(302), eastmere, "post", lambda cast: ROLE | {"confirmed": "yes"}),
    Route("interests:system_role_of", managers(), who),
    Route("interests:system_role_of", managers(), who, "post", lambda cast: ROLE),
    Route("interests:system_role_of", managers(302), who, "post", lambda cast: ROLE | {"confirmed": "yes"}),
    Route("interests:system_role_done", sitters() | {"core_member": 404}, role),
    Route("interests:end_role", sitters() | {"core_member": 404}, role),
    Route(
        "interests:end_role",
        sitters(302) | {"core_member": 404},
        role,
        "post",
        lambda cast: {"when": "today", "version": "1"},
    ),
]
