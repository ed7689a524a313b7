"""Opening nominations, and opening them again."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gpleadership.lib.dates import date_and_clock, last_day, today
from gpleadership.lib.pages import page
from gpleadership.lib.words import plural
from groups.chair import actions, queries
from groups.chair.enums import AppointmentStatus, Why
from groups.chair.forms import OpenForm, ReopenForm
from groups.chair.presenters.opening import floor_of, pools, says
from groups.chair.presenters.words import address
from groups.chair.rules import NOMINATE_FOR, offered_first_day, offered_last_day
from groups.chair.views.found import appointment_or_404, done
from groups.seats.forms.base import attempt, typed
from groups.seats.models import OfficeTerm
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])
S = AppointmentStatus
MAY_REOPEN = (S.NOMINATING, S.NOBODY, S.AGAIN, S.CHOSEN)


@ASKS
@group_view(Capability.MANAGE)
def open_nominations(request: GroupRequest) -> HttpResponse:
    """Why, the floor, until when people are nominated, and the intended term."""
    now = timezone.now()
    running = queries.running(request.group)
    if running is not None and running.status != S.PROPOSED and request.method != "POST":
        running.group = request.group
        return redirect(address(running))
    chair = queries.chair_of(queries.offices(request.group, now), now)
    why = running.why if running else Why.END_OF_TERM if chair else Why.FIRST
    form = OpenForm(typed(request), offered=NOMINATE_FOR, initial=_offered(chair) | {"why": why})
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("why", "why_words", "floor")}
        days = {"first_day": form.cleaned_data["begins"], "last_day": form.cleaned_data["until"]}
        opened = attempt(
            form,
            lambda: actions.open_nominations(request.group, closes_at=form.closes_at, **given, **days, by=request.user),
        )
        if opened:
            told = plural(len(queries.who_nominates(request.group)), "person", "people")
            until = date_and_clock(form.closes_at)
            sentence = f"Nominations are open until {until}. {told} may nominate, and the others are told by email."
            return done(request, sentence, opened)
    found = queries.pools_now(request.group, now)
    told_before = says(found, floor_of(form["floor"].value()), 2)
    context = {"group": request.group, "form": form, "pools": pools(found), "told": told_before}
    return page(request, "groups/chair/open.html", context)


def _offered(chair: OfficeTerm | None) -> dict[str, object]:
    last = last_day(chair.period) if chair and not chair.acting else None
    first = offered_first_day(last, today())
    return {"begins": first, "until": offered_last_day(first)}


@ASKS
@group_view(Capability.MANAGE)
def reopen(request: GroupRequest, appointment: int) -> HttpResponse:
    """Another closing time, or nominations once more."""
    found = appointment_or_404(request, appointment, *MAY_REOPEN)
    form = ReopenForm(typed(request), offered=NOMINATE_FOR)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        opened = attempt(form, lambda: actions.reopen(found, closes_at=form.closes_at, reason=reason, by=request.user))
        if opened:
            until = date_and_clock(form.closes_at)
            return done(request, f"Nominations are open until {until}. Those who may nominate are told.", opened)
    again = found.status != S.NOMINATING
    context = {"group": request.group, "appointment": found, "form": form, "again": again}
    return page(request, "groups/chair/reopen.html", context)
