"""Shared organisations: the list, one of them and who uses it, adding and changing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from gpleadership.lib.dates import today
from gpleadership.lib.pages import page
from gpleadership.lib.refusal import Refused
from groups.people.access import PersonRequest, platform_view
from groups.reference import listings
from groups.reference.actions import organisations as actions
from groups.reference.editing import ORGANISATION_FIELDS, mark, values
from groups.reference.fetching import organisation_at
from groups.reference.forms import say_refusal
from groups.reference.forms.organisations import OrganisationEditForm, OrganisationForm
from groups.reference.policies import BY_HAND
from groups.reference.presenters import lists, words
from groups.reference.presenters import organisations as shown_as
from groups.reference.sizes import sizes
from groups.reference.views._lists import list_file, list_page


@require_safe
@platform_view
def organisations(request: PersonRequest) -> HttpResponse:
    """The shared organisations, or another kind that was asked for."""
    found, sort = listings.organisations(request.GET, today())
    template, columns = "groups/reference/organisations.html", lists.ORGANISATION_COLUMNS
    cells, kinds = lists.organisation_cells, lists.kind_options()
    return list_page(request, template, found, columns, cells, sort=sort, kinds=kinds)


@require_safe
@platform_view
def organisations_file(request: PersonRequest, kind: str) -> HttpResponse:
    """The same organisations as a file."""
    found, _ = listings.organisations(request.GET, today())
    rows = map(lists.organisation_values, found)
    return list_file(kind, "organisations", lists.ORGANISATION_COLUMNS, rows)


@require_safe
@platform_view
def organisation(request: PersonRequest, pk: int) -> HttpResponse:
    """One organisation, and who uses it."""
    found, on = organisation_at(pk), today()
    spells = listings.spells_of_organisation(found)
    context = {
        "organisation": found,
        "by_hand": found.kind in BY_HAND,
        "facts": shown_as.organisation_facts(found, sizes(None, [pk], on).each.get(pk)),
        "uses": [spell for spell in spells if words.holds(spell, on)],
        "before": shown_as.place_spells([spell for spell in spells if not words.holds(spell, on)]),
        "networks": shown_as.network_moments(found, listings.networks_of(found)),
    }
    return page(request, "groups/reference/organisation.html", context)


@require_http_methods(["GET", "POST"])
@platform_view
def organisation_add(request: PersonRequest) -> HttpResponse:
    """Add one by hand; names much like it are shown first."""
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    near: list[object] = []
    if form.is_valid():
        answers = dict(form.cleaned_data)
        if not answers.pop("sure"):
            near = list(listings.alike(answers["kind"], answers["name"]))
        if near:
            form.add_error("sure", "Look at the organisations with names like this, then say whether it is another")
            return page(request, "groups/reference/organisation_add.html", {"form": form, "near": near})
        try:
            added = actions.add_organisation(**answers, by=request.user)
        except Refused as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"{added} is added. Name it now in the places that it serves.")
            return redirect("reference:organisation", added.pk)
    return page(request, "groups/reference/organisation_add.html", {"form": form, "near": near})


@require_http_methods(["GET", "POST"])
@platform_view
def organisation_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change one that is kept by hand, everywhere at once."""
    found = organisation_at(pk)
    shown = values(found, ORGANISATION_FIELDS) | {"seen": mark(found, ORGANISATION_FIELDS)}
    data = request.POST if request.method == "POST" else None
    form = OrganisationEditForm(data, kind=found.kind, opened=found.opened, initial=shown)
    if form.is_valid():
        try:
            found = actions.edit_organisation(found, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            say_refusal(form, refusal, seen=shown["seen"])
        else:
            messages.success(request, f"{found} is changed in every place that it serves. Nobody was told.")
            return redirect("reference:organisation", found.pk)
    saved = words.saved(form, shown)
    context = {"form": form, "organisation": found, "saved": saved, "by_hand": found.kind in BY_HAND}
    return page(request, "groups/reference/organisation_edit.html", context)
