"""How it came to be so: the history of a seat."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from gpleadership.lib.pages import page
from groups.seats.presenters import history as presenter
from groups.seats.queries import terms as queries
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability


@require_safe
@group_view(Capability.SEE_MEMBERS)
def history(request: GroupRequest, seat: int) -> HttpResponse:
    """Who held a seat when, and when nobody did; a withdrawn seat keeps its page."""
    found = get_object_or_404(request.group.seats, pk=seat)
    terms, now = queries.history_of(found), timezone.now()
    offices = queries.offices_of(request.group, {term.person_id for term in terms})
    context = {
        "group": request.group,
        "seat": found,
        "lede": presenter.lede(found, terms, now),
        "holders": presenter.holders(found, terms, offices, now),
        "deputies": presenter.deputies(terms, now),
        "manages": request.standing.can(Capability.MANAGE) and found.withdrawn_at is None,
    }
    return page(request, "groups/seats/history.html", context)
