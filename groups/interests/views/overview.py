"""Chair and secretariat: who has declared, who is late, asking them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gpleadership.lib.dates import today
from gpleadership.lib.pages import page
from gpleadership.lib.refusal import Refused
from groups.interests import actions, queries
from groups.interests.presenters import overview as words
from groups.interests.views.found import person_of, sitter_or_404
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability


@require_safe
@group_view(Capability.MANAGE)
def overview(request: GroupRequest) -> HttpResponse:
    """Whoever is due first comes first."""
    people = queries.sitters(request.group, timezone.now())
    context = {
        "group": request.group,
        "lede": words.lede(people, today()),
        "columns": words.COLUMNS,
        "rows": words.rows(people, today()),
    }
    return page(request, "groups/interests/overview.html", context)


@require_POST
@group_view(Capability.MANAGE)
def remind(request: GroupRequest, person: int) -> HttpResponse:
    """Ask somebody by email to look at their interests."""
    who = person_of(sitter_or_404(request, person, timezone.now()))
    try:
        actions.remind(request.group, who, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{who} is asked by email to look at their interests. It cannot be called back.")
    return redirect("interests:overview", request.group.slug)
