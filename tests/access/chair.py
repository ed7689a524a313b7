"""Appointing a chair: everybody of the group sees it, core members nominate, chair and secretariat run it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import open_scope
from groups.chair import actions
from groups.models import Appointment, Nomination
from tests.access.routes import Route, eastmere, managers, members, signed_in
from tests.cast import Cast

Kwargs = Callable[[Cast], dict[str, Any]]
DAY = timedelta(days=1)
NOMINATORS = ("core_member", "chair", "secretariat")


def nominators(status: int = 200) -> dict[str, int]:
    """Core members, chair and secretariat; the others of the group get a 403."""
    return members(403) | dict.fromkeys(NOMINATORS, status)


def own(who: str, status: int = 200) -> dict[str, int]:
    """A page of one's own nomination: for everybody else there is no such page."""
    return signed_in(404) | {who: status}


def scope(cast: Cast) -> Any:
    """Eastmere, open for reading and writing."""
    group = [cast.eastmere.pk]
    return open_scope(read=group, write=group, closed=group)


def appointment(cast: Cast) -> Appointment:
    """Nominations that are open."""
    return actions.open_nominations(
        cast.eastmere,
        why="end_of_term",
        floor=60,
        closes_at=timezone.now() + 7 * DAY,
        first_day=today() + 60 * DAY,
        last_day=today() + 700 * DAY,
        by=cast["chair"],
    )


def nomination(cast: Cast, *, stands: bool = False) -> Nomination:
    """The core member, nominated by the chair."""
    made = actions.nominate(appointment(cast), cast["core_member"], by=cast["chair"])
    if stands:
        words = {"about": "GP", "statement": "I listen.", "version": made.version}
        made = actions.accept(made, **words, by=cast["core_member"])
    return made


def kept(cast: Cast, found: Appointment, **changes: Any) -> dict[str, Any]:
    """The address of an appointment, after changes that only time or a ballot would make."""
    Appointment.objects.filter(pk=found.pk).update(**changes)
    return eastmere(cast) | {"appointment": found.pk}


def open_one(cast: Cast) -> dict[str, Any]:
    with scope(cast):
        return kept(cast, appointment(cast))


def closed_one(cast: Cast) -> dict[str, Any]:
    with scope(cast):
        return kept(cast, nomination(cast, stands=True).appointment, nominations_close_at=timezone.now() - DAY)


def in_state(status: str) -> Kwargs:
    """An appointment of somebody who was chosen."""

    def kwargs(cast: Cast) -> dict[str, Any]:
        with scope(cast):
            made = nomination(cast, stands=True)
            return kept(cast, made.appointment, status=status, chosen=made)

    return kwargs


def nominee(cast: Cast) -> dict[str, Any]:
    with scope(cast):
        made = nomination(cast)
        return eastmere(cast) | {"appointment": made.appointment_id, "nomination": made.pk}


def person(who: str) -> Kwargs:
    return lambda cast: open_one(cast) | {"person": cast[who].pk}


def own_address(*, stands: bool = False) -> Kwargs:
    def kwargs(cast: Cast) -> dict[str, Any]:
        with scope(cast):
            return {"nomination": nomination(cast, stands=stands).pk}

    return kwargs


def boxes(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def get(name: str, expected: dict[str, int], kwargs: Kwargs) -> Route:
    return Route(name, expected, kwargs)


def post(name: str, expected: dict[str, int], kwargs: Kwargs, data: dict[str, str]) -> Route:
    return Route(name, expected, kwargs, "post", lambda cast: data)


CLOSES = boxes("closes", today() + 7 * DAY) | {"hour": "17"}
TERM = boxes("begins", today()) | boxes("until", today() + 700 * DAY)
OPEN = (
    {"why": "end_of_term", "floor": "60"}
    | CLOSES
    | boxes("begins", today() + 60 * DAY)
    | boxes("until", today() + 700 * DAY)
)
NEW = {"full_name": "Maya Ford", "email": "maya.ford@example.net"}
SURE, WHY = {"sure": "yes"}, {"reason": "A mistake"}
WORDS = {"about": "GP", "statement": "I listen.", "version": "1"}

ROUTES = [
    get("chair:chair", members(), eastmere),
    get("chair:appointment", members(), open_one),
    get("chair:handover", members(), in_state("appointed")),
    # ---- Who runs it ----
    get("chair:open", managers(), eastmere),
    post("chair:open", managers(302), eastmere, OPEN),
    get("chair:reopen", managers(), open_one),
    post("chair:reopen", managers(302), open_one, CLOSES | {"reason": ""}),
    get("chair:open_ballot", managers(), closed_one),
    post("chair:open_ballot", managers(302), closed_one, CLOSES),
    get("chair:new_round", managers(), in_state("again")),
    post("chair:new_round", managers(302), in_state("again"), CLOSES),
    get("chair:appoint", managers(), in_state("chosen")),
    post("chair:appoint", managers(302), in_state("chosen"), TERM),
    get("chair:withdraw", managers(), open_one),
    post("chair:withdraw", managers(302), open_one, WHY),
    get("chair:withdraw_nomination", managers(), nominee),
    post("chair:withdraw_nomination", managers(302), nominee, WHY),
    # ---- Who nominates ----
    get("chair:nominate", nominators(), open_one),
    get("chair:nominate_person", nominators(), person("practice_reader")),
    post("chair:nominate_person", nominators(302), person("practice_reader"), SURE),
    get("chair:nominate_outside", nominators(), open_one),
    post("chair:nominate_outside", nominators(302), open_one, NEW),
    get("chair:take_back", nominators(), nominee),
    post("chair:take_back", nominators() | {"chair": 302}, nominee, SURE),  # the others have not nominated them
    # ---- Who is nominated ----
    get("nominations:nomination", own("core_member"), own_address()),
    post("nominations:nomination", own("core_member", 302), own_address(), WORDS),
    get("nominations:decline", own("core_member"), own_address()),
    post("nominations:decline", own("core_member", 302), own_address(), WHY),
    get("nominations:withdraw", own("core_member"), own_address(stands=True)),
    post("nominations:withdraw", own("core_member", 302), own_address(stands=True), WHY),
]
