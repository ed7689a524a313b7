"""Leaving a group: one page that says what it means, and does it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gpleadership.lib.pages import page
from groups.mydata import actions, policies, presenters, queries
from groups.seats.cautions import cautions
from groups.seats.forms.base import attempt, typed
from groups.seats.forms.plain import ConfirmForm
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability


@require_http_methods(["GET", "HEAD", "POST"])
@group_view(Capability.SEE_MEMBERS)
def leave(request: GroupRequest) -> HttpResponse:
    """End everything one holds in the group."""
    group, now, form = request.group, timezone.now(), ConfirmForm(typed(request))
    held, reading = queries.holds_in(group, request.user), queries.readings(request.user, group)
    if form.is_valid():
        left = attempt(form, lambda: actions.leave_group(group, at=now, by=request.user))
        if left:
            messages.success(request, presenters.left(group, left))
            return redirect("home")
    context: dict[str, Any] = {
        "group": group,
        "form": form,
        "ends": presenters.what_ends(held, reading, now),
        "sits": bool(held.seats or held.offices),
        "reads": bool(reading),
        "chairs": policies.is_chair(held.offices),
        "cautions": cautions(group) if held.seats or held.offices else [],
    }
    return page(request, "groups/mydata/leave.html", context)
