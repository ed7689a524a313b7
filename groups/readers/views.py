"""Practice readers: who reads for which practice, ending that, and leaving oneself."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.exports import csv_response, xlsx_response
from gpleadership.lib.pages import page
from groups.readers import presenters, queries
from groups.readers.actions import end_readership
from groups.readers.models import Readership
from groups.seats.forms.base import attempt, typed
from groups.seats.forms.terms import EndForm
from groups.seats.presenters.people import what_closes
from groups.seats.presenters.words import ended
from groups.seats.queries.closing import Closing, closing
from groups.seats.views.found import done_to_somebody
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability, Role

ASKS = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 50
FILES = {"csv": csv_response, "xlsx": xlsx_response}


@require_safe
@group_view(Capability.SEE_MEMBERS)
def readers(request: GroupRequest) -> HttpResponse:
    """The practices of the place and who reads for them; whoever does not manage them sees their own instead."""
    if not request.standing.can(Capability.MANAGE):
        return redirect("readers:mine", request.group.slug)
    found = queries.readers(request.group, request.GET)
    shown = Paginator(found.shown, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "group": request.group,
        "found": found,
        "lede": presenters.lede(found),
        "shown": shown,
        "rows": presenters.rows(shown, request.group.slug, timezone.now()),
        "columns": presenters.COLUMNS,
        "pcns": presenters.pcn_options(found),
        "states": presenters.show_options(found),
    }
    return page(request, "groups/readers/list.html", context, block="list")


@require_safe
@group_view(Capability.MANAGE)
def readers_file(request: GroupRequest, kind: str) -> HttpResponse:
    """The same practices as a file, a line for each reader."""
    found = queries.readers(request.group, request.GET)
    return FILES[kind](f"{request.group.slug} readers", presenters.HEADER, presenters.values(found.shown))


@require_safe
@group_view(Capability.SEE_MEMBERS)
def mine(request: GroupRequest) -> HttpResponse:
    """The practices that one reads for oneself, and the way to stop."""
    terms = list(queries.own(request.group, request.user))
    others = queries.colleagues(request.group, [term.practice_id for term in terms], request.user)
    facts = presenters.own_facts(terms, others, request.group.slug, timezone.now())
    return page(request, "groups/readers/mine.html", {"group": request.group, "facts": facts})


@ASKS
@group_view(Capability.MANAGE)
def end(request: GroupRequest, readership: int) -> HttpResponse:
    """End somebody's reading for a practice, today or on a day, after saying what closes."""
    found = get_object_or_404(queries.current(request.group), pk=readership)
    return _ending(request, found, "readers:list")


@ASKS
@group_view(Capability.SEE_MEMBERS)
def leave(request: GroupRequest, readership: int) -> HttpResponse:
    """End one's own."""
    found = get_object_or_404(queries.own(request.group, request.user), pk=readership)
    return _ending(request, found, "readers:mine")


def _ending(request: GroupRequest, found: Readership, back: str) -> HttpResponse:
    form, now, own = EndForm(typed(request)), timezone.now(), found.person_id == request.user.pk
    what = closing(request.group, found.person, roles=[Role.PRACTICE_READER], subjects=[found.pk])
    if form.is_valid():
        at, reason = form.at(now), form.cleaned_data["reason"]
        over = attempt(form, lambda: end_readership(found, at=at, reason=reason, by=request.user))
        if over:
            return done_to_somebody(request, _said(over, what, own), what, back, at_once=at == now)
    context = {"group": request.group, "readership": found, "form": form, "own": own, "back": back}
    return page(request, "groups/readers/end.html", context | {"closes": what_closes(what)})


def _said(over: Readership, what: Closing, own: bool) -> str:
    whose = "Your" if own else f"{over.person}’s"
    told = "" if own else " They are not told by email. To undo this, invite them again."
    return ended(f"{whose} reading for {over.practice}", over.period, timezone.now(), told=told)
