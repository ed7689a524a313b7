"""A draft as it is written: the whole of it, one clause, a clause of the group’s own."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gpleadership.lib.pages import page, wants_fragment
from gpleadership.lib.refusal import Refused
from groups.seats.forms.base import attempt, typed
from groups.signoff.forms import seen
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability
from groups.terms import actions, queries
from groups.terms.checklist import findings
from groups.terms.contents import aside, parts_of, words_of
from groups.terms.enums import Section
from groups.terms.facts import FactSet
from groups.terms.forms import ClauseForm, SureForm
from groups.terms.library import is_required, says
from groups.terms.models import Terms, TermsClause
from groups.terms.presenters import editing
from groups.terms.views.found import clause_or_404, draft_or_404, section_or_404

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@group_view(Capability.MANAGE)
def edit(request: GroupRequest) -> HttpResponse:
    """The draft section by section, its facts marked where they stand."""
    draft, slug = draft_or_404(request), request.group.slug
    clauses, facts = queries.clauses_of(draft), queries.facts_now(draft, request.group)
    parts = parts_of(clauses, draft.basis)
    stops, known = editing.checks(findings(draft, parts, clauses, facts), slug)
    context = {
        "group": request.group,
        "terms": draft,
        "blocks": editing.blocks(parts, aside(clauses, draft.basis), draft, facts, slug),
        "stops": stops,
        "known": known,
        "heads": editing.heads(draft, slug),
    }
    return page(request, "groups/terms/edit.html", context)


@ASKS
@group_view(Capability.MANAGE)
def clause(request: GroupRequest, pk: int) -> HttpResponse:
    """Change a clause’s words, looking at them first if one likes; of two who do, the second sees both."""
    found = clause_or_404(request, pk)
    draft = found.terms
    facts = queries.facts_now(draft, request.group)
    first = {"text": words_of(found, draft.basis), "version": found.version}
    form = ClauseForm(typed(request), basis=draft.basis, facts=facts, initial=first)
    theirs = None
    if form.is_valid() and request.POST.get("do") != "preview":
        text, version = form.cleaned_data["text"], form.cleaned_data["version"]
        changed = attempt(form, lambda: actions.edit_clause(found, text, version=version, by=request.user))
        if changed:
            return _done(request, "The clause was changed. Nobody was told by email.", changed.section)
        found = clause_or_404(request, pk)
        theirs = words_of(found, draft.basis) if found.version != version else None
        seen(form, "version", found.version)
    context: dict[str, Any] = {"clause": found, "theirs": theirs, "required": is_required(found.key)}
    context["library"] = says(found.key, draft.basis) if found.text else ""
    return _clause_page(request, draft, Section(found.section), form, facts, context)


@ASKS
@group_view(Capability.MANAGE)
def add(request: GroupRequest, section: str) -> HttpResponse:
    """Write a clause of the group’s own."""
    where, draft = section_or_404(section), draft_or_404(request)
    facts = queries.facts_now(draft, request.group)
    form = ClauseForm(typed(request), basis=draft.basis, facts=facts)
    if form.is_valid() and request.POST.get("do") != "preview":
        text = form.cleaned_data["text"]
        added = attempt(form, lambda: actions.add_clause(draft, where, text, by=request.user))
        if added:
            return _done(request, "The clause was added. To undo this, remove it.", added.section)
    return _clause_page(request, draft, where, form, facts, {"clause": None, "theirs": None})


def _clause_page(
    request: GroupRequest, draft: Terms, section: Section, form: ClauseForm, facts: FactSet, more: dict[str, Any]
) -> HttpResponse:
    """The form with the clause as it would read: a whole page, or for htmx the preview alone."""
    context: dict[str, Any] = {
        "group": request.group,
        "terms": draft,
        "section": section,
        "form": form,
        "preview": editing.marked(_words(form), facts) if _may_show(form) else "",
        "alone": wants_fragment(request),
        "usable": () if wants_fragment(request) else editing.usable(facts),
    }
    return page(request, "groups/terms/clause.html", context | more, block="preview")


def _may_show(form: ClauseForm) -> bool:
    return form.is_valid() if form.is_bound else bool(form.initial.get("text"))


def _words(form: ClauseForm) -> str:
    return str(form.cleaned_data["text"] if form.is_bound else form.initial["text"])


@ASKS
@group_view(Capability.MANAGE)
def restore(request: GroupRequest, pk: int) -> HttpResponse:
    """Go back to the library’s words, after seeing both."""
    found = clause_or_404(request, pk)
    form = SureForm(typed(request), initial={"version": found.version})
    if form.is_valid():
        version = form.cleaned_data["version"]
        back = attempt(form, lambda: actions.restore_clause(found, version=version, by=request.user))
        if back:
            return _done(request, "The clause has the library’s words again.", back.section)
        seen(form, "version", clause_or_404(request, pk).version)
    return _confirm(request, found, form, "groups/terms/restore.html")


@ASKS
@group_view(Capability.MANAGE)
def remove(request: GroupRequest, pk: int) -> HttpResponse:
    """Take out a clause of the group’s own."""
    found = clause_or_404(request, pk)
    form = SureForm(typed(request), initial={"version": found.version})
    if form.is_valid():
        version = form.cleaned_data["version"]
        if attempt(form, lambda: actions.remove_clause(found, version=version, by=request.user)):
            return _done(request, "The clause was removed. To undo this, add it again.", found.section)
        seen(form, "version", clause_or_404(request, pk).version)
    return _confirm(request, found, form, "groups/terms/remove.html")


def _confirm(request: GroupRequest, found: TermsClause, form: SureForm, template: str) -> HttpResponse:
    facts = queries.facts_now(found.terms, request.group)
    library = says(found.key, found.terms.basis)
    context = {
        "group": request.group,
        "clause": found,
        "form": form,
        "now": editing.marked(words_of(found, found.terms.basis), facts),
        "then": editing.marked(library, facts) if library else "",
    }
    return page(request, template, context)


@require_POST
@group_view(Capability.MANAGE)
def arrange(request: GroupRequest) -> HttpResponse:
    """Move a clause, leave it out or bring it back: the button’s name says what, its value which."""
    for name, (act, said) in _ARRANGING.items():
        pk = request.POST.get(name, "")
        if pk.isdecimal() and len(pk) < 19:
            found = clause_or_404(request, int(pk))
            try:
                act(found, request)
            except Refused as refused:
                messages.error(request, str(refused))
                return _back(request, found.section)
            return _done(request, said, found.section)
    return redirect("terms:edit", request.group.slug)


_ARRANGING: dict[str, tuple[Any, str]] = {
    "up": (lambda found, request: actions.move_clause(found, up=True, by=request.user), "The clause was moved up."),
    "down": (
        lambda found, request: actions.move_clause(found, up=False, by=request.user),
        "The clause was moved down.",
    ),
    "out": (
        lambda found, request: actions.leave_out(found, by=request.user),
        "The clause was left out. You can bring it back at the end of its section.",
    ),
    "back": (lambda found, request: actions.bring_back(found, by=request.user), "The clause was brought back."),
}


def _done(request: GroupRequest, said: str, section: str) -> HttpResponse:
    messages.success(request, said)
    return _back(request, section)


def _back(request: GroupRequest, section: str) -> HttpResponse:
    response = redirect("terms:edit", request.group.slug)
    response["Location"] += f"#section-{section}"
    return response
