"""The way in to founding: platform staff, and the ICB staff of the place's system today, by a second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpResponse

from gpleadership.lib.scopes import open_scope
from groups.founding.policies import can_found
from groups.people.access import PersonRequest, View, rendered
from groups.people.second_factor import needs_second_factor
from groups.reference.fetching import place_at
from groups.reference.models import Place


class FounderRequest(PersonRequest):
    """A request for a page about a place that is to have a group."""

    place: Place


P = ParamSpec("P")


def founder_view(view: Callable[Concatenate[FounderRequest, P], HttpResponse]) -> View:
    """Open a page of a place (`<slug:place>`) to those who may found its group; a 404 to everybody else."""

    @wraps(view)
    def opened(request: FounderRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        slug = str(kwargs.pop("place"))
        with open_scope(person=request.user.pk) as scope:
            place = place_at(slug)
            if not can_found(request.user, place):
                raise Http404
            if refusal := needs_second_factor(request, required_by_role=True):
                return refusal
            request.place, request.scope = place, scope
            return rendered(view(request, *args, **kwargs))

    return opened
