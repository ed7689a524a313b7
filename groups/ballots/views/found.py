"""What an address names, found through the group."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from groups.ballots.finding import Paper
from groups.ballots.models import Ballot
from groups.tenancy.access import GroupRequest

ASKS = require_http_methods(["GET", "HEAD", "POST"])


def ballot_or_404(request: GroupRequest, number: int) -> Ballot:
    """A ballot of the group by its number."""
    return get_object_or_404(request.group.ballots.all(), number=number)


def paper_or_404(request: GroupRequest, own: list[Paper]) -> Paper:
    """The paper of the seat that was asked for; without one the first that waits. Never another's, nor a guess."""
    asked = request.POST.get("seat", "") if request.method == "POST" else request.GET.get("seat", "")
    if asked:
        found = next((paper for paper in own if str(paper.seat_id) == asked), None)
    elif request.method == "POST" and len(own) > 1:
        found = None
    else:
        found = next((paper for paper in own if not paper.voted), own[0])
    if found is None:
        raise Http404
    return found
