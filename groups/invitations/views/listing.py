"""The group's invitations: who was asked, where each stands; sending again and withdrawing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gpleadership.lib.dates import long_date
from gpleadership.lib.exports import csv_response, xlsx_response
from gpleadership.lib.pages import page
from gpleadership.lib.refusal import Refused
from groups.invitations import actions, presenters, queries
from groups.invitations.models import Invitation
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

PER_PAGE = 25
FILES = {"csv": csv_response, "xlsx": xlsx_response}


@require_safe
@group_view(Capability.MANAGE)
def invitations(request: GroupRequest) -> HttpResponse:
    """Who was invited to what, and where each invitation stands."""
    wanted, group = queries.asked(request.GET), request.group
    shown = Paginator(queries.invitations(group, wanted), PER_PAGE).get_page(request.GET.get("page"))
    counts = queries.counts(group.invitations.all())
    context = {
        "group": group,
        "wanted": wanted,
        "shown": shown,
        "rows": presenters.rows(shown, group.slug, timezone.now()),
        "orders": presenters.ORDERS,
        "lede": presenters.lede(counts),
        "any": sum(counts.values()),
        "states": presenters.STATES,
        "kinds": presenters.KINDS,
    }
    return page(request, "groups/invitations/list.html", context, block="list")


@require_safe
@group_view(Capability.MANAGE)
def invitations_file(request: GroupRequest, kind: str) -> HttpResponse:
    """The same as a file."""
    found = queries.invitations(request.group, queries.asked(request.GET))
    rows = presenters.values(found, timezone.now())
    return FILES[kind](f"{request.group.slug} invitations", presenters.HEADER, rows)


@require_POST
@group_view(Capability.MANAGE)
def resend(request: GroupRequest, invitation: int) -> HttpResponse:
    """Send an invitation again."""
    found = _found(request, invitation)
    try:
        sent = actions.resend(found, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        until = long_date(sent.expires_at)
        messages.success(request, f"The invitation goes to {sent.email} again. It works until {until}.")
    return _back(request)


@require_http_methods(["GET", "HEAD", "POST"])
@group_view(Capability.MANAGE)
def withdraw(request: GroupRequest, invitation: int) -> HttpResponse:
    """Take an invitation back, after asking."""
    found = _found(request, invitation)
    if request.method == "POST":
        try:
            actions.withdraw(found, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(
                request,
                f"The invitation to {found.email} is withdrawn: its link says so from now on."
                " They are not told by email. To undo this, invite them again.",
            )
        return _back(request)
    context = {"group": request.group, "row": presenters.rows([found], request.group.slug, timezone.now())[0]}
    return page(request, "groups/invitations/withdraw.html", context)


def _found(request: GroupRequest, invitation: int) -> Invitation:
    rows = request.group.invitations.select_related("seat", "practice", "invited_by", "accepted_by")
    return get_object_or_404(rows, pk=invitation)


def _back(request: GroupRequest) -> HttpResponse:
    return redirect(reverse("invitations:list", args=[request.group.slug]))
