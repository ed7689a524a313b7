"""Recording the term of whoever was chosen, and giving an appointment up."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gpleadership.lib.pages import page
from gpleadership.lib.words import plural
from groups.chair import actions, queries
from groups.chair.enums import AppointmentStatus
from groups.chair.forms import AppointForm, ReasonForm
from groups.chair.presenters.addition import chair_from
from groups.chair.presenters.appointing import what_changes
from groups.chair.views.found import appointment_or_404, done
from groups.seats.forms.base import attempt, typed
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])
S = AppointmentStatus
MAY_WITHDRAW = tuple(each for each in S if each not in {S.APPOINTED, S.WITHDRAWN})


@ASKS
@group_view(Capability.MANAGE)
def appoint(request: GroupRequest, appointment: int) -> HttpResponse:
    """From when until when the chosen one is chair."""
    found, now = appointment_or_404(request, appointment, S.CHOSEN, S.APPOINTED), timezone.now()
    form = AppointForm(typed(request), initial={"begins": found.first_day, "until": found.last_day})
    if form.is_valid():
        begins, ends = form.begins(now), form.ends
        term = attempt(form, lambda: actions.appoint(found, begins=begins, ends=ends, by=request.user))
        if term:
            sentence = f"{chair_from(term, now)} They get a letter, and on the day the table is told."
            return done(request, sentence, found, "handover")
    chair = queries.chair_of(queries.offices(request.group, now), now)
    context = {"group": request.group, "appointment": found, "form": form, "changes": what_changes(found, chair)}
    return page(request, "groups/chair/appoint.html", context)


@ASKS
@group_view(Capability.MANAGE)
def withdraw(request: GroupRequest, appointment: int) -> HttpResponse:
    """Give an appointment up, with a reason."""
    found, form = appointment_or_404(request, appointment, *MAY_WITHDRAW), ReasonForm(typed(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        told = attempt(form, lambda: (actions.withdraw(found, reason=reason, by=request.user), True))
        if told:
            people = f" {plural(told[0], 'person is', 'people are')} told by email." if told[0] else ""
            sentence = f"The appointment was withdrawn.{people} A new one can be opened at any time."
            return done(request, sentence, found)
    context = {"group": request.group, "appointment": found, "form": form, "balloting": found.status == S.BALLOTING}
    return page(request, "groups/chair/withdraw.html", context)
