"""The second step at signing in: asked of chairs, secretariat, ICB staff and platform staff."""

from typing import Final
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

ASKED_FOR: Final = "second_factor_next"
"""Session key: the page that was asked for when somebody had to set up a second step first."""

SET_UP: Final = "Your role needs a second step when you sign in. Set one up here, then go on."
CONFIRM: Final = "Your role needs a second step when you sign in. Confirm it is you to go on."


def needs_second_factor(request: HttpRequest, required_by_role: bool) -> HttpResponse | None:
    """Where to send somebody whose role needs a second step that this session lacks; None to go on.

    Without a second step of their own they are led to set one up; with one, to use it. A session that
    has used one costs no query. Single sign-on alone is not taken for a second step.
    """
    if not required_by_role or not settings.SECOND_FACTOR_REQUIRED or used_second_factor(request):
        return None
    asked = request.get_full_path() if request.method == "GET" else reverse("home")
    own = [way["url"] for way in get_adapter().get_reauthentication_methods(request.user) if _is_second(way["id"])]
    if own:
        messages.warning(request, CONFIRM)
        return HttpResponseRedirect(f"{own[0]}?{urlencode({'next': asked})}")
    request.session[ASKED_FOR] = asked
    messages.warning(request, SET_UP)
    return HttpResponseRedirect(reverse("mfa_index"))


def used_second_factor(request: HttpRequest) -> bool:
    """Whether this session was signed in or confirmed with an app's code, a recovery code or a passkey."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def _is_second(way: str) -> bool:
    return way.startswith("mfa_")
