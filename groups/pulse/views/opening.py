"""Opening a pulse before it opens by itself."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gpleadership.lib.pages import page
from groups.ballots.enums import BallotKind
from groups.ballots.queries import electorate, running
from groups.ballots.rules.electorate import pools_of
from groups.pulse import actions
from groups.pulse.models import Pulse
from groups.pulse.presenters import opening
from groups.pulse.queries import settings_of
from groups.pulse.subjects import speakers
from groups.pulse.views.found import done
from groups.seats.forms.base import attempt, typed
from groups.seats.forms.plain import ConfirmForm
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@ASKS
@group_view(Capability.MANAGE)
def open_now(request: GroupRequest) -> HttpResponse:
    """Who is asked, about whom, until when, and what can be worked out: then the button."""
    form, now = ConfirmForm(typed(request)), timezone.now()
    if form.is_valid():
        opened: Pulse | None = attempt(form, lambda: actions.open_pulse(request.group, by=request.user))
        if opened is not None:
            return done(request, opening.opened(opened))
    asked, floor = speakers(request.group, now), settings_of(request.group).floor
    pools = pools_of(each.elector for each in electorate(request.group, now))
    shown = opening.confirm(request.group, asked, pools, floor, running(request.group, BallotKind.PULSE), now)
    return page(request, "groups/pulse/open.html", {"group": request.group, "form": form, "shown": shown})
