"""The published register, and its files."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gpleadership.lib.dates import today
from gpleadership.lib.documents.making import Format
from gpleadership.lib.exports import csv_response, xlsx_response
from gpleadership.lib.pages import page
from groups.documents.offers import offers
from groups.interests import queries
from groups.interests.document import document_of
from groups.interests.enums import KIND, SUBJECT
from groups.interests.presenters import own
from groups.interests.presenters import register as words
from groups.interests.register import Register, asked, chosen, register_of
from groups.interests.views.found import manages, sits
from groups.log.record import record_views
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability, Role

PER_PAGE = 100
"""A whole group on one page, so that its print is the register: 25 people at the table have more than 25 lines."""
FILES = {"csv": csv_response, "xlsx": xlsx_response}


@require_safe
@group_view(Capability.SEE_ROSTER)
def register(request: GroupRequest) -> HttpResponse:
    """Who declares what. One’s own declaration comes first."""
    group, wanted, now = request.group, asked(request.GET), timezone.now()
    found = _read(request)
    shown = Paginator(chosen(found.entries, wanted), PER_PAGE).get_page(request.GET.get("page"))
    mine = next((each for each in found.sitters if each.person_id == request.user.pk), None)
    context = {
        "group": group,
        "lede": words.lede(found),
        "own": own.lede(mine, today()) if mine else None,
        "sits": sits(request),
        "manages": manages(request),
        "room": request.standing.can(Capability.CLOSED_ROOM),
        "wanted": wanted,
        "shown": shown,
        "rows": words.rows(shown),
        "columns": words.COLUMNS,
        "kinds": words.KIND_OPTIONS,
        "whens": words.WHEN_OPTIONS,
        "offers": offers(group, KIND, SUBJECT, document_of(group, found, now), [Format.PDF]),
    }
    return page(request, "groups/interests/register.html", context, block="list")


@require_safe
@group_view(Capability.SEE_ROSTER)
def register_file(request: GroupRequest, kind: str) -> HttpResponse:
    """The same lines as a file."""
    found = chosen(_read(request).entries, asked(request.GET))
    return FILES[kind](f"{request.group.slug} interests", words.HEADER, words.file_rows(found))


@require_safe
@group_view(Capability.CLOSED_ROOM)
def withheld(request: GroupRequest) -> HttpResponse:
    """What is withheld from publication, for the closed room."""
    found = queries.withheld_here(request.group)
    return page(request, "groups/interests/withheld.html", {"group": request.group, "found": found})


def _read(request: GroupRequest) -> Register:
    """The register; that ICB staff looked is noted for the group to see."""
    if request.standing.roles == {Role.ICB_STAFF}:
        record_views([request.group.pk], "register of interests", by=request.user)
    return register_of(request.group, timezone.now())
