"""The group's home: for those who run it, for core members, and for practices."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gpleadership.lib import dates
from gpleadership.lib.pages import page
from groups.home import needs, presenters, queries, sections
from groups.home.asking import answers
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability, Role


@require_safe
@group_view(Capability.SEE_HOME)
def group_home(request: GroupRequest) -> HttpResponse:
    """The home of a group: one address, two pages, by what the reader may do."""
    seats, officers = queries.seats_now([request.group.pk]), queries.officers_now(request.group.pk)
    context: dict[str, Any] = {
        "group": request.group,
        "basis": presenters.BASIS[request.group.basis],
    } | _told(request)
    if request.standing.can(Capability.MANAGE):
        context |= {"officers": presenters.who_runs(request.group, officers)} | _measures(request, seats)
        return page(request, "groups/home/chair.html", context)
    context["speaks"] = presenters.who_speaks(request.group, officers, seats)
    context["reads"] = [stand.detail for stand in request.standing.stands if stand.role == Role.PRACTICE_READER]
    return page(request, "groups/home/practice.html", context)


def _told(request: GroupRequest) -> dict[str, Any]:
    """What needs the reader, and what the group stands on: both from one statement."""
    group, standing, today = request.group, request.standing, dates.today()
    standings = [(group, standing)]
    rows = answers([*needs.asks(), *sections.asks()], standings, request.user.pk, today)
    found = needs.needs_of(standings, request.user.pk, today, rows)
    return {
        "needs": [need.duty for need in found],
        "sections": sections.sections_of(group, standing, today, rows),
    }


def _measures(request: GroupRequest, seats: list[queries.SeatNow]) -> dict[str, Any]:
    practices, read = queries.practices_reached(request.group)
    views = queries.views_since(request.group.pk, timezone.now() - timedelta(days=30))
    ending = presenters.ending_soon(seats, dates.today())
    core = [seat for seat in seats if seat.is_core]
    filled = sum(1 for seat in core if seat.person_id)
    return {
        "lede": presenters.chair_lede(seats, practices - read),
        "tiles": presenters.chair_tiles(request.group, seats, practices, practices - read, ending, views),
        "filled": filled,
        "empty": len(core) - filled,
    }
