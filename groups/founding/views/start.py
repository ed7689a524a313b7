"""Starting a draft for a place."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gpleadership.lib.pages import page
from gpleadership.lib.refusal import Refused
from groups.founding.access import FounderRequest, founder_view
from groups.founding.actions import start_group
from groups.founding.forms.groups import StartForm
from groups.founding.queries import groups_of, slug_for
from groups.reference.forms import say_refusal
from groups.tenancy.enums import GroupStatus


@require_http_methods(["GET", "POST"])
@founder_view
def start(request: FounderRequest) -> HttpResponse:
    """Name the group and its chair-to-be; drafts that there are already stand beside."""
    groups = list(groups_of(request.place))
    active = next((group for group in groups if group.status == GroupStatus.ACTIVE), None)
    form = StartForm(request.place, slug_for(request.place), request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            group = start_group(request.place, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            say_refusal(form, refusal)
        else:
            email = form.cleaned_data["chair_email"]
            messages.success(request, f"The draft of {group} is started. An invitation to found it goes to {email}.")
            return redirect("founding_start:start", request.place.slug)
    context = {"place": request.place, "form": form, "groups": groups, "active": active}
    return page(request, "groups/founding/start.html", context)
