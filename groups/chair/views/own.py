"""One's own nomination: accept with a statement, change it, decline, stand no longer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gpleadership.lib.pages import page
from groups.chair import actions, queries
from groups.chair.access import NomineeRequest, nominee_view
from groups.chair.enums import NominationState
from groups.chair.forms import AnswerForm, DeclineForm
from groups.chair.presenters.own import own_page
from groups.seats.forms.base import attempt, seen, succeeds, typed

ASKS = require_http_methods(["GET", "HEAD", "POST"])
ACCEPTED = "You stand. Until nominations close you can change your words, and until the ballot opens you can withdraw."


@ASKS
@nominee_view
def nomination(request: NomineeRequest) -> HttpResponse:
    """What somebody is nominated for, and their answer."""
    found, now = request.nomination, timezone.now()
    initial = {"about": found.about, "statement": found.statement, "version": found.version}
    form = AnswerForm(typed(request), initial=initial)
    if form.is_valid():
        stood = found.state == NominationState.ACCEPTED
        answered = attempt(form, lambda: actions.accept(found, **form.cleaned_data, by=request.user))
        if answered:
            return _on(request, "Your words were changed." if stood else ACCEPTED)
        seen(form, queries.version_of(found))
    shown = own_page(found, queries.nominated_by(found), now)
    return page(request, "groups/chair/own.html", {"shown": shown, "nomination": found, "form": form})


@ASKS
@nominee_view
def decline(request: NomineeRequest) -> HttpResponse:
    """Say no."""
    found, form = request.nomination, DeclineForm(typed(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if succeeds(form, lambda: actions.decline(found, reason=reason, by=request.user)):
            return _on(request, "You declined. Until nominations close you can change your mind here.")
    return page(request, "groups/chair/own_decline.html", {"nomination": found, "form": form, "stands": False})


@ASKS
@nominee_view
def withdraw(request: NomineeRequest) -> HttpResponse:
    """Stand no longer."""
    found, form = request.nomination, DeclineForm(typed(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if succeeds(form, lambda: actions.withdraw_consent(found, reason=reason, by=request.user)):
            return _on(request, "You no longer stand. Your name will not be on the ballot.")
    return page(request, "groups/chair/own_decline.html", {"nomination": found, "form": form, "stands": True})


def _on(request: NomineeRequest, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect(reverse("nominations:nomination", args=[request.nomination.pk]))
