"""Management support: everybody of the group reads it, chair and secretariat keep it."""

from typing import Any

from gpleadership.lib.dates import today
from tests.access.routes import Route, eastmere, managers, members
from tests.cast import Cast
from tests.support.worlds import add


def _day(name: str) -> dict[str, str]:
    day = today()
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def role(cast: Cast) -> dict[str, Any]:
    """The address of a role that somebody does by name."""
    return eastmere(cast) | {"role": add(cast.eastmere, cast["chair"], name="Ada Quill").pk}


def vacant(cast: Cast) -> dict[str, Any]:
    """The address of a role that nobody does."""
    return eastmere(cast) | {"role": add(cast.eastmere, cast["chair"]).pk}


def month(cast: Cast) -> dict[str, Any]:
    """The address of this month's hours."""
    add(cast.eastmere, cast["chair"], name="Ada Quill")
    return eastmere(cast) | {"month": f"{today():%Y-%m}"}


def person(cast: Cast) -> dict[str, Any]:
    """The address of a new role of the secretariat's."""
    return eastmere(cast) | {"person": cast["secretariat"].pk}


NEW = {"role": "Minute taker", "hours": "3", "funder": "icb", **_day("start")}
NAMED = {"name": "Ada Quill"}

ROUTES = [
    Route("support:support", members(), eastmere),
    Route("support:csv", members(), eastmere),
    Route("support:xlsx", members(), eastmere),
    Route("support:hours_csv", members(), eastmere),
    Route("support:hours_xlsx", members(), eastmere),
    Route("support:history", members(), eastmere),
    Route("support:hours", managers(), month),
    Route("support:hours", managers(), month, "post"),  # nothing entered: shown again
    Route("support:add", managers(), eastmere),
    Route("support:add_person", managers(), person),
    Route("support:add_person", managers(302), person, "post", lambda cast: NEW),
    Route("support:add_named", managers(), eastmere),
    Route("support:add_named", managers(302), eastmere, "post", lambda cast: NEW | NAMED),
    Route("support:add_vacant", managers(), eastmere),
    Route("support:add_vacant", managers(302), eastmere, "post", lambda cast: NEW),
    Route("support:change", managers(), role),
    Route("support:change", managers(302), role, "post", lambda cast: NEW | NAMED | {"version": "1"}),
    Route("support:end", managers(), role),
    Route("support:end", managers(302), role, "post", lambda cast: {"version": "1"} | _day("end")),
    Route("support:remove", managers(), role),
    Route("support:remove", managers(302), role, "post"),
    Route("support:fill", managers(), vacant),
    Route("support:fill_named", managers(), vacant),
    Route("support:fill_named", managers(302), vacant, "post", lambda cast: NAMED | _day("first")),
    Route("support:fill_person", managers(), lambda cast: vacant(cast) | {"person": cast["secretariat"].pk}),
    Route(
        "support:fill_person",
        managers(302),
        lambda cast: vacant(cast) | {"person": cast["secretariat"].pk},
        "post",
        lambda cast: _day("first"),
    ),
]
