"""What happens to a version: begun, switched, dated, put to the organisations, given up."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gpleadership.lib.dates import long_date
from gpleadership.lib.pages import page
from groups.founding.forms.basis import MEANING
from groups.seats.forms.base import attempt, typed
from groups.seats.forms.plain import ConfirmForm
from groups.signoff.forms import seen
from groups.signoff.parties import parties_now
from groups.signoff.presenters import telling
from groups.signoff.speaking import heard
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability
from groups.terms import actions, queries
from groups.terms.checklist import findings
from groups.terms.contents import parts_of
from groups.terms.enums import Status
from groups.terms.forms import AgreeForm, BasisForm, ReviewForm, StartForm, next_year
from groups.terms.models import Terms
from groups.terms.policies import clashing, contradiction_words
from groups.terms.presenters import editing
from groups.terms.views.found import draft_or_404

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@ASKS
@group_view(Capability.MANAGE)
def begin(request: GroupRequest) -> HttpResponse:
    """Begin a draft: from what, for what kind of group, until when."""
    found = queries.versions(request.group, drafts=True, read=queries.NONE)
    if queries.of_status(found, Status.DRAFT):
        return redirect("terms:edit", request.group.slug)
    earlier = queries.in_force(found) or next(iter(found), None)
    first = {"basis": request.group.basis, "review_on": next_year(), "source": str(earlier.number) if earlier else ""}
    form = StartForm(typed(request), earlier=earlier, initial=first)
    if form.is_valid():
        source = earlier if form.from_earlier else None
        values: dict[str, Any] = {"basis": form.cleaned_data["basis"], "review_on": form.cleaned_data["review_on"]}
        begun = attempt(form, lambda: actions.start_draft(request.group, **values, source=source, by=request.user))
        if begun:
            said = (
                f"Version {begun.number} is a draft now. Members who read papers can see it; nobody was told by email."
            )
            messages.success(request, said)
            return redirect("terms:edit", request.group.slug)
    context = {"group": request.group, "form": form, "earlier": earlier, "meaning": MEANING}
    return page(request, "groups/terms/begin.html", context)


@ASKS
@group_view(Capability.MANAGE)
def basis(request: GroupRequest) -> HttpResponse:
    """The one switch; own clauses that would contradict it are listed and must be changed first."""
    draft = draft_or_404(request)
    form = BasisForm(typed(request), initial={"basis": draft.basis, "edits": draft.edits})
    clauses: list[tuple[Any, str]] = []
    if form.is_valid():
        wanted, edits = form.cleaned_data["basis"], form.cleaned_data["edits"]
        if attempt(form, lambda: actions.switch_basis(draft, wanted, edits=edits, by=request.user)):
            said = "What the group is was changed. The library’s clauses follow it. To undo this, switch back."
            return _done(request, said)
        clauses = _clashes(request, draft, wanted)
        seen(form, "edits", draft_or_404(request).edits)
    context = {"group": request.group, "terms": draft, "form": form, "meaning": MEANING, "clashes": clauses}
    return page(request, "groups/terms/basis.html", context)


def _clashes(request: GroupRequest, draft: Terms, wanted: str) -> list[tuple[Any, str]]:
    clauses = queries.clauses_of(draft)
    numbers = {
        line.clause.pk: line.number for part in parts_of(clauses, draft.basis) for line in part.lines if line.clause
    }
    return [
        (editing.numbered_link(request.group.slug, clause.pk, numbers.get(clause.pk, "")), contradiction_words(found))
        for clause, found in clashing(clauses, wanted)
    ]


@ASKS
@group_view(Capability.MANAGE)
def review(request: GroupRequest) -> HttpResponse:
    """The day on or before which the terms are looked at again."""
    draft = draft_or_404(request)
    form = ReviewForm(typed(request), initial={"review_on": draft.review_on or next_year(), "edits": draft.edits})
    if form.is_valid():
        day, edits = form.cleaned_data["review_on"], form.cleaned_data["edits"]
        if attempt(form, lambda: actions.set_review(draft, day, edits=edits, by=request.user)):
            return _done(request, f"The terms will be looked at again on or before {long_date(day)}.")
        seen(form, "edits", draft_or_404(request).edits)
    return page(request, "groups/terms/review.html", {"group": request.group, "terms": draft, "form": form})


@ASKS
@group_view(Capability.MANAGE)
def agree(request: GroupRequest) -> HttpResponse:
    """Put the draft to the organisations, after what is still to mend and who is asked."""
    draft, group = draft_or_404(request), request.group
    form, parties = AgreeForm(typed(request)), parties_now(group)
    if form.is_valid():
        day = form.cleaned_data["answer_by"]
        out = attempt(form, lambda: actions.put_out(draft, answer_by=day, by=request.user))
        if out:
            said = f"The organisations are asked about version {out.number} until {long_date(day)}."
            told = telling.after_asking(heard(group, parties))
            messages.success(request, f"{said} {told} You can withdraw the question.")
            return redirect("terms:version", group.slug, out.number)
    clauses, facts = queries.clauses_of(draft), queries.facts_now(draft, group)
    found = findings(draft, parts_of(clauses, draft.basis), clauses, facts)
    stops, known = editing.checks(found, group.slug)
    context = {"group": group, "terms": draft, "form": form, "stops": stops, "known": known}
    told = telling.before_asking(heard(group, parties))
    return page(request, "groups/terms/agree.html", context | {"parties": parties, "told": told})


@ASKS
@group_view(Capability.MANAGE)
def drop(request: GroupRequest) -> HttpResponse:
    """Give the draft up."""
    draft, form = draft_or_404(request), ConfirmForm(typed(request))
    if form.is_valid():
        gone = attempt(form, lambda: actions.give_up(draft, by=request.user))
        if gone:
            messages.success(request, f"The draft of version {gone.number} was given up. It is kept in the history.")
            return redirect("terms:terms", request.group.slug)
    return page(request, "groups/terms/drop.html", {"group": request.group, "terms": draft, "form": form})


def _done(request: GroupRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("terms:edit", request.group.slug)
