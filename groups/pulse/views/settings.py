"""The floor of the pulses to come."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from gpleadership.lib.pages import page
from groups.pulse import actions
from groups.pulse.forms import FloorForm
from groups.pulse.queries import settings_of
from groups.pulse.views.found import done
from groups.seats.forms.base import attempt, seen, typed
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@ASKS
@group_view(Capability.MANAGE)
def floor(request: GroupRequest) -> HttpResponse:
    """Settle the floor."""
    now = settings_of(request.group)
    form = FloorForm(typed(request), initial={"floor": now.floor, "version": now.version})
    if form.is_valid():
        settled = attempt(form, lambda: actions.settle_floor(request.group, **form.cleaned_data, by=request.user))
        if settled is not None and settled.version == now.version:
            return done(request, f"The floor stays {settled.floor}%.")
        if settled is not None:
            return done(
                request,
                f"The floor is {settled.floor}% from the next pulse on. Before, it was {now.floor}%. "
                "Nobody is told by email; voters read it on their ballot.",
            )
        seen(form, settings_of(request.group).version)
    return page(request, "groups/pulse/settings.html", {"group": request.group, "form": form})
