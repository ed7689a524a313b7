"""What the group stands by: the list and its files."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gpleadership.lib.exports import csv_response, xlsx_response
from gpleadership.lib.pages import page
from groups.principles import exports, queries
from groups.principles.listing import Listing, listing
from groups.principles.presenters import cards
from groups.principles.views.found import reads_drafts
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

PER_PAGE = 20
FILES = {"csv": csv_response, "xlsx": xlsx_response}


@require_safe
@group_view(Capability.READ_PRACTICES)
def principles(request: GroupRequest) -> HttpResponse:
    """Adopted principles first; for members also what is on its way."""
    drafts, slug = reads_drafts(request), request.group.slug
    found = _listing(request)
    shown = Paginator(found.shown, PER_PAGE).get_page(request.GET.get("page"))
    on_their_way = [each for each in found.every if each.pending] if drafts else []
    context = {
        "group": request.group,
        "found": found,
        "lede": cards.lede(found),
        "shown": shown,
        "cards": cards.cards(shown, found.show, slug, drafts=drafts),
        "pending": cards.cards(on_their_way, "drafts", slug, drafts=drafts) if found.show == "" else [],
        "shows": cards.show_options(drafts=drafts),
        "orders": cards.ORDERS,
        "filtered": bool(found.asked or found.show),
        "manages": request.standing.can(Capability.MANAGE),
    }
    return page(request, "groups/principles/list.html", context, block="list")


@require_safe
@group_view(Capability.READ_PRACTICES)
def as_file(request: GroupRequest, kind: str) -> HttpResponse:
    """The same principles as a file."""
    found = _listing(request)
    return FILES[kind](f"{request.group.slug} principles", exports.HEADER, exports.rows(found.shown, found.show))


def _listing(request: GroupRequest) -> Listing:
    drafts = reads_drafts(request)
    return listing(queries.entries(request.group, drafts=drafts), request.GET, drafts=drafts)
