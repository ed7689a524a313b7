"""Places: the list, one place, adding and changing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.dates import today
from gpleadership.lib.pages import page
from gpleadership.lib.parts import Option
from gpleadership.lib.refusal import Refused
from groups.people.access import PersonRequest, platform_view
from groups.reference import listings
from groups.reference.actions import places as actions
from groups.reference.actions.slugs import free_slug
from groups.reference.fetching import council_at, place_at, system_at
from groups.reference.finding import councils, open_systems
from groups.reference.forms import say_refusal
from groups.reference.forms.places import CouncilForm, PlaceEditForm, PlaceForm
from groups.reference.models import Place
from groups.reference.presenters import lists, words
from groups.reference.presenters import places as shown_as
from groups.reference.sizes import sizes
from groups.reference.views._lists import list_file, list_page


@require_safe
@platform_view
def places(request: PersonRequest) -> HttpResponse:
    """The places, by name or as asked."""
    found, sort = listings.places(request.GET, today())
    template, columns = "groups/reference/places.html", lists.PLACE_COLUMNS
    return list_page(request, template, found, columns, lists.place_cells, sort=sort, stages=lists.STAGE_OPTIONS)


@require_safe
@platform_view
def places_file(request: PersonRequest, kind: str) -> HttpResponse:
    """The same places as a file."""
    found, _ = listings.places(request.GET, today())
    return list_file(kind, "places", lists.PLACE_COLUMNS, map(lists.place_values, found))


@require_safe
@platform_view
def place(request: PersonRequest, slug: str) -> HttpResponse:
    """One place: what it consists of now and did before, its systems, its group."""
    found, on = place_at(slug), today()
    spells = listings.spells_of_place(found)
    now = [spell for spell in spells if words.holds(spell, on)]
    size, groups = sizes(found.pk, [], on), listings.groups_of_place(found)
    context = {
        "place": found,
        "lede": shown_as.place_lede(found, size, now),
        "members": shown_as.members_by_kind(now, size.each),
        "others": shown_as.members_not_now(spells, on),
        "systems": shown_as.systems_of(listings.systems_of_place(found)),
        "groups": shown_as.groups_of(groups),
        "led": any(group.status == "active" for group in groups),
    }
    return page(request, "groups/reference/place.html", context)


@require_http_methods(["GET", "POST"])
@platform_view
def place_add(request: PersonRequest) -> HttpResponse:
    """Choose the system, then name the place."""
    if not request.GET.get("system"):
        asked = request.GET.get("q", "")
        found = [
            Option(each.slug, each.name, each.ods_code, f"?system={each.slug}") for each in open_systems(asked, today())
        ]
        return page(request, "groups/reference/place_system.html", {"asked": asked, "found": found}, block="matches")
    system = system_at(request.GET["system"])
    form = PlaceForm(request.POST if request.method == "POST" else None, initial={"start": today()})
    if form.is_valid():
        answers = dict(form.cleaned_data)
        answers["slug"] = answers["slug"] or free_slug(Place, answers["name"])
        try:
            added = actions.add_place(**answers, system=system, by=request.user)
        except Refused as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"{added} is added to {system}. Choose next what it consists of.")
            return redirect("reference:place_find", added.slug)
    return page(request, "groups/reference/place_add.html", {"form": form, "system": system})


@require_http_methods(["GET", "POST"])
@platform_view
def place_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Change a place's name."""
    found = place_at(slug)
    shown = {"name": found.name, "version": found.version}
    form = PlaceEditForm(request.POST if request.method == "POST" else None, initial=shown)
    if form.is_valid():
        try:
            found = actions.edit_place(found, **form.cleaned_data, council=found.council, by=request.user)
        except Refused as refusal:
            say_refusal(form, refusal, version=found.version)
        else:
            messages.success(request, f"The place is now called {found}. Its address stays as it was.")
            return redirect("reference:place", found.slug)
    saved = words.saved(form, shown)
    return page(request, "groups/reference/place_edit.html", {"form": form, "place": found, "saved": saved})


@require_http_methods(["GET", "POST"])
@platform_view
def place_council(request: PersonRequest, slug: str) -> HttpResponse:
    """Choose the council whose area the place is."""
    found, asked = place_at(slug), request.GET.get("q", "")
    form = CouncilForm(request.POST if request.method == "POST" else None, initial={"version": found.version})
    if form.is_valid():
        council = council_at(form.cleaned_data["council"])
        try:
            actions.edit_place(
                found, name=found.name, council=council, version=form.cleaned_data["version"], by=request.user
            )
        except Refused as refusal:
            say_refusal(form, refusal, version=found.version)
        else:
            messages.success(request, f"The council of {found} is {council or 'no longer named'}.")
            return redirect("reference:place", found.slug)
    options = [Option(str(each.pk), each.name, each.ods_code or "") for each in councils(asked, today())]
    context = {"form": form, "place": found, "asked": asked, "found": options}
    return page(request, "groups/reference/place_council.html", context, block="matches")
