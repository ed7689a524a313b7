"""The ICB's roster of places, one place's seats, and coverage. Every look is noted for the group to see."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from gpleadership.lib import dates
from gpleadership.lib.exports import csv_response, xlsx_response
from gpleadership.lib.pages import page
from gpleadership.lib.parts import Column, Option
from groups.log.record import record_views
from groups.roster import exports, presenters, queries, reading
from groups.roster.finding import STATES, Asked, Entry
from groups.roster.rules import Coverage
from groups.tenancy.access import GroupRequest, SystemRequest, group_view, system_view
from groups.tenancy.capabilities import Capability

PLACES_A_PAGE = 35
VIEWED = (Column("When"), Column("Place"), Column("What"))
ANSWERS = {"csv": csv_response, "xlsx": xlsx_response}


def _note(request: SystemRequest, entries: Iterable[Entry], what: str) -> None:
    if groups := [entry.place.group_id for entry in entries if entry.place.group_id]:
        record_views(groups, what, by=request.user)


@require_safe
@system_view
def places(request: SystemRequest) -> HttpResponse:
    """Who to go to in each place."""
    asked = Asked.of(request.GET.dict())
    everything, found = reading.roster(request.system, asked, dates.today())
    shown = Paginator(found, PLACES_A_PAGE).get_page(request.GET.get("page"))
    _note(request, shown, "Roster of places")
    context = {
        "system": request.system,
        "asked": asked,
        "lede": presenters.lede(request.system, everything),
        "rows": [presenters.row(entry, request.system) for entry in shown],
        "shown": shown,
        "states": [Option(value, text) for value, text in STATES.items()],
        "constituencies": [Option(value, text) for value, text in presenters.FILTER_CONSTITUENCIES],
    }
    return page(request, "groups/roster/places.html", context, block="list")


@require_safe
@system_view
def places_file(request: SystemRequest, kind: str) -> HttpResponse:
    """The same places as a file, a line for each seat."""
    _, found = reading.roster(request.system, Asked.of(request.GET.dict()), dates.today())
    _note(request, found, f"Roster as {kind.upper()}")
    return ANSWERS[kind](f"{request.system.name} roster of places", exports.ROSTER, exports.roster_rows(found))


@require_safe
@system_view
def seats(request: SystemRequest, place: str) -> HttpResponse:
    """One place: who sits for whom, or whom to write to where there is no group."""
    entry = _entry(request, place)
    _note(request, [entry], "Seats of the place")
    context = {
        "system": request.system,
        "row": presenters.row(entry, request.system),
        "who": presenters.who_to_go_to(entry),
        "tables": presenters.tables(entry.seats),
        "contacts": presenters.contacts(queries.organisations_of(entry.place.id, dates.today()))
        if entry.place.group_id is None
        else [],
    }
    return page(request, "groups/roster/seats.html", context, block="seats")


def _entry(request: SystemRequest, slug: str, *, offices: bool = True) -> Entry:
    entry = reading.one(request.system, slug, dates.today(), offices=offices)
    if entry is None:
        raise Http404
    return entry


@require_safe
@system_view
def coverage(request: SystemRequest, place: str) -> HttpResponse:
    """Whether every practice of a place is represented."""
    entry = _entry(request, place, offices=False)
    _note(request, [entry], "Coverage of the place")
    found = reading.coverage_of(entry.place.id, entry.seats, dates.today())
    back = (request.system.name, reverse("roster:places", args=[request.system.slug]))
    return page(request, "groups/roster/coverage.html", _coverage(found, entry.place.name, back))


@require_safe
@system_view
def coverage_file(request: SystemRequest, place: str, kind: str) -> HttpResponse:
    """Coverage as a file, a line for each practice."""
    entry = _entry(request, place, offices=False)
    _note(request, [entry], f"Coverage as {kind.upper()}")
    found = reading.coverage_of(entry.place.id, entry.seats, dates.today())
    return ANSWERS[kind](f"{entry.place.name} coverage", exports.COVERAGE, exports.coverage_rows(found))


@require_safe
@group_view(Capability.SEE_MEMBERS)
def own_coverage(request: GroupRequest) -> HttpResponse:
    """Coverage, for the group's own members."""
    found = reading.coverage_of(request.group.place_id, queries.seats_of([request.group.pk]), dates.today())
    name = request.group.place_name
    back = ("Members and seats", reverse("seats:members", args=[request.group.slug]))
    return page(request, "groups/roster/coverage.html", _coverage(found, name, back))


@require_safe
@group_view(Capability.SEE_MEMBERS)
def own_coverage_file(request: GroupRequest, kind: str) -> HttpResponse:
    """The same, as a file."""
    found = reading.coverage_of(request.group.place_id, queries.seats_of([request.group.pk]), dates.today())
    name = request.group.place_name
    return ANSWERS[kind](f"{name} coverage", exports.COVERAGE, exports.coverage_rows(found))


def _coverage(found: Coverage, name: str, back: tuple[str, str]) -> dict[str, object]:
    return {
        "place": name,
        "back": back,
        "found": found,
        "lede": presenters.coverage_lede(found, name),
        "strip": presenters.strip(found),
        "strip_words": presenters.strip_words(found),
        "networks": [(each, *presenters.network_state(each)) for each in found.networks],
    }


@require_safe
@system_view
def views(request: SystemRequest) -> HttpResponse:
    """What I have looked at: the same lines that the groups see."""
    found = queries.own_views(request.user, request.group_ids)
    shown = Paginator(found, PLACES_A_PAGE).get_page(request.GET.get("page"))
    names = {place.group_id: place.name for place in queries.places_of(request.system.pk, dates.today())}
    rows = [(dates.date_and_clock(entry.at), names.get(entry.group_id, ""), entry.what) for entry in shown]
    return page(
        request, "groups/roster/views.html", {"system": request.system, "rows": rows, "shown": shown, "columns": VIEWED}
    )
