"""A round: where the organisations stand, and its end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.dates import today
from gpleadership.lib.pages import page
from gpleadership.lib.words import plural
from groups.seats.forms.base import attempt, typed
from groups.signoff import actions
from groups.signoff.addressees import letters_of, told_of_end
from groups.signoff.enums import Outcome
from groups.signoff.forms import CloseForm, WithdrawForm, seen
from groups.signoff.kinds import kind_of
from groups.signoff.models import Round
from groups.signoff.presenters import round as words
from groups.signoff.presenters import telling
from groups.signoff.presenters.board import board_words, outcome_words
from groups.signoff.queries import board_of, core_terms
from groups.signoff.views.found import round_or_404
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability
from groups.tenancy.enums import GroupStatus

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@group_view(Capability.SEE_MEMBERS)
def round_page(request: GroupRequest, pk: int) -> HttpResponse:
    """Where each organisation stands, whose word is awaited, and what was said when."""
    found = round_or_404(request, pk)
    board, slug, kind = board_of(found, core_terms(request.standing.stands)), request.group.slug, kind_of(found)
    letters, manages = letters_of(found), request.standing.can(Capability.MANAGE)
    context = {
        "group": request.group,
        "round": found,
        "noun": kind.noun,
        "address": kind.address(slug, found.subject_id),
        "eyebrow": outcome_words(found),
        "board": board_words(board, slug, request.standing, on_round=True),
        "mine": words.mine(board, slug, today()),
        "facts": [*words.facts(found, plural(found.asked, "organisation")), *telling.posted(letters, manages=manages)],
        "history": words.history(board) if words.replaced(board) else [],
        "readers": words.READERS if found.is_open else "",
        "manages": found.is_open and manages,
        "ready": board.standing,
    }
    return page(request, "groups/signoff/round.html", context)


@ASKS
@group_view(Capability.MANAGE)
def close(request: GroupRequest, pk: int) -> HttpResponse:
    """Close a round, after saying what follows from the words."""
    found = round_or_404(request, pk)
    standing = board_of(found).standing
    follows = (Outcome.ADOPTED if standing.adoptable else Outcome.NOT_ADOPTED).value
    form = CloseForm(typed(request), initial={"expects": follows})
    if form.is_valid():
        expects = form.cleaned_data["expects"]
        closed = attempt(form, lambda: actions.close_round(found, expects=expects, by=request.user))
        if closed:
            how = "adopted" if closed.outcome == Outcome.ADOPTED else "closed and not adopted"
            told = telling.after_ending(_told(request, closed, closed.outcome))
            messages.success(request, f"“{closed}” was {how}. {told} This cannot be undone.")
            return redirect(kind_of(closed).address(request.group.slug, closed.subject_id))
        seen(form, "expects", follows)
    told = telling.before_ending(_told(request, found, follows)) if found.is_open and standing.may_close else ""
    context = {"group": request.group, "round": found, "form": form, "standing": standing, "noun": kind_of(found).noun}
    return page(request, "groups/signoff/close.html", context | {"told": told})


@ASKS
@group_view(Capability.MANAGE)
def withdraw(request: GroupRequest, pk: int) -> HttpResponse:
    """Take the question back."""
    found = round_or_404(request, pk)
    form = WithdrawForm(typed(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        over = attempt(form, lambda: actions.withdraw_round(found, reason=reason, by=request.user))
        if over:
            told = telling.after_ending(_told(request, over, Outcome.WITHDRAWN), " why")
            said = f"“{over}” is no longer out for agreement. What was said is kept. {told}"
            messages.success(request, f"{said} You can ask again.")
            return redirect(kind_of(over).address(request.group.slug, over.subject_id))
    told = telling.before_ending(_told(request, found, Outcome.WITHDRAWN), "why") if found.is_open else ""
    context = {"group": request.group, "round": found, "form": form, "told": told}
    return page(request, "groups/signoff/withdraw.html", context)


def _told(request: GroupRequest, found: Round, outcome: str) -> int:
    """How many learn of the end, besides whoever ends it; a group that is not active writes to nobody."""
    if request.group.status != GroupStatus.ACTIVE:
        return 0
    return told_of_end(found, outcome=outcome, but=request.user).count()
