"""Confirming that it is still the same person, before their data leave or go."""

from time import time
from typing import Final

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows import reauthentication
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from groups.people.access import PersonRequest

ANEW: Final = "For this you must have signed in within the last 15 minutes. Sign out, sign in again, then come back."


def must_confirm(request: PersonRequest) -> HttpResponse | None:
    """None to go on. Raises allauth’s `ReauthenticationRequired`, which asks for password, app or key.

    Whoever has none of those signs in by a code or single sign-on: they must have done so a short while ago.
    """
    if reauthentication.get_reauthentication_flows(request.user):
        if reauthentication.is_reauthentication_required(request, app=""):
            raise ReauthenticationRequired
        return None
    records = get_authentication_records(request, request.user)
    if records and time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
        return None
    messages.warning(request, ANEW)
    return redirect("account_overview")
