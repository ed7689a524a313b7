"""Adding a role, and filling a vacant one: who first, then the rest."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.dates import long_date, today
from gpleadership.lib.pages import page
from groups.people.models import Person
from groups.seats.forms.base import attempt, typed
from groups.seats.presenters.people import options
from groups.seats.queries.people import matching
from groups.seats.views.found import person_or_404
from groups.support import actions, queries
from groups.support.forms import FillForm, RoleForm
from groups.support.views.found import done, role_or_404
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@group_view(Capability.MANAGE)
def choose(request: GroupRequest) -> HttpResponse:
    """Who does a new role: somebody of the group, somebody else, or nobody yet."""
    slug = request.group.slug
    return _choosing(
        request,
        heading="Add a support role: who does it?",
        address=reverse("support:add", args=[slug]),
        person=lambda who: reverse("support:add_person", args=[slug, who.pk]),
        named=reverse("support:add_named", args=[slug]),
        vacant=reverse("support:add_vacant", args=[slug]),
    )


@require_safe
@group_view(Capability.MANAGE)
def choose_for(request: GroupRequest, role: int) -> HttpResponse:
    """Who does a vacant role."""
    found, slug = role_or_404(request, role), request.group.slug
    return _choosing(
        request,
        heading=f"Who does it: {found}",
        address=reverse("support:fill", args=[slug, found.pk]),
        person=lambda who: reverse("support:fill_person", args=[slug, found.pk, who.pk]),
        named=reverse("support:fill_named", args=[slug, found.pk]),
    )


def _choosing(
    request: GroupRequest, *, heading: str, address: str, person: Callable[[Person], str], named: str, vacant: str = ""
) -> HttpResponse:
    asked = request.GET.get("q", "").strip()
    context = {
        "group": request.group,
        "heading": heading,
        "address": address,
        "asked": asked,
        "options": options(matching(request.group, asked), person),
        "named": named,
        "vacant": vacant,
    }
    return page(request, "groups/support/choose.html", context, block="matches")


@ASKS
@group_view(Capability.MANAGE)
def add(request: GroupRequest, person: int | None = None, named: bool = False) -> HttpResponse:
    """What the role is, from when until when, and who pays."""
    group, who = request.group, person_or_404(request, person) if person else None
    form = RoleForm(typed(request), funders=queries.funders(group, today()), named=named, initial={"start": today()})
    if form.is_valid():
        funder = queries.funder_named(group, form.other_funder, today()) if form.other_funder else None
        name = form.cleaned_data.get("name", "")
        role = attempt(
            form, lambda: actions.add_role(group, form.values(funder), person=who, name=name, by=request.user)
        )
        if role:
            told = " They are not told by email: tell them yourself." if who and who != request.user else ""
            return done(request, f"“{role}” was added.{told} To undo this, end or remove it.")
    context = {"group": group, "form": form, "who": who, "named": named}
    return page(request, "groups/support/add.html", context)


@ASKS
@group_view(Capability.MANAGE)
def fill(request: GroupRequest, role: int, person: int | None = None) -> HttpResponse:
    """From which day somebody does a vacant role."""
    found, who = role_or_404(request, role), person_or_404(request, person) if person else None
    form = FillForm(typed(request), named=who is None)
    if form.is_valid():
        name, first = form.cleaned_data.get("name", ""), form.cleaned_data["first"]
        filled = attempt(form, lambda: actions.fill_role(found, person=who, name=name, first=first, by=request.user))
        if filled:
            told = " They are not told by email: tell them yourself." if who != request.user else ""
            return done(request, f"{filled.who} is {filled} from {long_date(filled.start)}.{told}")
    return page(request, "groups/support/fill.html", {"group": request.group, "role": found, "who": who, "form": form})
