"""Nominating somebody of the group or from outside, and taking a nomination away."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.pages import page
from groups.chair import actions, queries
from groups.chair.forms import NewPersonForm, ReasonForm
from groups.chair.models import Nomination
from groups.chair.presenters.nominating import choices
from groups.chair.presenters.words import WHO_SEES, address
from groups.chair.views.found import appointment_or_404, check_nominates, done, nomination_or_404
from groups.seats.forms.base import attempt, succeeds, typed
from groups.seats.forms.plain import ConfirmForm
from groups.seats.queries.people import matching, through
from groups.seats.views.found import person_or_404
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@group_view(Capability.SEE_MEMBERS)
def nominate(request: GroupRequest, appointment: int) -> HttpResponse:
    """Whom would you trust? Somebody of the group, found by name, or somebody from outside."""
    check_nominates(request)
    found, asked = appointment_or_404(request, appointment), request.GET.get("q", "").strip()
    there = {each.person_id: each for each in found.nominations.all()}
    context = {
        "group": request.group,
        "appointment": found,
        "asked": asked,
        "options": choices(found, matching(request.group, asked), there, request.user.pk),
        "who_sees": WHO_SEES,
        "own": address(found, "nominate_person", person=request.user.pk) if request.user.pk not in there else "",
    }
    return page(request, "groups/chair/nominate.html", context, block="matches")


@ASKS
@group_view(Capability.SEE_MEMBERS)
def nominate_person(request: GroupRequest, appointment: int, person: int) -> HttpResponse:
    """Say yes to nominating somebody of the group."""
    check_nominates(request)
    found, who = appointment_or_404(request, appointment), person_or_404(request, person)
    form = ConfirmForm(typed(request))
    if form.is_valid():
        about = _about(request, who.full_name, who.pk)
        made = attempt(form, lambda: actions.nominate(found, who, about=about, by=request.user))
        if made:
            return _nominated(request, made)
    context = {"group": request.group, "appointment": found, "who": who, "own": who.pk == request.user.pk}
    return page(request, "groups/chair/nominate_person.html", context | {"form": form, "who_sees": WHO_SEES})


@ASKS
@group_view(Capability.SEE_MEMBERS)
def nominate_outside(request: GroupRequest, appointment: int) -> HttpResponse:
    """Nominate somebody by their email address."""
    check_nominates(request)
    found, form = appointment_or_404(request, appointment), NewPersonForm(typed(request))
    if form.is_valid():
        given = form.cleaned_data
        made = attempt(form, lambda: actions.nominate_by_email(found, **given, by=request.user))
        if made:
            return _nominated(request, made)
    context = {"group": request.group, "appointment": found, "form": form, "who_sees": WHO_SEES}
    return page(request, "groups/chair/nominate_outside.html", context)


@ASKS
@group_view(Capability.SEE_MEMBERS)
def take_back(request: GroupRequest, appointment: int, nomination: int) -> HttpResponse:
    """Take one's own nomination of somebody back."""
    check_nominates(request)
    found, form = nomination_or_404(request, appointment, nomination), ConfirmForm(typed(request))
    if form.is_valid() and succeeds(form, lambda: actions.take_back(found, by=request.user)):
        return done(request, f"You no longer nominate {found}.", found.appointment)
    context = {"group": request.group, "appointment": found.appointment, "nomination": found, "form": form}
    return page(request, "groups/chair/take_back.html", context)


@ASKS
@group_view(Capability.MANAGE)
def withdraw_nomination(request: GroupRequest, appointment: int, nomination: int) -> HttpResponse:
    """Withdraw a nomination that was a mistake."""
    found, form = nomination_or_404(request, appointment, nomination), ReasonForm(typed(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if succeeds(form, lambda: actions.withdraw_nomination(found, reason=reason, by=request.user)):
            sentence = f"The nomination of {found} was withdrawn. They are told why. They can be nominated again."
            return done(request, sentence, found.appointment)
    context = {"group": request.group, "appointment": found.appointment, "nomination": found, "form": form}
    return page(request, "groups/chair/withdraw_nomination.html", context)


def _about(request: GroupRequest, name: str, pk: int) -> str:
    """How somebody stands in the group: what they may begin with when they say who they are."""
    return next((through(each) for each in matching(request.group, name) if each.pk == pk), "")


def _nominated(request: GroupRequest, made: Nomination) -> HttpResponse:
    if made.person_id == request.user.pk:
        return redirect(reverse("nominations:nomination", args=[made.pk]))
    supports = len(queries.nominated_by(made))
    if supports > 1:
        return done(request, f"You nominated {made}, as {supports - 1} did before you.", made.appointment)
    sentence = f"You nominated {made}. They are asked by email whether they accept. You can take it back until then."
    return done(request, sentence, made.appointment)
