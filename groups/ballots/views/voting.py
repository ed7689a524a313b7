"""Voting: the paper, the answers once more, the receipt. No session, message or address keeps anything of it."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from gpleadership.lib.pages import page
from gpleadership.lib.refusal import Refused
from groups.ballots import actions
from groups.ballots.enums import BallotState
from groups.ballots.finding import Paper, own_seats, papers, roll
from groups.ballots.forms import VoteForm, kept
from groups.ballots.kinds import kind_of
from groups.ballots.models import Ballot
from groups.ballots.presenters import papers as words
from groups.ballots.presenters.papers import Notice
from groups.ballots.presenters.words import closing, what_for
from groups.ballots.views.found import ASKS, ballot_or_404, paper_or_404
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

CONFLICT = 409
FORBIDDEN = 403


@never_cache
@sensitive_post_parameters()
@ASKS
@group_view(Capability.CLOSED_ROOM)
@sensitive_variables()
def vote(request: GroupRequest, number: int) -> HttpResponse:
    """The paper; what was sent is shown once more, or goes back into the paper to be changed."""
    ballot = ballot_or_404(request, number)
    own = papers(ballot)
    if no_paper := _no_paper(request, ballot, own):
        return no_paper
    paper, sent = paper_or_404(request, own), request.method == "POST"
    if paper.voted:
        return _voted(request, ballot, paper, own)
    kind, names, changing = kind_of(ballot), ballot.candidates.all(), "change" in request.POST
    form = VoteForm(kind, names, request.POST if sent and not changing else None, initial=kept(request.POST))
    if form.is_valid():
        context = _about(ballot, paper) | {"form": form}
        return page(request, "groups/ballots/check.html", context)
    return _paper(request, ballot, paper, own, form)


@never_cache
@sensitive_post_parameters()
@require_POST
@group_view(Capability.CLOSED_ROOM)
@sensitive_variables()
def cast(request: GroupRequest, number: int) -> HttpResponse:
    """Cast the ballot and show its receipt, here and now: it is kept nowhere, and shown nowhere else."""
    ballot = ballot_or_404(request, number)
    own = papers(ballot)
    if no_paper := _no_paper(request, ballot, own):
        return no_paper
    paper = paper_or_404(request, own)
    if paper.voted:
        return _voted(request, ballot, paper, own)
    form = VoteForm(kind_of(ballot), ballot.candidates.all(), request.POST)
    if not form.is_valid():
        return _paper(request, ballot, paper, own, form)
    try:
        code = actions.cast(ballot, paper.seat_id, form.approved, by=request.user)
    except Refused as refused:  # a round that ended because of it stays ended: this answer commits
        return _notice(request, ballot, words.refused(ballot, str(refused)), CONFLICT)
    others = [each for each in own if each is not paper]
    context = _about(ballot, paper) | {"code": code, "next_paper": words.next_paper(ballot, others)}
    return page(request, "groups/ballots/receipt.html", context)


def _no_paper(request: GroupRequest, ballot: Ballot, own: list[Paper]) -> HttpResponse | None:
    """The page for whoever cannot vote in this ballot, or not any more."""
    state, sent = ballot.state(timezone.now()), request.method == "POST"
    if state != BallotState.OPEN:
        return _notice(request, ballot, words.ended(ballot, state, sent=sent), CONFLICT if sent else 200)
    if own:
        return None
    notice = words.not_on_roll(ballot, own_seats(ballot, request.user), roll(ballot))
    return _notice(request, ballot, notice, FORBIDDEN if sent else 200)


def _voted(request: GroupRequest, ballot: Ballot, paper: Paper, own: list[Paper]) -> HttpResponse:
    sent = request.method == "POST"
    return _notice(request, ballot, words.voted(ballot, paper, own, sent=sent), CONFLICT if sent else 200)


def _notice(request: GroupRequest, ballot: Ballot, notice: Notice, status: int) -> HttpResponse:
    return page(request, "groups/ballots/notice.html", {"ballot": ballot, "notice": notice}, status=status)


def _paper(request: GroupRequest, ballot: Ballot, paper: Paper, own: list[Paper], form: VoteForm) -> HttpResponse:
    context = _about(ballot, paper) | {
        "form": form,
        "others": [each.seat for each in own if each is not paper],
        "secrecy": words.SECRECY,
        "beyond": words.BEYOND,
        "chosen": words.chosen(ballot),
        "with_whom": words.with_whom(ballot, paper),
        "inferences": words.inferences(ballot),
    }
    return page(request, "groups/ballots/vote.html", context)


def _about(ballot: Ballot, paper: Paper) -> dict[str, object]:
    return {
        "group": ballot.group,
        "ballot": ballot,
        "paper": paper,
        "what_for": what_for(ballot),
        "closing": closing(ballot),
        "question": kind_of(ballot).question,
    }
