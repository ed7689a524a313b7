"""A group's log, for chair and secretariat; who looked at its roster, for every member."""

from datetime import timedelta
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gpleadership.lib.dates import today
from gpleadership.lib.exports import csv_response, xlsx_response
from gpleadership.lib.pages import page, wants_fragment
from gpleadership.lib.parts import Option
from groups.audit import exports, presenters, queries
from groups.audit.forms import Filter, LogFilter
from groups.audit.sentences import topics
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

LINES: Final = 50
RECENT: Final = timedelta(days=30)
ANSWERS: Final = {"csv": csv_response, "xlsx": xlsx_response}


@require_safe
@group_view(Capability.MANAGE)
def acts(request: GroupRequest) -> HttpResponse:
    """Everything that was done in the group, in sentences."""
    form = LogFilter(request.GET)
    form.is_valid()
    shown = _page(request, queries.entries(request.group, form))
    found = presenters.read(shown)
    head = queries.head(request.group)
    context = {
        "group": request.group,
        "form": form,
        "fragment": wants_fragment(request),
        "lede": presenters.log_lede(head),
        "head": head,
        "topics": [Option(topic, topic) for topic in topics()],
        "shown": shown,
        "days": presenters.log_days(found, queries.names(request.group, presenters.organisations(found))),
    }
    return page(request, "groups/audit/acts.html", context, block="list")


@require_safe
@group_view(Capability.MANAGE)
def acts_file(request: GroupRequest, kind: str) -> HttpResponse:
    """The same entries as a file, with what it takes to check the chain."""
    form = LogFilter(request.GET)
    if not form.is_valid():
        return _back(request, "audit:acts")
    return ANSWERS[kind](f"{request.group.slug} log", exports.LOG, exports.log_rows(request.group, form))


@require_safe
@group_view(Capability.SEE_MEMBERS)
def looks(request: GroupRequest) -> HttpResponse:
    """Who looked at our roster, and when."""
    form = Filter(request.GET)
    form.is_valid()
    shown = _page(request, queries.looks(request.group, form))
    terms = queries.staff_terms(request.group, {row["person_id"] for row in shown})
    context = {
        "group": request.group,
        "form": form,
        "fragment": wants_fragment(request),
        "lede": presenters.views_lede(queries.summary(request.group, timezone.now() - RECENT), today()),
        "shown": shown,
        "days": presenters.view_days(shown, terms),
    }
    return page(request, "groups/audit/looks.html", context, block="list")


@require_safe
@group_view(Capability.SEE_MEMBERS)
def looks_file(request: GroupRequest, kind: str) -> HttpResponse:
    """Every single view as a file."""
    form = Filter(request.GET)
    if not form.is_valid():
        return _back(request, "audit:views")
    name = f"{request.group.slug} who looked"
    return ANSWERS[kind](name, exports.VIEWS, exports.view_rows(request.group, form))


def _page(request: GroupRequest, rows: Any) -> "Page[Any]":
    return Paginator(rows, LINES).get_page(request.GET.get("page"))


def _back(request: GroupRequest, to: str) -> HttpResponse:
    """To the page, where the error stands at its field: a file can't show it."""
    return redirect(f"{reverse(to, args=[request.group.slug])}?{request.GET.urlencode()}")
