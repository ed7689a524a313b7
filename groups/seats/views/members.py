"""Who is at this table, and who is missing: the page and its downloads."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gpleadership.lib.dates import today
from gpleadership.lib.exports import csv_response, xlsx_response
from gpleadership.lib.pages import page
from groups.seats import exports
from groups.seats.forms.as_at import as_at
from groups.seats.presenters.cards import ONLOOKER, Reader
from groups.seats.presenters.members import members_page
from groups.seats.queries import members as queries
from groups.seats.rules.spans import instant_of
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability


@require_safe
@group_view(Capability.SEE_MEMBERS)
def members(request: GroupRequest) -> HttpResponse:
    """The table today, or as at another day (`?on=2027-04-01`)."""
    form, day = as_at(request.GET)
    if day is not None and "on" not in request.GET:
        return redirect(f"{request.path}{_query(day)}")
    found = _members(request, day)
    now = found.on == today()
    reader = Reader(request.user.pk, request.standing.can(Capability.MANAGE)) if now else ONLOOKER
    context = {
        "group": request.group,
        "form": form,
        "day": None if now else found.on,
        "shown": members_page(found, reader),
        "manages": reader.manages,
    }
    return page(request, "groups/seats/members.html", context)


@require_safe
@group_view(Capability.SEE_MEMBERS)
def as_csv(request: GroupRequest) -> HttpResponse:
    """The same as CSV."""
    return _download(request, csv_response)


@require_safe
@group_view(Capability.SEE_MEMBERS)
def as_xlsx(request: GroupRequest) -> HttpResponse:
    """The same as an Excel workbook."""
    return _download(request, xlsx_response)


def _download(request: GroupRequest, answer: exports.Answer) -> HttpResponse:
    form, day = as_at(request.GET)
    if form.errors:
        address = reverse("seats:members", args=[request.group.slug])
        return redirect(f"{address}?{request.GET.urlencode()}")
    found = _members(request, day)
    name = f"{request.group.slug} members and seats {found.on.isoformat()}"
    return answer(name, exports.HEADER, exports.rows(found))


def _members(request: GroupRequest, day: date | None) -> queries.Members:
    now = timezone.now()
    return queries.members(request.group, instant_of(day, now) if day else now)


def _query(day: date) -> str:
    return "" if day == today() else f"?on={day.isoformat()}"
