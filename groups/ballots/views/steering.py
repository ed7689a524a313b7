"""What those who run the group ask of a ballot: to count it now, to end its round without a count."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from gpleadership.lib.pages import page
from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import plural
from groups.ballots import keeper, steering
from groups.ballots.enums import BallotState
from groups.ballots.forms import EndForm
from groups.ballots.presenters import words
from groups.ballots.presenters.words import closing, so_far, what_for
from groups.ballots.queries import names_on
from groups.ballots.views.found import ASKS, ballot_or_404
from groups.seats.forms.base import attempt, typed
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability


@require_POST
@group_view(Capability.MANAGE)
def count(request: GroupRequest, number: int) -> HttpResponse:
    """Count a ballot whose time is over, without waiting for it to happen by itself."""
    ballot = ballot_or_404(request, number)
    try:
        job = steering.ask_for_count(ballot, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("ballots:result", request.group.slug, number)
    return redirect("jobs:job", job.public_id)


@ASKS
@group_view(Capability.MANAGE)
def end(request: GroupRequest, number: int) -> HttpResponse:
    """End a round without a count, after saying what is destroyed and who is told."""
    ballot = ballot_or_404(request, number)
    form = EndForm(typed(request), names_on(ballot).values())
    if form.is_valid():
        over = attempt(form, lambda: steering.end_round(ballot, form.cleaned_data["why"], by=request.user))
        if over:
            messages.success(request, words.round_ended(ballot))
            return redirect("ballots:result", request.group.slug, number)
    context = {
        "group": request.group,
        "ballot": ballot,
        "what_for": what_for(ballot),
        "closing": closing(ballot),
        "form": form,
        "is_open": ballot.state(timezone.now()) == BallotState.OPEN,
        "so_far": so_far(keeper.turnout(ballot.pk), ballot.electors),
        "electors": plural(ballot.electors, "elector"),
    }
    return page(request, "groups/ballots/end.html", context)
