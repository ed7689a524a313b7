"""A system passes to another: choose the successor, the day and the places; look; confirm."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.dates import long_date, today
from gpleadership.lib.pages import page
from gpleadership.lib.parts import Option
from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import plural
from groups.people.access import PersonRequest, platform_view
from groups.reference.actions.succession import Passing, pass_system, plan, spells_on
from groups.reference.fetching import system_at
from groups.reference.finding import open_systems
from groups.reference.forms import say_refusal
from groups.reference.forms.systems import SuccessionForm
from groups.reference.models import System

CHOOSE, CHECK = "groups/reference/succession.html", "groups/reference/succession_check.html"


@require_safe
@platform_view
def succession(request: PersonRequest, slug: str) -> HttpResponse:
    """Which system it passes to, then from when and with which places."""
    system = system_at(slug)
    to = request.GET.get("to", "")
    if to:
        return _choose(request, system, system_at(to))
    asked = request.GET.get("q", "")
    found = [
        Option(each.slug, each.name, each.ods_code, href=f"?to={each.slug}")
        for each in open_systems(asked, today())
        if each != system
    ]
    context = {"system": system, "asked": asked, "found": found}
    return page(request, "groups/reference/succession_to.html", context, block="matches")


def _choose(request: PersonRequest, system: System, to: System, form: SuccessionForm | None = None) -> HttpResponse:
    spells = [spell for spell in spells_on(system, today()) if spell.end is None]
    form = form or SuccessionForm(spells)
    return page(request, CHOOSE, {"system": system, "to": to, "form": form, "spells": spells})


@require_http_methods(["GET", "POST"])
@platform_view
def succession_check(request: PersonRequest, slug: str) -> HttpResponse:
    """What will move where; confirmed by POST with the same answers."""
    system, data = system_at(slug), request.POST if request.method == "POST" else request.GET
    to = system_at(data.get("to", ""))
    form = SuccessionForm([spell for spell in spells_on(system, today()) if spell.end is None], data)
    if not form.is_valid():
        return _choose(request, system, to, form)
    answers: dict[str, Any] = {"on": form.cleaned_data["on"], "place_ids": form.cleaned_data["place"]}
    closes = form.cleaned_data["closes"]
    try:
        if request.method == "POST":
            return _done(request, pass_system(system, to=to, closes=closes, **answers, by=request.user))
        passing = plan(system, to=to, closes=closes, **answers)
    except Refused as refusal:
        say_refusal(form, refusal)
        return _choose(request, system, to, form)
    return page(request, CHECK, {"system": system, "to": to, "passing": passing, "closes": closes})


def _done(request: PersonRequest, passing: Passing) -> HttpResponse:
    messages.success(
        request,
        f"{plural(len(passing.moving), 'place')} pass to {passing.successor} on {long_date(passing.on)}; where they"
        " were before stays on each place’s page. Nobody was told: the staff of both systems see it from that day.",
    )
    return redirect("reference:system", passing.successor.slug)
