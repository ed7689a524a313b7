"""What the group says of itself: name, contact route, basis, quorum."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from gpleadership.lib.pages import page
from groups.seats import actions
from groups.seats.forms.base import attempt, seen, typed
from groups.seats.forms.details import DetailsForm
from groups.seats.views.found import done
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

FIELDS = ("name", "contact", "basis", "quorum", "version")


@require_http_methods(["GET", "HEAD", "POST"])
@group_view(Capability.MANAGE)
def details(request: GroupRequest) -> HttpResponse:
    """Change what the group says of itself."""
    form = DetailsForm(typed(request), initial={name: getattr(request.group, name) for name in FIELDS})
    if form.is_valid():
        changed = attempt(form, lambda: actions.edit_details(request.group, **form.cleaned_data, by=request.user))
        if changed:
            return done(request, "The group’s details were changed.", "seats:members")
        seen(form, request.group.version)
    return page(request, "groups/seats/details.html", {"group": request.group, "form": form})
