"""The group's own view of its log, and of who looked at its roster."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gpleadership.lib.exports import csv_response, xlsx_response
from gpleadership.lib.pages import page
from gpleadership.lib.parts import Column, Option
from gpleadership.lib.words import capital
from groups.audit import presenters, queries
from groups.audit.queries import Asked
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

LINES_A_PAGE = 50
ANSWERS = {"csv": csv_response, "xlsx": xlsx_response}
LOOKED = (Column("When"), Column("Who"), Column("What they saw"))


@require_safe
@group_view(Capability.MANAGE)
def acts(request: GroupRequest) -> HttpResponse:
    """What was done in the group, by whom."""
    asked = Asked.of(request.GET.dict())
    shown = Paginator(queries.acts(request.group, asked), LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "group": request.group,
        "asked": asked,
        "acts": [presenters.act(entry) for entry in shown],
        "shown": shown,
        "verbs": [Option(verb, capital(verb)) for verb in queries.verbs(request.group)],
        "head": queries.head(request.group),
    }
    return page(request, "groups/audit/acts.html", context, block="list")


@require_safe
@group_view(Capability.MANAGE)
def acts_file(request: GroupRequest, kind: str) -> HttpResponse:
    """The same lines as a file, with each entry's hash."""
    entries = list(queries.acts(request.group, Asked.of(request.GET.dict())))
    rows = [
        (line.number, entry.at, line.who, line.what, "; ".join(line.changes), entry.hash)
        for entry, line in ((entry, presenters.act(entry)) for entry in entries)
    ]
    header = ("Number", "When", "Who", "What", "Changes", "Hash")
    return ANSWERS[kind](f"{request.group.name} log", header, rows)


@require_safe
@group_view(Capability.SEE_MEMBERS)
def looks(request: GroupRequest) -> HttpResponse:
    """Who looked at our roster."""
    asked = Asked.of(request.GET.dict())
    shown = Paginator(queries.looks(request.group, asked), LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "group": request.group,
        "asked": asked,
        "rows": [presenters.look(entry) for entry in shown],
        "columns": LOOKED,
        "shown": shown,
    }
    return page(request, "groups/audit/looks.html", context, block="list")


@require_safe
@group_view(Capability.SEE_MEMBERS)
def looks_file(request: GroupRequest, kind: str) -> HttpResponse:
    """The same lines as a file."""
    rows = [
        (entry.at, str(entry.person), entry.what)
        for entry in queries.looks(request.group, Asked.of(request.GET.dict()))
    ]
    return ANSWERS[kind](f"{request.group.name} who looked", [column.label for column in LOOKED], rows)
