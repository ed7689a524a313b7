"""A group's place, and the changes that it proposes to shared data."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.pages import page
from gpleadership.lib.refusal import Refused
from groups.founding import presenters, queries
from groups.founding.actions import propose_change
from groups.founding.forms.groups import ProposeForm
from groups.reference.forms import say_refusal
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability


@require_safe
@group_view(Capability.MANAGE)
def place(request: GroupRequest) -> HttpResponse:
    """What the place consists of, who serves it, and what was proposed."""
    group = request.group
    context = {
        "group": group,
        "spells": list(queries.spells_of(group)),
        "council": queries.council_of(group.place_id),
        "changes": presenters.change_duties(queries.changes_of(group)[:30]),
    }
    return page(request, "groups/founding/place.html", context)


@require_http_methods(["GET", "POST"])
@group_view(Capability.MANAGE)
def propose(request: GroupRequest) -> HttpResponse:
    """Propose a change to the place, or (`?about=`) to one of its organisations."""
    group, posted = request.group, request.method == "POST"
    about = (request.POST if posted else request.GET).get("about", "")
    organisation = queries.shared_organisation(group, about) if about else None
    if about and organisation is None:
        raise Http404
    form = ProposeForm(request.POST if posted else None, initial={"about": about})
    if form.is_valid():
        try:
            propose_change(
                group,
                organisation_id=organisation.pk if organisation else None,
                words=form.cleaned_data["words"],
                by=request.user,
            )
        except Refused as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Proposed. Platform staff see it on their overview; their answer appears below.")
            return redirect("founding:place", group.slug)
    context = {"form": form, "group": group, "organisation": organisation}
    return page(request, "groups/founding/propose.html", context)
