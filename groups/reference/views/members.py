"""What a place consists of: find and tick, look at the totals, confirm; let one leave."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.dates import long_date, today
from gpleadership.lib.pages import page
from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import listed
from groups.people.access import PersonRequest, platform_view
from groups.reference.actions import members as actions
from groups.reference.fetching import place_at, spell_at
from groups.reference.finding import sub_icbs_of, to_add
from groups.reference.forms import say_refusal
from groups.reference.forms.places import JoinForm, LeaveForm
from groups.reference.presenters import places as shown_as
from groups.reference.sizes import sizes


def _ticked(values: list[str]) -> list[int]:
    return [int(value) for value in values if value.isdecimal()][:1000]


@require_safe
@platform_view
def find(request: PersonRequest, slug: str) -> HttpResponse:
    """Search, tick, or take a whole sub-ICB; totals run along."""
    place, on = place_at(slug), today()
    asked, sub_icb = request.GET.get("q", ""), request.GET.get("sub_icb", "")
    ticked = _ticked(request.GET.getlist("add"))
    found = list(to_add(place, asked, ticked, on, sub_icb=sub_icb))
    if sub_icb:
        ticked = [organisation.pk for organisation in found]
    size = sizes(place.pk, [each.pk for each in found], on, adding=ticked)
    context = {
        "place": place,
        "asked": asked,
        "whole": sub_icb,
        "choices": shown_as.choices(found, set(ticked), size.each),
        "ticked": len([each for each in found if each.pk in ticked]),
        "totals": shown_as.running_totals(place, size),
        "sub_icbs": lambda: sub_icbs_of(place, on),
    }
    return page(request, "groups/reference/place_find.html", context, block="found")


@require_http_methods(["GET", "POST"])
@platform_view
def join(request: PersonRequest, slug: str) -> HttpResponse:
    """What would be added and from when; confirmed by POST with the same choice."""
    place, on = place_at(slug), today()
    data = request.POST if request.method == "POST" else request.GET
    ticked = _ticked(data.getlist("add"))
    form = JoinForm(request.POST if request.method == "POST" else None, initial={"version": place.version})
    if form.is_valid():
        try:
            joined = actions.add_members(place, organisation_ids=ticked, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            say_refusal(form, refusal, version=place.version)
        else:
            since = long_date(form.cleaned_data["start"])
            what = listed(map(str, joined)) if len(joined) < 5 else f"{len(joined)} organisations"
            messages.success(request, f"Added to {place} from {since}: {what}. Nobody was told.")
            return redirect("reference:place", place.slug)
    found = list(to_add(place, "", ticked, on))
    size = sizes(place.pk, [each.pk for each in found], on)
    context = {"place": place, "form": form, "choices": shown_as.choices(found, set(ticked), size.each)}
    context["totals"] = shown_as.running_totals(place, size)
    return page(request, "groups/reference/place_join.html", context)


@require_http_methods(["GET", "POST"])
@platform_view
def leave(request: PersonRequest, slug: str, spell: int) -> HttpResponse:
    """Let an organisation leave a place after a day."""
    found = spell_at(slug, spell)
    shown = {"version": found.place.version, "last_day": today()}
    form = LeaveForm(request.POST if request.method == "POST" else None, initial=shown)
    if form.is_valid():
        try:
            ended = actions.end_member(found, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            say_refusal(form, refusal, version=found.place.version)
        else:
            last = long_date(ended.end or today())
            messages.success(
                request, f"{ended.organisation} leaves {ended.place} after {last}. To undo it, add it again from later."
            )
            return redirect("reference:place", slug)
    return page(request, "groups/reference/place_leave.html", {"form": form, "spell": found, "place": found.place})
