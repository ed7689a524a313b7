"""Are those who speak for us still trusted? On a page and as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gpleadership.lib.dates import london_day
from gpleadership.lib.exports import csv_response, xlsx_response
from gpleadership.lib.pages import page, wants_fragment
from groups.pulse import queries
from groups.pulse.presenters import items, lists, trend, words
from groups.pulse.subjects import Speaker, speakers
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

PER_PAGE = 6
FILES = {"csv": csv_response, "xlsx": xlsx_response}


@require_safe
@group_view(Capability.SEE_MEMBERS)
def pulse(request: GroupRequest) -> HttpResponse:
    """The answer, what runs, the trend of each person, and what is talked about."""
    rounds, asked = queries.rounds(request.group), speakers(request.group, timezone.now())
    wanted = lists.asked_for(request.GET)
    counted = [each for each in rounds if each.counted]
    shown = Paginator(wanted.sorted(counted), PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "group": request.group,
        "wanted": wanted,
        "shown": shown,
        "trends": trend.trends(list(shown), counted, asked, everybody=wanted.everybody),
        "few": words.FEW,
    }
    if not wants_fragment(request):
        context |= _around(request, rounds, asked)
    return page(request, "groups/pulse/pulse.html", context, block="trend")


def _around(request: GroupRequest, rounds: list[queries.Round], asked: list[Speaker]) -> dict[str, Any]:
    """Everything on the page but the trend."""
    now, last = timezone.now(), rounds[0] if rounds else None
    running = last if last and last.ballot.ended_at is None else None
    raised = list(queries.items(request.group))
    due = queries.next_due([each.pulse for each in rounds], asked)
    settings = queries.settings_of(request.group)
    manages = request.standing.can(Capability.MANAGE)
    return {
        "answer": words.answer([each for each in rounds if each.counted]),
        "running": words.running(running, _turnout(request, running), asked, now) if running else None,
        "next": "" if running else words.next_opening(due, london_day(now), last),
        "floor": settings.floor,
        "orders": lists.ORDERS,
        "whose": lists.WHOSE,
        "open_items": items.to_talk_about(raised, rounds, request.standing, request.user.pk, request.group.slug),
        "past_items": items.past(raised, request.standing),
        "manages": manages,
        "may_open": manages and running is None and bool(asked),
    }


def _turnout(request: GroupRequest, running: queries.Round) -> queries.Turnout:
    """How many have voted; what the reader has still to cast is nothing outside the closed room."""
    found = queries.turnout(running.ballot)
    return found if request.standing.can(Capability.CLOSED_ROOM) else found._replace(to_cast=0)


@require_safe
@group_view(Capability.SEE_MEMBERS)
def trend_file(request: GroupRequest, kind: str) -> HttpResponse:
    """The same trend as a file: every pulse of those who were chosen."""
    rounds, asked = queries.rounds(request.group), speakers(request.group, timezone.now())
    wanted = lists.asked_for(request.GET)
    counted = [each for each in rounds if each.counted]
    people = trend.people(counted, asked, everybody=wanted.everybody)
    rows = trend.values(wanted.sorted(counted), people)
    return FILES[kind](f"{request.group.slug} trust pulse", trend.HEADER, rows)
