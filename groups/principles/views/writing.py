"""Drafting a principle, from the library, anew beside the one that holds, and changing a draft."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gpleadership.lib.pages import page
from gpleadership.lib.words import in_words
from groups.principles import actions
from groups.principles.forms import EditForm, StartersForm, WordsForm, words_initial
from groups.principles.queries import titles_here
from groups.principles.starters import STARTERS
from groups.principles.views.found import done, principle_or_404, version_or_404
from groups.seats.forms.base import attempt, typed
from groups.signoff.forms import seen
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])
DRAFTED = "Members who read papers can see it; nobody was told by email."


@ASKS
@group_view(Capability.MANAGE)
def add(request: GroupRequest) -> HttpResponse:
    """Write the first draft of a principle."""
    form = WordsForm(typed(request))
    if form.is_valid():
        drafted = attempt(form, lambda: actions.draft_principle(request.group, form.words, by=request.user))
        if drafted:
            return done(request, f"“{drafted}” is a draft now. {DRAFTED}", drafted)
    return page(request, "groups/principles/add.html", {"group": request.group, "form": form})


@ASKS
@group_view(Capability.MANAGE)
def starters(request: GroupRequest) -> HttpResponse:
    """Take principles of the library as drafts."""
    form = StartersForm(typed(request), titles=titles_here(request.group))
    if form.is_valid():
        chosen = form.cleaned_data["chosen"]
        drafted = attempt(form, lambda: actions.draft_starters(request.group, chosen, by=request.user))
        if drafted:
            count = len(drafted)
            words = f"{in_words(count)} draft{' was' if count == 1 else 's were'} added."
            messages.success(request, f"{words.capitalize()} Make the words your own before you ask anybody.")
            return redirect("principles:list", request.group.slug)
    context = {"group": request.group, "form": form, "starters": STARTERS, "had": form.had}
    return page(request, "groups/principles/starters.html", context)


@ASKS
@group_view(Capability.MANAGE)
def edit(request: GroupRequest, pk: int) -> HttpResponse:
    """Change the words of a draft; of two who do, the second sees both."""
    found = version_or_404(request, pk)
    form = EditForm(typed(request), initial=words_initial(found))
    theirs = None
    if form.is_valid():
        edits = form.cleaned_data["edits"]
        changed = attempt(form, lambda: actions.edit_version(found, form.words, edits=edits, by=request.user))
        if changed:
            return done(request, f"The words of “{changed}” were changed.", changed)
        found = version_or_404(request, pk)
        theirs = found if found.edits != edits else None
        seen(form, "edits", found.edits)
    context = {"group": request.group, "version": found, "form": form, "theirs": theirs}
    return page(request, "groups/principles/edit.html", context)


@ASKS
@group_view(Capability.MANAGE)
def renew(request: GroupRequest, pk: int) -> HttpResponse:
    """Write a new version beside the one that holds."""
    entry = principle_or_404(request, pk)
    form = WordsForm(typed(request), initial=words_initial(entry.shown))
    if form.is_valid():
        drafted = attempt(form, lambda: actions.draft_version(entry.principle, form.words, by=request.user))
        if drafted:
            return done(request, f"Version {drafted.number} is a draft now. {DRAFTED}", drafted)
    context = {"group": request.group, "principle": entry.principle, "entry": entry, "form": form}
    return page(request, "groups/principles/renew.html", context)
