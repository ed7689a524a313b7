"""Members and seats: everybody of the group sees them, chair and secretariat change them."""

from collections.abc import Callable
from typing import Any

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import open_scope
from tests.access.routes import Route, eastmere, managers, members
from tests.cast import Cast

Kwargs = Callable[[Cast], dict[str, Any]]
TODAY = {"begins_day": str(today().day), "begins_month": str(today().month), "begins_year": str(today().year)}
NO_END = {"until_day": "", "until_month": "", "until_year": ""}
NOW = {"when": "today"}


def seat(name: str, **more: Any) -> Kwargs:
    """The address of one of Eastmere's seats."""
    return lambda cast: eastmere(cast) | {"seat": cast.seats[name].pk} | more


def somebody(address: Kwargs, who: str) -> Kwargs:
    """The same address with a person in it."""
    return lambda cast: address(cast) | {"person": cast[who].pk}


def term(who: str) -> Kwargs:
    """The address of somebody's term in a seat."""

    def kwargs(cast: Cast) -> dict[str, Any]:
        with open_scope(read=[cast.eastmere.pk]):
            return eastmere(cast) | {"term": cast[who].seat_terms.get().pk}

    return kwargs


def office_term(who: str) -> Kwargs:
    """The address of somebody's term of office."""

    def kwargs(cast: Cast) -> dict[str, Any]:
        with open_scope(read=[cast.eastmere.pk]):
            return eastmere(cast) | {"term": cast[who].office_terms.get().pk}

    return kwargs


def office(name: str) -> Kwargs:
    """The address of an office."""
    return lambda cast: eastmere(cast) | {"office": name}


def own(who: str, status: int = 200) -> dict[str, int]:
    """A page about one's own term: for the others of the group there is no such page."""
    return members(404) | {who: status}


def get(name: str, expected: dict[str, int], kwargs: Kwargs = eastmere) -> Route:
    """Reading a page."""
    return Route(f"seats:{name}", expected, kwargs)


def post(name: str, kwargs: Kwargs, data: dict[str, str], expected: dict[str, int] | None = None) -> Route:
    """Doing something, which leads on to another page."""
    return Route(f"seats:{name}", expected or managers(302), kwargs, "post", lambda cast: data)


LEAVES = {"when": "today", "reason": "A new post", "chair": ""}
SEAT = {"title": "Another", "constituency": "other", "seat_class": "core", "votes": "on"}
HOLDER, DEPUTY, SECRETARY = term("core_member"), term("deputy"), office_term("secretariat")

ROUTES = [
    get("members", members()),
    get("csv", members()),
    get("xlsx", members()),
    get("history", members(), seat("pcn")),
    get("offices", members()),
    get("step_down", members()),
    # ---- Seats ----
    get("details", managers()),
    post(
        "details",
        eastmere,
        {"name": "Eastmere", "contact": "", "basis": "advisory", "quorum": "2", "version": "1"},
    ),
    get("add", managers()),
    get("add_seat", managers()),
    post("add_seat", eastmere, SEAT),
    get("seat", managers(), seat("pcn")),
    get("edit", managers(), seat("pcn")),
    post("edit", seat("pcn"), SEAT | {"constituency": "pcn", "version": "1"}),
    post("move", seat("pcn"), {"way": "down"}),
    get("withdraw", managers(), seat("empty")),
    post("withdraw", seat("empty"), {}),
    # ---- Terms ----
    get("fill", managers(), seat("empty", part="holder")),
    get("appoint", managers(), somebody(seat("empty", part="holder"), "practice_reader")),
    post("appoint", somebody(seat("empty", part="holder"), "practice_reader"), TODAY | NO_END),
    get("change_term", managers(), HOLDER),
    post("change_term", HOLDER, {"job_title": "GP", "version": "1"} | NO_END),
    get("end_term", managers(), HOLDER),
    post("end_term", HOLDER, NOW),
    get("undo_end", managers(), HOLDER),
    post("undo_end", HOLDER, {"sure": "yes"}, managers()),  # there is no end to undo: the page says so
    get("cancel_term", managers(), HOLDER),
    post("cancel_term", HOLDER, {"sure": "yes"}, managers()),  # it has begun: the page says so
    post("acting", DEPUTY, {"acting": "yes"}),
    get("move_to_deputy", managers(), term("chair")),
    post("move_to_deputy", term("chair"), NOW),
    get("replace", managers(), HOLDER),
    get("replace_with", managers(), somebody(HOLDER, "practice_reader")),
    post("replace_with", somebody(HOLDER, "practice_reader"), NOW),
    # ---- Offices ----
    get("hand_over", managers()),
    get("hand_over_to", managers(), somebody(eastmere, "core_member")),
    post("hand_over_to", somebody(eastmere, "core_member"), NOW),
    get("offices_history", members()),
    get("offices_csv", members()),
    get("offices_xlsx", members()),
    get("leave_early", managers(302)),  # there is no deputy chair: who acts is chosen first
    post("leave_early", eastmere, LEAVES, managers()),  # nobody was named: the page says so
    get("choose_acting", managers()),
    get("leave_with", managers(), somebody(eastmere, "core_member")),
    Route(
        "seats:leave_with",
        managers(302),
        somebody(eastmere, "core_member"),
        "post",
        lambda cast: LEAVES | {"chair": str(office_term("chair")(cast)["term"])},
    ),
    get("choose_officer", managers(), office("deputy_chair")),
    get("appoint_officer", managers(), somebody(office("deputy_chair"), "core_member")),
    post("appoint_officer", somebody(office("deputy_chair"), "core_member"), TODAY | NO_END),
    get("change_office", managers(), SECRETARY),
    post("change_office", SECRETARY, {"version": "1"} | NO_END),
    get("end_office", managers(), SECRETARY),
    post("end_office", SECRETARY, NOW),
    get("undo_office_end", managers(), SECRETARY),
    post("undo_office_end", SECRETARY, {"sure": "yes"}, managers()),  # there is no end to undo
    get("cancel_office", managers(), SECRETARY),
    post("cancel_office", SECRETARY, {"sure": "yes"}, managers()),  # it has begun
    # ---- One's own ----
    get("step_down_from_seat", own("core_member"), HOLDER),
    post("step_down_from_seat", HOLDER, NOW, own("core_member", 302)),
    get("step_down_from_office", own("secretariat"), SECRETARY),
    post("step_down_from_office", SECRETARY, NOW, own("secretariat", 302)),
]
