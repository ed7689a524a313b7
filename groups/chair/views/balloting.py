"""Opening the ballot, and a new round of it."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gpleadership.lib.dates import date_and_clock
from gpleadership.lib.pages import page
from gpleadership.lib.words import plural
from groups.chair import actions, queries
from groups.chair.enums import AppointmentStatus
from groups.chair.forms import BallotForm
from groups.chair.policies import why_no_ballot
from groups.chair.presenters.opening import names, pools, says
from groups.chair.rules import VOTE_FOR
from groups.chair.views.found import appointment_or_404, done
from groups.seats.forms.base import attempt, typed
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@ASKS
@group_view(Capability.MANAGE)
def open_ballot(request: GroupRequest, appointment: int) -> HttpResponse:
    """Who stands, who votes, what can be worked out, and until when."""
    return _ballot(request, appointment, again=False)


@ASKS
@group_view(Capability.MANAGE)
def new_round(request: GroupRequest, appointment: int) -> HttpResponse:
    """The same once more after a round that ended without a count."""
    return _ballot(request, appointment, again=True)


def _ballot(request: GroupRequest, appointment: int, *, again: bool) -> HttpResponse:
    found, now = appointment_or_404(request, appointment), timezone.now()
    form = BallotForm(typed(request), offered=VOTE_FOR)
    if form.is_valid():
        ballot = attempt(form, lambda: actions.open_ballot(found, closes_at=form.closes_at, by=request.user))
        if ballot:
            until, told = date_and_clock(ballot.closes_at), plural(ballot.electors, "elector")
            sentence = f"The ballot is open until {until}. {told} are told by email. It is counted by itself."
            return done(request, sentence, found)
    found_pools, nominees = queries.pools_now(request.group, now), queries.nominees(found)
    stand, waiting = names(nominees)
    context = {
        "group": request.group,
        "appointment": found,
        "form": form,
        "again": again and found.status == AppointmentStatus.AGAIN,
        "stand": stand,
        "waiting": waiting,
        "pools": pools(found_pools),
        "told": says(found_pools, found.floor, len(stand)),
        "why_not": why_no_ballot(found, stand, now),
    }
    return page(request, "groups/chair/open_ballot.html", context)
