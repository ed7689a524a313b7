"""The result of a ballot, in whatever state it is; and whether a receipt's ballot is in the box."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from gpleadership.lib.pages import page
from groups.ballots import keeper, receipts
from groups.ballots.additions import addition_to
from groups.ballots.enums import BallotState
from groups.ballots.finding import papers
from groups.ballots.forms import ReceiptForm
from groups.ballots.kinds import kind_of
from groups.ballots.models import Ballot
from groups.ballots.presenters import results as words
from groups.ballots.presenters.papers import chosen
from groups.ballots.presenters.words import ANEW, DESTROYED, closing, so_far, turnout, what_for
from groups.ballots.queries import names_on
from groups.ballots.views.found import ballot_or_404
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability


@never_cache
@require_safe
@group_view(Capability.READ_PRACTICES)
def result(request: GroupRequest, number: int) -> HttpResponse:
    """What came of a ballot, or how it stands."""
    ballot = ballot_or_404(request, number)
    state, names = ballot.state(timezone.now()), names_on(ballot)
    context: dict[str, Any] = {
        "group": request.group,
        "ballot": ballot,
        "what_for": what_for(ballot),
        "closing": closing(ballot),
        "manages": request.standing.can(Capability.MANAGE),
        "form": ReceiptForm(),
        "addition": addition_to(ballot),
        "evidence": words.evidence(ballot),
    }
    if state == BallotState.COUNTED:
        context |= {"result": words.result(ballot, names)}
        return page(request, "groups/ballots/result.html", context)
    context |= {"state": state.value, "names": names, "question": kind_of(ballot).question, "chosen": chosen(ballot)}
    if state == BallotState.ABANDONED:
        context |= {"destroyed": DESTROYED, "anew": ANEW}
    else:
        cast = keeper.turnout(ballot.pk)
        context |= {"turnout": turnout(cast, ballot.electors), "so_far": so_far(cast, ballot.electors)}
    context["to_cast"] = state == BallotState.OPEN and _waits_for(request, ballot)
    return page(request, "groups/ballots/running.html", context)


def _waits_for(request: GroupRequest, ballot: Ballot) -> bool:
    """Whether the reader has still to vote."""
    return request.standing.can(Capability.CLOSED_ROOM) and any(not paper.voted for paper in papers(ballot))


@never_cache
@sensitive_post_parameters()
@require_POST
@group_view(Capability.SEE_MEMBERS)
@sensitive_variables()
def receipt(request: GroupRequest, number: int) -> HttpResponse:
    """Whether the ballot of a receipt code is in the box: answered on this page, and noted nowhere."""
    ballot = ballot_or_404(request, number)
    form = ReceiptForm(request.POST)
    context: dict[str, Any] = {
        "group": request.group,
        "ballot": ballot,
        "form": form,
        "state": ballot.state(timezone.now()).value,
        "closing": closing(ballot),
        "found": None,
    }
    if form.is_valid():
        context["found"] = keeper.has_receipt(ballot.pk, receipts.hashed(ballot.pk, form.cleaned_data["code"]))
    return page(request, "groups/ballots/receipt_check.html", context)
