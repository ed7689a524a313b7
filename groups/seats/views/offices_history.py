"""Who held each office: the page and its downloads."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gpleadership.lib.dates import today
from gpleadership.lib.exports import csv_response, xlsx_response
from gpleadership.lib.pages import page
from gpleadership.lib.parts import Option
from groups.seats import exports, office_exports
from groups.seats.enums import Office
from groups.seats.presenters.office_history import histories, lede
from groups.seats.queries.terms import all_offices
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability


@require_safe
@group_view(Capability.SEE_MEMBERS)
def history(request: GroupRequest) -> HttpResponse:
    """The history of every office, or of one (`?office=chair`)."""
    chosen, terms, now = _asked(request), all_offices(request.group), timezone.now()
    context = {
        "group": request.group,
        "offices": [Option(office.value, office.label) for office in Office],
        "office": chosen[0].value if len(chosen) == 1 else "",
        "sections": histories(chosen, terms, now),
        "lede": lede(terms, now),
    }
    return page(request, "groups/seats/offices_history.html", context, block="list")


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
    rows = office_exports.rows(_asked(request), all_offices(request.group), timezone.now())
    return answer(f"{request.group.slug} offices {today().isoformat()}", office_exports.HEADER, rows)


def _asked(request: GroupRequest) -> list[Office]:
    """The office that the address names; all of them for none, and for what is no office."""
    asked = request.GET.get("office", "")
    return [Office(asked)] if asked in Office.values else list(Office)
