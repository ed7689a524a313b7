"""Whether every practice of a place is represented: for ICB staff, and for the group's own members."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from gpleadership.lib.dates import today
from gpleadership.lib.exports import csv_response, xlsx_response
from gpleadership.lib.pages import page
from groups.roster import exports, reading
from groups.roster.presenters import coverage as presenter
from groups.roster.rules import Coverage
from groups.roster.views.noting import note
from groups.tenancy.access import GroupRequest, SystemRequest, group_view, system_view
from groups.tenancy.capabilities import Capability

PAGE: Final = "groups/roster/coverage.html"
ANSWERS: Final = {"csv": csv_response, "xlsx": xlsx_response}


@require_safe
@system_view
def coverage(request: SystemRequest, place: str) -> HttpResponse:
    """For ICB staff of the system that the place is in now."""
    name, found = _of_place(request, place, "Coverage of the place")
    slug = request.system.slug
    files = {kind: reverse(f"roster:coverage_{kind}", args=[slug, place]) for kind in ANSWERS}
    back = ("Roster of places", reverse("roster:places", args=[slug]))
    return page(request, PAGE, _shown(found, name, files) | {"back": back})


@require_safe
@system_view
def coverage_file(request: SystemRequest, place: str, kind: str) -> HttpResponse:
    """The same as a file, a line for each practice."""
    name, found = _of_place(request, place, f"Coverage as {kind.upper()}")
    return ANSWERS[kind](f"{name} coverage", exports.COVERAGE, exports.coverage_rows(found))


def _of_place(request: SystemRequest, slug: str, what: str) -> tuple[str, Coverage]:
    place = reading.one(request.system, slug, today())
    if place is None:
        raise Http404
    note(request, [place], what)
    groups = [place.group_id] if place.group_id and place.led else []
    return place.name, reading.coverage_of(place.id, groups, today())


@require_safe
@group_view(Capability.SEE_MEMBERS)
def own_coverage(request: GroupRequest) -> HttpResponse:
    """For the group's own members."""
    slug = request.group.slug
    files = {kind: reverse(f"coverage:own_{kind}", args=[slug]) for kind in ANSWERS}
    back = ("Members and seats", reverse("seats:members", args=[slug]))
    return page(request, PAGE, _shown(_own(request), request.group.place_name, files) | {"back": back})


@require_safe
@group_view(Capability.SEE_MEMBERS)
def own_coverage_file(request: GroupRequest, kind: str) -> HttpResponse:
    """The same, as a file."""
    name = f"{request.group.place_name} coverage"
    return ANSWERS[kind](name, exports.COVERAGE, exports.coverage_rows(_own(request)))


def _own(request: GroupRequest) -> Coverage:
    return reading.coverage_of(request.group.place_id, [request.group.pk], today())


def _shown(found: Coverage, name: str, files: Mapping[str, str]) -> dict[str, Any]:
    return {
        "place": name,
        "files": files,
        "found": found,
        "lede": presenter.lede(found, name),
        "unheard": presenter.unheard(found),
        "strip": presenter.strip(found),
        "strip_words": presenter.strip_words(found),
        "unknown": presenter.unknown(found),
    }
