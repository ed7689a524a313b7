"""Terms of reference: everybody of the group reads what was adopted; drafts are for those who read papers."""

from collections.abc import Callable
from typing import Any

from groups.models import Terms
from groups.terms.actions import add_clause, edit_clause
from tests.access.routes import Route, eastmere, managers, members
from tests.cast import Cast
from tests.terms.worlds import adopted, boxes, clause, drafted, in_a_year, out, scope

Kwargs = Callable[[Cast], dict[str, Any]]
SWITCH = {"basis": "advisory", "edits": "1"}
SAYS = {"text": "We meet on Tuesdays.", "version": "1"}


def papers(status: int = 200) -> dict[str, int]:
    """Practice readers do not read drafts."""
    return members(403) | dict.fromkeys(("in_attendance", "core_member", "chair", "secretariat"), status)


def group_with(make: Callable[[Cast], Terms]) -> Kwargs:
    """The group’s address, once it has such terms."""

    def kwargs(cast: Cast) -> dict[str, Any]:
        with scope(cast):
            make(cast)
        return eastmere(cast)

    return kwargs


def version(make: Callable[[Cast], Terms]) -> Kwargs:
    """The address of a version."""

    def kwargs(cast: Cast) -> dict[str, Any]:
        with scope(cast):
            return eastmere(cast) | {"number": make(cast).number}

    return kwargs


def put(cast: Cast) -> dict[str, Any]:
    """The address to which a sign-off leads."""
    with scope(cast):
        return eastmere(cast) | {"pk": out(cast).pk}


def two(cast: Cast) -> dict[str, Any]:
    """Two adopted versions."""
    with scope(cast):
        adopted(cast)
        adopted(cast)
    return eastmere(cast)


def of_library(cast: Cast) -> dict[str, Any]:
    """A clause of the library, in other words."""
    with scope(cast):
        found = clause(drafted(cast), "meetings.often")
        edit_clause(found, "We meet on Mondays.", version=1, by=cast["chair"])
        return eastmere(cast) | {"pk": found.pk}


def own(cast: Cast) -> dict[str, Any]:
    """A clause of the group’s own."""
    with scope(cast):
        return eastmere(cast) | {"pk": add_clause(drafted(cast), "meetings", "Tea at four.", by=cast["chair"]).pk}


def section(cast: Cast) -> dict[str, Any]:
    """The end of a section."""
    return group_with(drafted)(cast) | {"section": "meetings"}


def start(cast: Cast) -> dict[str, str]:
    """What it takes to begin."""
    return {"basis": "representative", **boxes("review_on", in_a_year())}


ROUTES = [
    Route("terms:terms", members(), eastmere),
    Route("terms:terms", members(), group_with(adopted)),
    Route("terms:versions", members(), group_with(adopted)),
    Route("terms:version", members(), version(adopted)),
    Route("terms:version", papers(), version(drafted)),
    Route("terms:put", members(302), put),
    Route("terms:compare", members(), two),
    # ---- Writing ----
    Route("terms:begin", managers(), eastmere),
    Route("terms:begin", managers(302), eastmere, "post", start),
    Route("terms:edit", managers(), group_with(drafted)),
    Route("terms:clause", managers(), of_library),
    Route("terms:clause", managers(302), of_library, "post", lambda cast: SAYS | {"version": "2"}),
    Route("terms:restore", managers(), of_library),
    Route("terms:restore", managers(302), of_library, "post", lambda cast: {"version": "2"}),
    Route("terms:add", managers(), section),
    Route("terms:add", managers(302), section, "post", lambda cast: SAYS),
    Route("terms:remove", managers(), own),
    Route("terms:remove", managers(302), own, "post", lambda cast: {"version": "1"}),
    Route("terms:arrange", managers(302), group_with(drafted), "post"),
    # ---- Steps ----
    Route("terms:basis", managers(), group_with(drafted)),
    Route("terms:basis", managers(302), group_with(drafted), "post", lambda cast: SWITCH),
    Route("terms:review", managers(), group_with(drafted)),
    Route(
        "terms:review",
        managers(302),
        group_with(drafted),
        "post",
        lambda cast: {"edits": "1", **boxes("review_on", in_a_year())},
    ),
    Route("terms:agree", managers(), group_with(drafted)),
    Route("terms:agree", managers(302), group_with(drafted), "post", lambda cast: boxes("answer_by", in_a_year())),
    Route("terms:drop", managers(), group_with(drafted)),
    Route("terms:drop", managers(302), group_with(drafted), "post"),
]
