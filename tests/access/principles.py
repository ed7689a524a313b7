"""Principles: everybody of the group reads what was adopted; drafts are for those who read papers."""

from collections.abc import Callable
from typing import Any

from gpleadership.lib.dates import today
from groups.models import PrincipleVersion
from groups.principles.actions import add_comment
from tests.access.routes import Route, eastmere, managers, members
from tests.cast import Cast
from tests.principles.worlds import adopted, discussed, drafted, scope

Kwargs = Callable[[Cast], dict[str, Any]]
WORDS = {"title": "Money follows need", "statement": "Money follows need.", "meaning": "Show need.", "edits": "1"}
DAY = {
    "answer_by_day": str(today().day),
    "answer_by_month": str(today().month),
    "answer_by_year": str(today().year),
}


def papers(status: int = 200) -> dict[str, int]:
    """Practice readers do not read drafts."""
    return members(403) | dict.fromkeys(("in_attendance", "core_member", "chair", "secretariat"), status)


def talking(status: int) -> dict[str, int]:
    """Core members and whoever runs the group talk about a draft."""
    return members(403) | dict.fromkeys(("core_member", "chair", "secretariat"), status)


def version(make: Callable[[Cast], PrincipleVersion]) -> Kwargs:
    """The address of a version."""

    def kwargs(cast: Cast) -> dict[str, Any]:
        with scope(cast):
            return eastmere(cast) | {"pk": make(cast).pk}

    return kwargs


def principle(make: Callable[[Cast], PrincipleVersion]) -> Kwargs:
    """The address of a principle."""

    def kwargs(cast: Cast) -> dict[str, Any]:
        with scope(cast):
            return eastmere(cast) | {"pk": make(cast).principle_id}

    return kwargs


def comment(cast: Cast) -> dict[str, Any]:
    """The address of a core member's comment."""
    with scope(cast):
        return eastmere(cast) | {"pk": add_comment(discussed(cast), "Yes", by=cast["core_member"]).pk}


def own(status: int) -> dict[str, int]:
    """Only whoever wrote a comment finds the way to withdraw it."""
    return talking(404) | {"core_member": status}


ROUTES = [
    Route("principles:list", members(), eastmere),
    Route("principles:csv", members(), eastmere),
    Route("principles:xlsx", members(), eastmere),
    Route("principles:principle", members(), principle(adopted)),
    Route("principles:principle", papers(302), principle(drafted)),
    Route("principles:compare", members(), principle(adopted)),
    Route("principles:compare", papers(), principle(drafted)),
    Route("principles:version", members(302), version(adopted)),
    Route("principles:version", papers(), version(discussed)),
    # ---- Writing ----
    Route("principles:add", managers(), eastmere),
    Route("principles:add", managers(302), eastmere, "post", lambda cast: WORDS),
    Route("principles:starters", managers(), eastmere),
    Route("principles:starters", managers(302), eastmere, "post", lambda cast: {"chosen": ["need"]}),
    Route("principles:edit", managers(), version(drafted)),
    Route("principles:edit", managers(302), version(drafted), "post", lambda cast: WORDS),
    Route("principles:renew", managers(), principle(adopted)),
    Route("principles:renew", managers(302), principle(adopted), "post", lambda cast: WORDS),
    # ---- Steps ----
    Route("principles:discuss", managers(302), version(drafted), "post"),
    Route("principles:agree", managers(), version(discussed)),
    Route("principles:agree", managers(302), version(discussed), "post", lambda cast: DAY),
    Route("principles:drop", managers(), version(drafted)),
    Route("principles:drop", managers(302), version(drafted), "post"),
    Route("principles:retire", managers(), principle(adopted)),
    Route("principles:retire", managers(302), principle(adopted), "post", lambda cast: {"reason": "Old"}),
    # ---- Talking ----
    Route("principles:comment", talking(302), version(discussed), "post", lambda cast: {"text": "I agree"}),
    Route("principles:withdraw_comment", own(200), comment),
    Route("principles:withdraw_comment", own(302), comment, "post"),
]
