"""Chair and secretariat: what somebody at the table declares, and writing it down for them. They are told."""

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gpleadership.lib.dates import long_date, today
from gpleadership.lib.pages import page
from groups.interests import actions, queries
from groups.interests.forms.interests import EndForm, InterestForm, initial
from groups.interests.models import Interest
from groups.interests.presenters import others as words
from groups.interests.presenters.own import role_cards
from groups.interests.views.found import newest_or_404, person_of, replaced, sitter_or_404
from groups.interests.views.own import ASKS, saved
from groups.people.models import Person
from groups.seats.forms.base import succeeds, typed
from groups.system_roles.queries import roles_of
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability


@require_safe
@group_view(Capability.MANAGE)
def of(request: GroupRequest, person: int) -> HttpResponse:
    """What somebody declares. One’s own has its own page."""
    group, now = request.group, timezone.now()
    if person == request.user.pk:
        return redirect("interests:own", group.slug)
    sitter = sitter_or_404(request, person, now)
    found = queries.own_interests(group, person_of(sitter))
    prefetch_related_objects(found, "declared_by")
    context = {
        "group": group,
        "person": person,
        "whom": sitter.name,
        "lede": words.lede(sitter, today()),
        "cards": words.cards(found, group.slug, today()),
        "withheld": words.withheld(found, sitter.name),
        "roles": role_cards(roles_of([person], now), group.slug, now),
    }
    return page(request, "groups/interests/of.html", context)


@ASKS
@group_view(Capability.MANAGE)
def declare(request: GroupRequest, person: int) -> HttpResponse:
    """Write down an interest that somebody told of. What should be withheld they declare themselves."""
    who, form = _other(request, person), InterestForm(typed(request), own=False)
    if form.is_valid() and succeeds(form, lambda: actions.declare(request.group, who, form.values(), by=request.user)):
        return _back(request, who, "The interest is in the register.")
    return page(request, "groups/interests/declare.html", _context(request, who, form=form, changing=False, action=""))


@ASKS
@group_view(Capability.MANAGE)
def change(request: GroupRequest, person: int, interest: int) -> HttpResponse:
    """Say somebody’s interest anew."""
    who = _other(request, person)
    found = _open_or_404(request, who, interest)
    form = InterestForm(typed(request), own=False, initial=initial(found, found))
    if (
        form.is_valid()
        and not replaced(form, found, interest)
        and saved(
            form,
            found.version,
            lambda: actions.correct(found, form.values(), version=form.cleaned_data["version"] or 0, by=request.user),
        )
    ):
        return _back(request, who, "The interest was changed. What it said before stays in its history.")
    return page(
        request,
        "groups/interests/declare.html",
        _context(request, who, form=form, changing=True, action=_at("change_for", request, found)),
    )


@ASKS
@group_view(Capability.MANAGE)
def end(request: GroupRequest, person: int, interest: int) -> HttpResponse:
    """The last day of somebody’s interest."""
    who = _other(request, person)
    found = _open_or_404(request, who, interest)
    form = EndForm(typed(request), initial={"version": found.version})
    if form.is_valid() and not replaced(form, found, interest):
        last, version = form.cleaned_data["end"], form.cleaned_data["version"]
        if saved(form, found.version, lambda: actions.end(found, last=last, version=version, by=request.user)):
            return _back(request, who, f"The interest ends on {long_date(last)}, and stays in the register as past.")
    return page(
        request,
        "groups/interests/end.html",
        _context(request, who, form=form, said=found, withheld=False, action=_at("end_for", request, found)),
    )


def _other(request: GroupRequest, person: int) -> Person:
    """Somebody at the table who is not the reader: one’s own interests have their own pages."""
    if person == request.user.pk:
        raise Http404
    return person_of(sitter_or_404(request, person, timezone.now()))


def _open_or_404(request: GroupRequest, who: Person, pk: int) -> Interest:
    """One of theirs that is published: a withheld one is their own."""
    found = newest_or_404(request, who, pk)
    if found.withheld:
        raise Http404
    return found


def _at(route: str, request: GroupRequest, found: Interest) -> str:
    return reverse(f"interests:{route}", args=[request.group.slug, found.person_id, found.pk])


def _context(request: GroupRequest, who: Person, **more: Any) -> dict[str, Any]:
    return {"group": request.group, "person": who.pk, "whom": str(who), **more}


def _back(request: GroupRequest, who: Person, sentence: str) -> HttpResponse:
    messages.success(request, f"{sentence} {who} is told by email, and can change it.")
    return redirect("interests:of", request.group.slug, who.pk)
