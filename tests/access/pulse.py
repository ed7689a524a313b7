"""The trust pulse: everybody of the group reads it, chair and secretariat open it and settle its floor."""

from typing import Any

from gpleadership.lib.scopes import open_scope
from groups.ballots.actions import cast as cast_ballot
from groups.ballots.actions import close
from groups.pulse import actions
from tests.access.routes import Route, eastmere, managers, members
from tests.ballots.steps import pass_closing_time
from tests.cast import Cast


def item(cast: Cast) -> dict[str, Any]:
    """The address of an item about the chair, after a pulse in which one elector did not trust her."""
    group = [cast.eastmere.pk]
    with open_scope(read=group, write=group, closed=group, person=cast["core_member"].pk):
        pulse = actions.open_pulse(cast.eastmere, by=cast["secretariat"])
        cast_ballot(pulse.ballot, cast.seats["pcn"].pk, [], by=cast["core_member"])
        pass_closing_time(pulse.ballot)
        close(pulse.ballot)
        return eastmere(cast) | {"item": cast.eastmere.confidence_items.get().pk}


def secretariat(status: int = 200) -> dict[str, int]:
    """About the chair: the secretariat, and the chair not."""
    return members(403) | {"secretariat": status}


ROUTES = [
    Route("pulse:pulse", members(), eastmere),
    Route("pulse:csv", members(), eastmere),
    Route("pulse:xlsx", members(), eastmere),
    Route("pulse:open", managers(), eastmere),
    Route("pulse:open", managers(302), eastmere, "post", lambda cast: {"sure": "yes"}),
    Route("pulse:settings", managers(), eastmere),
    Route("pulse:settings", managers(302), eastmere, "post", lambda cast: {"floor": "70", "version": "0"}),
    Route("pulse:confidence", secretariat(), item),
    Route("pulse:confidence", secretariat(302), item, "post", lambda cast: {"agreed": "We talked."}),
]
