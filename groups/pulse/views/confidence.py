"""Noting what was agreed about somebody whose trust was below the floor."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from gpleadership.lib.pages import page
from groups.pulse import actions, queries
from groups.pulse.forms import AgreedForm
from groups.pulse.policies import MAY_NOT, YOURSELF, may_record
from groups.pulse.presenters import items
from groups.pulse.views.found import done
from groups.seats.forms.base import attempt, typed
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@ASKS
@group_view(Capability.SEE_MEMBERS)
def agreed(request: GroupRequest, item: int) -> HttpResponse:
    """Record what was agreed, which closes the item."""
    found = get_object_or_404(queries.items(request.group), pk=item)
    if not may_record(found, request.standing, request.user.pk):
        raise PermissionDenied(YOURSELF if found.person_id == request.user.pk else MAY_NOT)
    if not found.is_open and request.method != "POST":
        return redirect("pulse:pulse", request.group.slug)
    form = AgreedForm(typed(request))
    if form.is_valid():
        closed = attempt(form, lambda: actions.close_item(found, **form.cleaned_data, by=request.user))
        if closed is not None:
            return done(request, items.closed(closed))
    context = {
        "group": request.group,
        "form": form,
        "title": items.title(found),
        "why": items.why(found, queries.rounds(request.group)),
        "not_the_chair": items.not_the_chair(found),
        "reads": items.WHO_READS,
    }
    return page(request, "groups/pulse/confidence.html", context)
