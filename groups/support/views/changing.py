"""Changing, ending and removing a role."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from gpleadership.lib.dates import long_date, today
from gpleadership.lib.pages import page
from groups.seats.forms.base import attempt, seen, succeeds, typed
from groups.seats.forms.plain import ConfirmForm
from groups.support import actions, queries
from groups.support.forms import ChangeRoleForm, EndForm, role_initial
from groups.support.models import SupportRole
from groups.support.views.found import done, role_or_404
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@ASKS
@group_view(Capability.MANAGE)
def change(request: GroupRequest, role: int) -> HttpResponse:
    """Correct what is said of a role."""
    found, group = role_or_404(request, role), request.group
    named = found.person_id is None and bool(found.name)
    funders = queries.funders(group, today())
    form = ChangeRoleForm(typed(request), funders=funders, present=found, named=named, initial=role_initial(found))
    if form.is_valid():
        funder = queries.funder_named(group, form.other_funder, today()) if form.other_funder else None
        words = {"name": form.cleaned_data.get("name", ""), "version": form.cleaned_data["version"]}
        changed = attempt(form, lambda: actions.change_role(found, form.values(funder), **words, by=request.user))
        if changed:
            return done(request, f"“{changed}” was changed.")
        seen(form, _version(request, found))
    return page(request, "groups/support/change.html", {"group": group, "role": found, "form": form})


@ASKS
@group_view(Capability.MANAGE)
def end(request: GroupRequest, role: int) -> HttpResponse:
    """Let a role end with a day."""
    found = role_or_404(request, role)
    form = EndForm(typed(request), initial={"end": found.end, "version": found.version})
    if form.is_valid():
        last, version = form.cleaned_data["end"], form.cleaned_data["version"]
        over = attempt(form, lambda: actions.end_role(found, last=last, version=version, by=request.user))
        if over:
            when = f"{'ended' if last < today() else 'ends'} on {long_date(last)}"
            return done(request, f"“{over}” {when}. Nobody is told by email. To undo this, change its last day.")
        seen(form, _version(request, found))
    return page(request, "groups/support/end.html", {"group": request.group, "role": found, "form": form})


@ASKS
@group_view(Capability.MANAGE)
def remove(request: GroupRequest, role: int) -> HttpResponse:
    """Take out a role that was added by mistake."""
    found, form = role_or_404(request, role), ConfirmForm(typed(request))
    if form.is_valid() and succeeds(form, lambda: actions.remove_role(found, by=request.user)):
        return done(request, f"“{found}” was removed. Nobody is told by email. To undo this, add it again.")
    return page(request, "groups/support/remove.html", {"group": request.group, "role": found, "form": form})


def _version(request: GroupRequest, role: SupportRole) -> int:
    return role_or_404(request, role.pk).version
