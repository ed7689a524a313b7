"""The way in to one's own nomination: a nominee may stand nowhere in the group that nominates them."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse

from gpleadership.lib.scopes import open_scope
from groups.chair.models import Nomination
from groups.chair.queries import own_nomination
from groups.people.access import PersonRequest, View, rendered

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class NomineeRequest(PersonRequest):
    """A request for a page about one's own nomination."""

    nomination: Nomination


def nominee_view(view: Callable[[NomineeRequest], HttpResponse]) -> View:
    """Open a page of one's own nomination (`<int:nomination>`); for anybody else there is no such page.

    Reading it opens nothing of the group's but the nomination and its appointment; answering opens the group.
    """

    @wraps(view)
    def opened(request: NomineeRequest, nomination: int) -> HttpResponse:
        with open_scope(person=request.user.pk) as scope:
            found = own_nomination(nomination)
            if found is None:
                raise Http404
            if request.method not in SAFE:
                scope.widen(read=[found.group_id], write=[found.group_id])
            request.nomination, request.scope = found, scope
            return rendered(view(request))

    return opened
