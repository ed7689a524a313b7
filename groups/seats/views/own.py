"""Stepping down: anybody from their own seat or office."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.pages import page
from gpleadership.lib.words import small
from groups.seats import actions
from groups.seats.enums import Office
from groups.seats.forms.base import attempt, typed
from groups.seats.forms.terms import EndForm
from groups.seats.presenters.own import own_lines
from groups.seats.presenters.people import what_closes
from groups.seats.presenters.words import ended
from groups.seats.queries.closing import OF_OFFICES, OF_SEATS, closing
from groups.seats.queries.terms import own_office_terms, own_seat_terms
from groups.seats.views.found import asking, core, done_to_somebody
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@group_view(Capability.SEE_MEMBERS)
def step_down(request: GroupRequest) -> HttpResponse:
    """The person's own seats and offices."""
    group, person = request.group, request.user
    lines = own_lines(own_seat_terms(group, person), own_office_terms(group, person), group.slug, timezone.now())
    return page(request, "groups/seats/step_down.html", {"group": group, "lines": lines})


@ASKS
@group_view(Capability.SEE_MEMBERS)
def step_down_from_seat(request: GroupRequest, term: int) -> HttpResponse:
    """End one's own term in a seat."""
    found = get_object_or_404(own_seat_terms(request.group, request.user), pk=term)
    form, now = EndForm(typed(request)), timezone.now()
    what = closing(request.group, request.user, roles=OF_SEATS, subjects=[found.pk])
    if form.is_valid():
        at, reason = form.at(now), form.cleaned_data["reason"]
        over = attempt(form, lambda: actions.end_term(found, at=at, reason=reason, by=request.user))
        if over:
            sentence = ended(f"Your term in {found.seat}", over.period, now, told="")
            return done_to_somebody(request, sentence, what, "seats:members", at_once=at == now)
    context = {"from_what": str(found.seat), "form": form, "closes": what_closes(what)}
    return asking(request, "groups/seats/step_down_from.html", context, core=core(found.seat))


@ASKS
@group_view(Capability.SEE_MEMBERS)
def step_down_from_office(request: GroupRequest, term: int) -> HttpResponse:
    """End one's own term of office; a chair hands over instead."""
    found = get_object_or_404(own_office_terms(request.group, request.user), pk=term)
    form, now = EndForm(typed(request)), timezone.now()
    what = closing(request.group, request.user, roles=OF_OFFICES, subjects=[found.pk])
    office = small(found.title)
    if form.is_valid():
        at, reason = form.at(now), form.cleaned_data["reason"]
        over = attempt(form, lambda: actions.end_office_term(found, at=at, reason=reason, by=request.user))
        if over:
            sentence = ended(f"Your term as {office}", over.period, now, told="")
            return done_to_somebody(request, sentence, what, "seats:members", at_once=at == now)
    context = {"from_what": office, "form": form, "closes": what_closes(what)}
    return asking(request, "groups/seats/step_down_from.html", context, core=found.office == Office.CHAIR)
