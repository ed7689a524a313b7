"""Systems: the list, one system, adding and changing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.dates import today
from gpleadership.lib.pages import page
from gpleadership.lib.refusal import Refused
from groups.people.access import PersonRequest, platform_view
from groups.reference import listings
from groups.reference.actions import systems as actions
from groups.reference.editing import SYSTEM_FIELDS, mark, values
from groups.reference.fetching import system_at
from groups.reference.forms import say_refusal
from groups.reference.forms.systems import SystemEditForm, SystemForm
from groups.reference.presenters import lists, words
from groups.reference.presenters import systems as shown_as
from groups.reference.views._lists import list_file, list_page


@require_safe
@platform_view
def systems(request: PersonRequest) -> HttpResponse:
    """The systems, by name or as asked."""
    found, sort = listings.systems(request.GET, today())
    template, columns = "groups/reference/systems.html", lists.SYSTEM_COLUMNS
    return list_page(request, template, found, columns, lists.system_cells, sort=sort)


@require_safe
@platform_view
def systems_file(request: PersonRequest, kind: str) -> HttpResponse:
    """The same systems as a file."""
    found, _ = listings.systems(request.GET, today())
    return list_file(kind, "systems", lists.SYSTEM_COLUMNS, map(lists.system_values, found))


@require_safe
@platform_view
def system(request: PersonRequest, slug: str) -> HttpResponse:
    """One system: its places now and before, its sub-ICBs, what it passed to."""
    found = system_at(slug)
    spells = listings.spells_of_system(found)
    context = {
        "system": found,
        "lede": shown_as.system_lede(found, spells, today()),
        "places": shown_as.places_now(spells, today()),
        "others": shown_as.places_not_now(spells, today()),
        "sub_icbs": list(found.sub_icbs.all()),
        "successions": shown_as.successions(found, listings.successions(found)),
    }
    return page(request, "groups/reference/system.html", context)


@require_http_methods(["GET", "POST"])
@platform_view
def system_add(request: PersonRequest) -> HttpResponse:
    """Add a system."""
    form = SystemForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = actions.add_system(**form.cleaned_data, by=request.user)
        except Refused as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"{added} is added. Nobody was told. Add its places next, then its staff.")
            return redirect("reference:system", added.slug)
    return page(request, "groups/reference/system_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
@platform_view
def system_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Change what is said of a system."""
    found = system_at(slug)
    shown = values(found, SYSTEM_FIELDS) | {"seen": mark(found, SYSTEM_FIELDS)}
    form = SystemEditForm(request.POST if request.method == "POST" else None, initial=shown)
    if form.is_valid():
        try:
            found = actions.edit_system(found, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            say_refusal(form, refusal, seen=shown["seen"])
        else:
            messages.success(request, f"{found} is changed, on every page at once. Nobody was told.")
            return redirect("reference:system", found.slug)
    saved = words.saved(form, shown)
    return page(request, "groups/reference/system_edit.html", {"form": form, "system": found, "saved": saved})
