"""Sign-off: whoever reads papers reads an open round, and an organisation's own people give its word."""

from typing import Any

from gpleadership.lib.dates import today
from groups.models import Round
from groups.signoff import kinds
from groups.signoff.actions import close_round
from tests.access.routes import Route, eastmere, managers, members
from tests.cast import Cast
from tests.signoff.worlds import opened, party, says, scope

KIND = "access test"
kinds.register_kind(KIND, kinds.Kind("test", lambda slug, pk: f"/g/{slug}/", lambda found, by: None))
WORD = {"stance": "agree", "authority": "leader", "after": "0"} | {
    "given_on_day": str(today().day),
    "given_on_month": str(today().month),
    "given_on_year": str(today().year),
}
PAPERS = ("in_attendance", "core_member", "chair", "secretariat")


def papers(status: int = 200) -> dict[str, int]:
    """Practice readers do not read what is out for agreement."""
    return members(403) | dict.fromkeys(PAPERS, status)


def own(status: int) -> dict[str, int]:
    """Only somebody of the organisation itself gives its word."""
    return members(403) | {"core_member": status}


def secretariat(status: int) -> dict[str, int]:
    """Only the secretariat records a word."""
    return members(403) | {"secretariat": status}


def asked(cast: Cast) -> Round:
    """A round in which the secretariat recorded an objection, so that it can be closed."""
    with scope(cast):
        found = opened(cast, kind=KIND)
        says(found, "Federation", "object", cast["secretariat"])
    return found


def a_round(cast: Cast) -> dict[str, Any]:
    """The address of an open round."""
    return eastmere(cast) | {"pk": asked(cast).pk}


def adopted(cast: Cast) -> dict[str, Any]:
    """The address of one that was adopted."""
    with scope(cast):
        found = opened(cast, kind=KIND)
        for name in ("Harbour PCN", "Old Town PCN", "LMC", "Federation"):
            says(found, name, "agree", cast["secretariat"])
        close_round(found, by=cast["chair"])
    return eastmere(cast) | {"pk": found.pk}


def harbour(cast: Cast) -> dict[str, Any]:
    """The address of Harbour PCN's word."""
    found = asked(cast)
    with scope(cast):
        return eastmere(cast) | {"pk": found.pk, "party": party(found, "Harbour PCN").pk}


ROUTES = [
    Route("signoff:round", papers(), a_round),
    Route("signoff:round", members(), adopted),
    Route("signoff:close", managers(), a_round),
    Route("signoff:close", managers(302), a_round, "post"),
    Route("signoff:withdraw", managers(), a_round),
    Route("signoff:withdraw", managers(302), a_round, "post", lambda cast: {"reason": "Not yet"}),
    Route("signoff:word", own(200), harbour),
    Route("signoff:word", own(302), harbour, "post", lambda cast: WORD),
    Route("signoff:record", secretariat(200), harbour),
    Route("signoff:record", secretariat(302), harbour, "post", lambda cast: WORD | {"on_word_of": "Dr Tan"}),
]
