"""A person's own account in one page, and how accounts come about."""

from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from gpleadership.lib.pages import page
from gpleadership.lib.words import plural


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Name, email, password, second step, sessions, sign out."""
    person: Any = request.user
    context = {
        "person": person,
        "waiting": person.emailaddress_set.filter(verified=False).values_list("email", flat=True).first(),
        "has_password": person.has_usable_password(),
        "second_step": second_step(list(person.authenticator_set.values_list("type", flat=True))),
        "sessions": person.usersession_set.count(),
    }
    return page(request, "account/overview.html", context)


def second_step(types: list[str]) -> str:
    """The second steps that somebody has, in words; empty if none."""
    keys, kind = types.count(Authenticator.Type.WEBAUTHN), Authenticator.Type
    words = [plural(keys, "passkey or key", "passkeys or keys")] if keys else []
    words += ["an authenticator app"] if kind.TOTP in types else []
    words += ["recovery codes"] if kind.RECOVERY_CODES in types else []
    return ", ".join(words)


@require_safe
@login_not_required
def joining(request: HttpRequest) -> HttpResponse:
    """Accounts come by invitation: whom to ask."""
    return page(request, "account/joining.html")


@login_not_required
def single_sign_on(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the single sign-on by way of a page of our own.

    The content security policy lets forms lead to our own pages only, redirects included.
    """
    response: HttpResponse = oidc.login(request, provider_id)
    if isinstance(response, HttpResponseRedirect) and urlsplit(response.url).netloc:
        return page(request, "socialaccount/login_redirect.html", {"redirect_to": response.url})
    return response
