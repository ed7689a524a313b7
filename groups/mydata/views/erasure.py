"""Asking to be erased, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.dates import long_date
from gpleadership.lib.pages import page
from groups.mydata import actions, presenters, queries
from groups.mydata.again import must_confirm
from groups.mydata.forms import AddressForm
from groups.mydata.rules import due_at
from groups.people.access import PersonRequest, own_view, platform_view
from groups.seats.forms.base import attempt, succeeds, typed
from groups.seats.forms.plain import ConfirmForm

ASKS = require_http_methods(["GET", "HEAD", "POST"])
NOTHING = "You have not asked to be erased, or took it back already."


@ASKS
@own_view
def ask(request: PersonRequest) -> HttpResponse:
    """What it means, what has to be done first, and the address to confirm it with."""
    if waiting := queries.open_request(request.user):
        messages.info(request, presenters.waiting(waiting))
        return redirect("mydata:take_back")
    form = AddressForm(typed(request))
    if form.is_valid() and (answer := _asked(request, form, form.cleaned_data["email"])):
        return answer
    now, held = timezone.now(), queries.holds(request.user)
    context: dict[str, Any] = {
        "form": form,
        "first": presenters.in_the_way(held, now),
        "staff": request.user.is_platform_staff,
        "day": long_date(due_at(now)),
    }
    return page(request, "groups/mydata/erase.html", context)


def _asked(request: PersonRequest, form: AddressForm, email: str) -> HttpResponse | None:
    """First whether it may be asked for, then whether it is still the same person; None to show the page again."""
    if not succeeds(form, lambda: actions.check_can_ask(email=email, by=request.user)):
        return None
    if refusal := must_confirm(request):
        return refusal
    asked = attempt(form, lambda: actions.ask_to_be_erased(email=email, by=request.user))
    if asked is None:
        return None
    day = long_date(asked.due_at)
    messages.success(request, f"You will be erased on {day}. We sent you an email. Until then, take it back here.")
    return redirect("mydata:overview")


@ASKS
@own_view
def take_back(request: PersonRequest) -> HttpResponse:
    """Stay after all."""
    waiting = queries.open_request(request.user)
    if waiting is None:
        messages.info(request, NOTHING)
        return redirect("mydata:overview")
    form = ConfirmForm(typed(request))
    if form.is_valid() and succeeds(form, lambda: actions.take_back(waiting, by=request.user)):
        messages.success(request, "You stay: you will not be erased. We sent you an email that says so.")
        return redirect("mydata:overview")
    context = {"form": form, "waiting": presenters.waiting(waiting)}
    return page(request, "groups/mydata/take_back.html", context)


@require_safe
@platform_view
def carried_out(request: PersonRequest) -> HttpResponse:
    """For platform staff: that people were erased, and when; not who they were."""
    done = queries.carried_out()[:200]
    return page(request, "groups/mydata/carried_out.html", {"done": done})
