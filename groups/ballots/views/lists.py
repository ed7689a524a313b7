"""Every ballot of the group, on a page and as a file."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gpleadership.lib.exports import csv_response, xlsx_response
from gpleadership.lib.pages import page
from groups.ballots import finding
from groups.ballots.presenters import lists
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

PER_PAGE = 25
FILES = {"csv": csv_response, "xlsx": xlsx_response}


@require_safe
@group_view(Capability.SEE_MEMBERS)
def ballots(request: GroupRequest) -> HttpResponse:
    """What was asked, how each stands, what came of it; newest first."""
    wanted = finding.asked(request.GET)
    shown = Paginator(finding.ballots(request.group, wanted), PER_PAGE).get_page(request.GET.get("page"))
    found = list(shown)
    context = {
        "group": request.group,
        "wanted": wanted,
        "shown": shown,
        "rows": lists.rows(found, finding.names_of(request.group, found), timezone.now()),
        "kinds": lists.KINDS,
        "states": lists.STATES,
        "orders": lists.ORDERS,
        "any": bool(found or wanted.kind or wanted.state),
    }
    return page(request, "groups/ballots/list.html", context, block="list")


@require_safe
@group_view(Capability.SEE_MEMBERS)
def ballots_file(request: GroupRequest, kind: str) -> HttpResponse:
    """The same as a file."""
    found = list(finding.ballots(request.group, finding.asked(request.GET)))
    rows = lists.values(found, finding.names_of(request.group, found), timezone.now())
    return FILES[kind](f"{request.group.slug} ballots", lists.HEADER, rows)
