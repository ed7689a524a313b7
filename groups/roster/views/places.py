"""The roster: every place of a system, one of them opened, and the same as files."""

from typing import Final

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from gpleadership.lib.dates import today
from gpleadership.lib.exports import csv_response, xlsx_response
from gpleadership.lib.pages import page, wants_fragment
from gpleadership.lib.parts import Option
from groups.roster import exports, own_views, queries, reading
from groups.roster.finding import CONSTITUENCIES, STATES, Asked
from groups.roster.presenters import own
from groups.roster.presenters import places as presenter
from groups.roster.views.noting import note
from groups.tenancy.access import SystemRequest, system_view

PLACES_A_PAGE: Final = 35
ANSWERS: Final = {"csv": csv_response, "xlsx": xlsx_response}


@require_safe
@system_view
def places(request: SystemRequest) -> HttpResponse:
    """Who to go to in each place."""
    asked, on = Asked.of(request.GET.dict()), today()
    everything, found = reading.roster(request.system, asked, on)
    shown = Paginator(found, PLACES_A_PAGE).get_page(request.GET.get("page"))
    note(request, shown, "Roster of places")
    context = {
        "system": request.system,
        "asked": asked,
        "lede": presenter.lede(request.system, everything),
        "rows": [presenter.row(entry, request.system, on) for entry in reading.summaries(shown, on)],
        "shown": shown,
        "states": [Option(value, text) for value, text in STATES.items()],
        "constituencies": [Option(value, text) for value, text in CONSTITUENCIES.items()],
    }
    return page(request, "groups/roster/places.html", context, block="list")


@require_safe
@system_view
def places_file(request: SystemRequest, kind: str) -> HttpResponse:
    """The same places as a file, a line for each seat."""
    _, found = reading.roster(request.system, Asked.of(request.GET.dict()), today())
    note(request, found, f"Roster as {kind.upper()}")
    name = f"{request.system.slug} roster of places {today().isoformat()}"
    return ANSWERS[kind](name, exports.ROSTER, exports.roster_rows(reading.in_full(found, today())))


@require_safe
@system_view
def seats(request: SystemRequest, place: str) -> HttpResponse:
    """One place: who sits for whom, or whom to write to where nobody speaks for it."""
    on = today()
    found = reading.one(request.system, place, on)
    if found is None:
        raise Http404
    note(request, [found], "Seats of the place")
    part = wants_fragment(request)
    entry = reading.opened(found) if part else reading.in_full([found], on)[0]
    context = {
        "system": request.system,
        "row": presenter.row(entry, request.system, on),
        "level": 4 if part else 2,
        "who": presenter.who_to_go_to(entry),
        "tables": presenter.tables(entry.seats),
        "contacts": [] if found.led else presenter.contacts(queries.organisations_of(found.id, on)),
    }
    return page(request, "groups/roster/seats.html", context, block="seats")


@require_safe
@system_view
def views(request: SystemRequest) -> HttpResponse:
    """What I have looked at: the same as the groups see, by day."""
    shown = Paginator(own_views.own_views(request.user, request.group_ids), 50).get_page(request.GET.get("page"))
    names = own_views.place_names(request.group_ids)
    context = {"system": request.system, "days": own.days(shown, names), "shown": shown}
    return page(request, "groups/roster/views.html", context)
