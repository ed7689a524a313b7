"""The way in to pages that are no group's: a person's own, and the portal's administration."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django_htmx.middleware import HtmxDetails

from gpleadership.lib.scopes import Scope, open_scope
from groups.people.models import Person
from groups.people.second_factor import needs_second_factor


class PersonRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: Person
    htmx: HtmxDetails
    scope: Scope


P = ParamSpec("P")
PersonView = Callable[Concatenate[PersonRequest, P], HttpResponse]
View = Callable[..., HttpResponse]


def rendered(response: HttpResponse) -> HttpResponse:
    """Render now, while the scope is open: afterwards the tables would be empty."""
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    return response


def own_view(view: PersonView[P]) -> View:
    """Open a page about the signed-in person alone: the database shows their own rows."""

    @wraps(view)
    def opened(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with open_scope(person=request.user.pk) as scope:
            request.scope = scope
            return rendered(view(request, *args, **kwargs))

    return opened


def platform_view(view: PersonView[P]) -> View:
    """Open a page of the portal's own administration to platform staff: systems, places, drafts.

    Its scope is the person's own: what it does to groups' rows goes through actions in the system scope.
    """

    @wraps(view)
    def opened(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_platform_staff:
            raise Http404
        if refusal := needs_second_factor(request, required_by_role=True):
            return refusal
        with open_scope(person=request.user.pk) as scope:
            request.scope = scope
            return rendered(view(request, *args, **kwargs))

    return opened
