"""What happens to a version: discussed, put to the organisations, given up; and a principle retired."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from gpleadership.lib.dates import long_date
from gpleadership.lib.pages import page
from gpleadership.lib.refusal import Refused
from groups.principles import actions
from groups.principles.forms import AgreeForm, RetireForm
from groups.principles.presenters.cards import address
from groups.principles.uses import uses_of
from groups.principles.views.found import done, principle_or_404, version_or_404
from groups.seats.forms.base import attempt, typed
from groups.seats.forms.plain import ConfirmForm
from groups.signoff.parties import parties_now
from groups.signoff.presenters import telling
from groups.signoff.speaking import heard
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
@group_view(Capability.MANAGE)
def discuss(request: GroupRequest, pk: int) -> HttpResponse:
    """Open the discussion of a draft."""
    found = version_or_404(request, pk)
    try:
        actions.open_discussion(found, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(address(found, request.group.slug))
    said = f"“{found}” is in discussion. Core members can say what they think of it; nobody was told by email."
    messages.success(request, said)
    return redirect("principles:version", request.group.slug, found.pk)


@ASKS
@group_view(Capability.MANAGE)
def agree(request: GroupRequest, pk: int) -> HttpResponse:
    """Put a version to the organisations, after saying who is asked."""
    found, group = version_or_404(request, pk), request.group
    form, parties = AgreeForm(typed(request)), parties_now(group)
    if form.is_valid():
        day = form.cleaned_data["answer_by"]
        out = attempt(form, lambda: actions.put_out(found, answer_by=day, by=request.user))
        if out:
            said = f"The organisations are asked about “{out}” until {long_date(day)}."
            told = telling.after_asking(heard(group, parties))
            return done(request, f"{said} {told} You can withdraw the question.", out)
    context = {"group": group, "version": found, "form": form, "parties": parties}
    told = telling.before_asking(heard(group, parties))
    return page(request, "groups/principles/agree.html", context | {"told": told})


@ASKS
@group_view(Capability.MANAGE)
def drop(request: GroupRequest, pk: int) -> HttpResponse:
    """Give a draft up."""
    found = version_or_404(request, pk)
    form = ConfirmForm(typed(request))
    if form.is_valid():
        gone = attempt(form, lambda: actions.drop_version(found, by=request.user))
        if gone:
            said = f"“{gone}” was given up. It is kept under “Given up”, with what was said about it."
            return done(request, said, gone)
    return page(request, "groups/principles/drop.html", {"group": request.group, "version": found, "form": form})


@ASKS
@group_view(Capability.MANAGE)
def retire(request: GroupRequest, pk: int) -> HttpResponse:
    """Stand by a principle no longer."""
    entry = principle_or_404(request, pk)
    found = entry.principle
    form = RetireForm(typed(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        over = attempt(form, lambda: actions.retire(found, reason=reason, by=request.user))
        if over:
            said = f"Principle {found.number}, “{over}”, was retired. Everybody in the group can read why."
            return done(request, f"{said} To stand by it again, draft a new version and ask the organisations.", over)
    uses = uses_of(request.group, [found.pk])[found.pk]
    context = {"group": request.group, "principle": found, "version": entry.shown, "uses": uses, "form": form}
    return page(request, "groups/principles/retire.html", context)
