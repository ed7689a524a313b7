"""The way in by a link: public, for whoever has the link, and for as long as it takes to answer."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from groups.invitations.finding import opened
from groups.invitations.models import AnInvitation
from groups.people.access import View, rendered
from groups.people.models import Person

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class LinkRequest(HttpRequest):
    """A request by a link: who asks, if they have signed in, and what the link names, if anything."""

    user: Person | AnonymousUser
    token: str
    invitation: AnInvitation | None


def link_view(view: Callable[[LinkRequest], HttpResponse]) -> View:
    """Open the page of a link (`<str:token>`). Its scope is the invitation's group; reading writes nothing."""

    @wraps(view)
    def by_link(request: LinkRequest, token: str) -> HttpResponse:
        writing = request.method not in SAFE
        with opened(token, person=request.user.pk, writing=writing) as invitation:
            request.token, request.invitation = token, invitation
            return rendered(view(request))

    return login_not_required(never_cache(by_link))
