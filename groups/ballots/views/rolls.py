"""The roll of a ballot as it was frozen: who votes for which seat, and nothing of who has voted."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from gpleadership.lib.pages import page
from gpleadership.lib.parts import Column
from groups.ballots import finding
from groups.ballots.presenters.words import what_for
from groups.ballots.views.found import ballot_or_404
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

COLUMNS = [Column("Seat"), Column("Elector"), Column("Votes with")]


@require_safe
@group_view(Capability.SEE_MEMBERS)
def roll(request: GroupRequest, number: int) -> HttpResponse:
    """The roll, and how to check it against what was published."""
    ballot = ballot_or_404(request, number)
    context = {
        "group": request.group,
        "ballot": ballot,
        "what_for": what_for(ballot),
        "columns": COLUMNS,
        "rows": [(line.seat, line.person, line.pool) for line in finding.roll(ballot)],
    }
    return page(request, "groups/ballots/roll.html", context)


@require_safe
@group_view(Capability.SEE_MEMBERS)
def roll_text(request: GroupRequest, number: int) -> HttpResponse:
    """The roll as the text whose SHA-256 was published at the opening."""
    text = finding.roll_text(ballot_or_404(request, number))
    if not text:
        raise Http404
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="roll.txt"'
    return response
