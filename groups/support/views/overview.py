"""Who supports the group: the page, its files, and the history."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gpleadership.lib.dates import today
from gpleadership.lib.exports import csv_response, xlsx_response
from gpleadership.lib.pages import page
from groups.support import exports, queries, rules
from groups.support.askers import askers_of
from groups.support.independence import note
from groups.support.presenters import hours as hours_words
from groups.support.presenters import roles as words
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

PER_PAGE = 25
FILES = {"csv": csv_response, "xlsx": xlsx_response}


@require_safe
@group_view(Capability.SEE_MEMBERS)
def support(request: GroupRequest) -> HttpResponse:
    """Who supports the group, what of it is used, and who pays."""
    group, day, manages = request.group, today(), request.standing.can(Capability.MANAGE)
    every = list(queries.roles(group))
    months = rules.months_to(rules.month_of(day))
    used = rules.by_month(months, queries.spells(every), queries.uses(group, months[0]))
    now = queries.current(every, day)
    found, sort = queries.listed(every, request.GET, day)
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "group": group,
        "manages": manages,
        "any": bool(every),
        "lede": words.lede(now),
        "note": note(now, askers_of(group, day)) if now else "",
        "shown": shown,
        "rows": words.rows(shown, group.slug, day, manages=manages),
        "columns": words.COLUMNS,
        "shows": words.SHOWS,
        "sort": sort,
        "used": hours_words.lede(used, day),
        "bars": hours_words.bars(used, day, group.slug, manages=manages),
        "twin": hours_words.twin(used),
        "words": hours_words,
    }
    return page(request, "groups/support/support.html", context, block="list")


@require_safe
@group_view(Capability.SEE_MEMBERS)
def roles_file(request: GroupRequest, kind: str) -> HttpResponse:
    """The same roles as a file."""
    manages, day = request.standing.can(Capability.MANAGE), today()
    found, _ = queries.listed(queries.roles(request.group), request.GET, day)
    header = (*exports.ROLES, exports.COST) if manages else exports.ROLES
    return FILES[kind](f"{request.group.slug} support", header, exports.role_rows(found, day, with_cost=manages))


@require_safe
@group_view(Capability.SEE_MEMBERS)
def history(request: GroupRequest) -> HttpResponse:
    """Every role there was, is or will be, by its name."""
    sections = words.histories(queries.roles(request.group), today())
    return page(request, "groups/support/history.html", {"group": request.group, "sections": sections})
