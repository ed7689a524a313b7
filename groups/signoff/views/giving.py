"""An organisation's word, given or recorded."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gpleadership.lib.pages import page
from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import listed, small
from groups.seats.forms.base import attempt, typed
from groups.signoff import actions, queries
from groups.signoff.enums import Stance
from groups.signoff.forms import RecordForm, WordForm, seen, word_initial
from groups.signoff.kinds import kind_of
from groups.signoff.models import Party, Word
from groups.signoff.policies import check_speaks_for
from groups.signoff.presenters.round import READERS
from groups.signoff.speaking import speakers_of
from groups.signoff.views.found import party_or_404, round_or_404
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@ASKS
@group_view(Capability.READ_PAPERS)
def word(request: GroupRequest, pk: int, party: int) -> HttpResponse:
    """Give or change the word of one's own organisation."""
    found = party_or_404(round_or_404(request, pk), party)
    try:
        check_speaks_for(found, request.user)
    except Refused as refused:
        raise PermissionDenied(str(refused)) from refused
    last = queries.last_word(found)
    form = WordForm(typed(request), initial=word_initial(last))
    if form.is_valid():
        after = form.cleaned_data["after"]
        given = attempt(form, lambda: actions.give_word(found, form.given, after=after, by=request.user))
        if given:
            return _kept(request, found, given)
        seen(form, "after", _now(found))
    return page(request, "groups/signoff/word.html", _context(request, found, last, form))


@ASKS
@group_view(Capability.STEWARD)
def record(request: GroupRequest, pk: int, party: int) -> HttpResponse:
    """Record a word that an organisation gave elsewhere."""
    found = party_or_404(round_or_404(request, pk), party)
    last, names = queries.last_word(found), [term.person.full_name for term in speakers_of(found)]
    first = word_initial(last if last and last.recorded else None) | {
        "after": last.pk if last else 0,
        "on_word_of": names[0] if len(names) == 1 else "",
    }
    form = RecordForm(typed(request), initial=first)
    if form.is_valid():
        data = form.cleaned_data
        given = attempt(
            form,
            lambda: actions.record_word(
                found, form.given, on_word_of=data["on_word_of"], after=data["after"], by=request.user
            ),
        )
        if given:
            return _kept(request, found, given)
        seen(form, "after", _now(found))
    hint = f"{listed(names)} can speak for it now" if names else "Nobody sits for it now. Say who gave its word"
    context = _context(request, found, last, form) | {"who_hint": hint, "before": last}
    return page(request, "groups/signoff/record.html", context)


def _context(request: GroupRequest, party: Party, last: Word | None, form: WordForm) -> dict[str, Any]:
    kind = kind_of(party.round)
    return {
        "group": request.group,
        "round": party.round,
        "party": party,
        "last": small(Stance(last.stance).label) if last else "",
        "form": form,
        "noun": kind.noun,
        "address": kind.address(request.group.slug, party.round.subject_id),
        "readers": READERS,
    }


def _kept(request: GroupRequest, party: Party, given: Word) -> HttpResponse:
    says = small(Stance(given.stance).label)
    messages.success(
        request,
        f"{party} {says}. Those who read papers see it now; nobody was told by email."
        " It can be changed until the round closes.",
    )
    return redirect("signoff:round", request.group.slug, party.round_id)


def _now(party: Party) -> int:
    """The word that the person has now been told of: sending again is then their choice."""
    last = queries.last_word(party)
    return last.pk if last else 0
