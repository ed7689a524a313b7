"""One’s own interests: declaring, changing, ending, saying that one has looked."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gpleadership.lib.dates import long_date, today
from gpleadership.lib.pages import page
from gpleadership.lib.refusal import EditedMeanwhile, Refused
from groups.interests import actions, queries
from groups.interests.forms.interests import EndForm, InterestForm, initial
from groups.interests.models import Interest
from groups.interests.presenters import own as words
from groups.interests.views.found import check_sits, done, own_or_404, replaced
from groups.seats.forms.base import attempt, seen, succeeds, typed
from groups.system_roles.queries import roles_of
from groups.tenancy.access import GroupRequest, group_view
from groups.tenancy.capabilities import Capability

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@group_view(Capability.SEE_MEMBERS)
def own(request: GroupRequest) -> HttpResponse:
    """What the reader declares, and by when to look again."""
    check_sits(request)
    group, now = request.group, timezone.now()
    sitter = next(each for each in queries.sitters(group, now) if each.person_id == request.user.pk)
    found = queries.own_interests(group, request.user)
    prefetch_related_objects(found, "declared_by")
    cards = words.cards(found, group.slug, today())
    context = {
        "group": group,
        "lede": words.lede(sitter, today()),
        "cards": cards,
        "open": any(card.links and not any(badge.text == "Ended" for badge in card.badges) for card in cards),
        "nothing": sitter.nothing,
        "roles": words.role_cards(roles_of([request.user.pk], now), group.slug, now),
    }
    return page(request, "groups/interests/own.html", context)


@ASKS
@group_view(Capability.SEE_MEMBERS)
def declare(request: GroupRequest) -> HttpResponse:
    """Declare an interest of one’s own."""
    check_sits(request)
    group, person, form = request.group, request.user, InterestForm(typed(request), own=True)
    if form.is_valid() and succeeds(form, lambda: actions.declare(group, person, form.values(), by=person)):
        return done(request, _declared(form))
    return page(
        request,
        "groups/interests/declare.html",
        {"group": group, "form": form, "whom": "", "changing": False, "action": ""},
    )


@ASKS
@group_view(Capability.SEE_MEMBERS)
def change(request: GroupRequest, interest: int) -> HttpResponse:
    """Say one’s interest anew; what it said before stays in its history."""
    found = own_or_404(request, interest)
    form = InterestForm(typed(request), own=True, initial=initial(found, queries.said(found)))
    if (
        form.is_valid()
        and not replaced(form, found, interest)
        and saved(
            form,
            found.version,
            lambda: actions.correct(found, form.values(), version=form.cleaned_data["version"] or 0, by=request.user),
        )
    ):
        return done(request, "Your interest was changed. What it said before stays in its history.")
    context = {
        "group": request.group,
        "form": form,
        "whom": "",
        "changing": True,
        "action": _at("change", request, found),
    }
    return page(request, "groups/interests/declare.html", context)


@ASKS
@group_view(Capability.SEE_MEMBERS)
def end(request: GroupRequest, interest: int) -> HttpResponse:
    """The last day of one’s interest."""
    found = own_or_404(request, interest)
    form = EndForm(typed(request), initial={"version": found.version})
    if form.is_valid() and not replaced(form, found, interest):
        last, version = form.cleaned_data["end"], form.cleaned_data["version"]
        if saved(form, found.version, lambda: actions.end(found, last=last, version=version, by=request.user)):
            return done(request, words.ended(found, last, today()))
    context = {
        "group": request.group,
        "form": form,
        "said": queries.said(found),
        "whom": "",
        "action": _at("end", request, found),
        "withheld": found.withheld,
    }
    return page(request, "groups/interests/end.html", context)


@require_safe
@group_view(Capability.SEE_MEMBERS)
def history(request: GroupRequest, interest: int) -> HttpResponse:
    """What one’s interest says and what it said before."""
    found = own_or_404(request, interest)
    moments = words.history(queries.history_of(request.group, request.user, found))
    context = {"group": request.group, "said": queries.said(found), "moments": moments}
    return page(request, "groups/interests/history.html", context)


@require_POST
@group_view(Capability.SEE_MEMBERS)
def confirm(request: GroupRequest) -> HttpResponse:
    """One’s interests are as declared."""
    check_sits(request)
    actions.confirm(request.group, by=request.user)
    return done(request, f"Thank you. You said on {long_date(today())} that your interests are unchanged.")


@require_POST
@group_view(Capability.SEE_MEMBERS)
def nothing(request: GroupRequest) -> HttpResponse:
    """One has nothing to declare."""
    check_sits(request)
    try:
        actions.declare_nothing(request.group, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("interests:own", request.group.slug)
    return done(
        request, "Thank you. The register says that you have nothing to declare. Declare an interest to undo it."
    )


def _declared(form: InterestForm) -> str:
    if form.cleaned_data.get("withheld"):
        return "Your interest was declared and is withheld: the register says that there is one, and nothing else."
    return "Your interest was declared and stands in the register. To undo this, end it."


def _at(route: str, request: GroupRequest, found: Interest) -> str:
    return reverse(f"interests:{route}", args=[request.group.slug, found.pk])


def saved(form: Any, version: int, act: Callable[[], object]) -> bool:
    """Whether it was saved; somebody who was told of another’s change may send it again."""

    def tried() -> bool:
        try:
            act()
        except EditedMeanwhile:
            seen(form, version)
            raise
        return True

    return bool(attempt(form, tried))
