"""A term in a seat: letting it run longer, ending it, taking an end back."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from gpleadership.lib.dates import last_day
from gpleadership.lib.pages import page
from groups.seats import actions
from groups.seats.forms.base import attempt, seen, succeeds, typed
from groups.seats.forms.plain import ConfirmForm
from groups.seats.forms.terms import ChangeTermForm, EndForm
from groups.seats.models import SeatTerm
from groups.seats.presenters.people import what_closes
from groups.seats.presenters.words import ended, until_words
from groups.seats.queries.closing import OF_SEATS, closing
from groups.seats.queries.terms import ending_of
from groups.seats.views.found import asking, core, done, done_to_somebody, term_or_404
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@ASKS
@group_view(Capability.MANAGE)
def change_term(request: GroupRequest, term: int) -> HttpResponse:
    """Change the name of the job, or let the term run longer."""
    found = term_or_404(request, term)
    initial = {"job_title": found.job_title, "until": last_day(found.period), "version": found.version}
    form = ChangeTermForm(typed(request), initial=initial)
    if form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("job_title", "version")}
        changed = attempt(form, lambda: actions.change_term(found, **fields, ends=form.ends, by=request.user))
        if changed:
            sentence = f"{changed.person}’s term was changed. It runs {until_words(changed.period)}."
            return done(request, sentence, "seats:seat", seat=found.seat_id)
        seen(form, _version_now(request, found))
    return page(request, "groups/seats/change_term.html", {"group": request.group, "term": found, "form": form})


@ASKS
@group_view(Capability.MANAGE)
def end_term(request: GroupRequest, term: int) -> HttpResponse:
    """End a term today or on a day, after saying what closes."""
    found, now = term_or_404(request, term), timezone.now()
    form = EndForm(typed(request))
    what = closing(request.group, found.person, roles=OF_SEATS, subjects=[found.pk])
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        over = attempt(form, lambda: actions.end_term(found, at=form.at(now), reason=reason, by=request.user))
        if over:
            sentence = f"{ended(f'{over.person}’s term in {found.seat}', over.period, now)} You can undo this here."
            return done_to_somebody(
                request, sentence, what, "seats:seat", at_once=form.at(now) == now, seat=found.seat_id
            )
    context = {"term": found, "form": form, "closes": what_closes(what)}
    return asking(request, "groups/seats/end_term.html", context, core=core(found.seat))


@ASKS
@group_view(Capability.MANAGE)
def undo_end(request: GroupRequest, term: int) -> HttpResponse:
    """Let a term run as long as it would have."""
    found = term_or_404(request, term)
    form = ConfirmForm(typed(request))
    if form.is_valid():
        again = attempt(form, lambda: actions.undo_end(found, by=request.user))
        if again:
            sentence = f"{again.person}’s term in {found.seat} runs {until_words(again.period)} again."
            return done(request, sentence, "seats:seat", seat=found.seat_id)
    context = {"term": found, "form": form, "ending": ending_of(found)}
    return asking(request, "groups/seats/undo_end.html", context, core=core(found.seat))


@ASKS
@group_view(Capability.MANAGE)
def cancel_term(request: GroupRequest, term: int) -> HttpResponse:
    """Take out a term that has not begun."""
    found = term_or_404(request, term)
    form = ConfirmForm(typed(request))
    if form.is_valid() and succeeds(form, lambda: actions.cancel_term(found, by=request.user)):
        sentence = f"{found.person}’s term in {found.seat}, which had not begun, was cancelled."
        return done(request, sentence, "seats:seat", seat=found.seat_id)
    return asking(request, "groups/seats/cancel_term.html", {"term": found, "form": form}, core=core(found.seat))


@require_POST
@group_view(Capability.MANAGE)
def acting(request: GroupRequest, term: int) -> HttpResponse:
    """Let a deputy act for the holder, or no longer."""
    found, acts = term_or_404(request, term), request.POST.get("acting") == "yes"
    form = ConfirmForm(request.POST)
    attempt(form, lambda: actions.set_acting(found, acts, by=request.user))
    sentence = f"{found.person} now acts for the seat." if acts else f"{found.person} no longer acts for the seat."
    refused = next(iter(form.non_field_errors()), "")
    return done(request, str(refused) or sentence, "seats:seat", seat=found.seat_id)


def _version_now(request: GroupRequest, term: SeatTerm) -> int:
    """The version that the person has now been told of: saving again is then their choice."""
    return request.group.seat_terms.values_list("version", flat=True).get(pk=term.pk)
