"""The lists of platform staff: what their filters and sorting ask of the database."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OrderBy,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from groups.reference.enums import Kind
from groups.reference.models import (
    NetworkMembership,
    Organisation,
    Place,
    PlaceOrganisation,
    PlaceSystem,
    System,
    SystemSuccession,
    in_force,
)
from groups.reference.policies import BY_HAND

Asked = Mapping[str, str]
ALIKE: Final = 0.45
"""Names from this trigram similarity on are shown as perhaps the same organisation."""
SYSTEM_SORTS: Final = {"name": "name", "code": "ods_code", "region": "region", "places": "place_count"}
PLACE_SORTS: Final = {"name": "name", "system": "system_name", "pcns": "pcn_count", "group": "stage"}
ORGANISATION_SORTS: Final = {"name": "name", "kind": "kind", "code": "ods_code", "places": "place_count"}


def matching(asked: str, prefix: str = "") -> Q:
    """The condition that part of a name, or the beginning of an ODS code, was asked for."""
    words = asked.strip()
    if not words:
        return Q()
    return Q(**{f"{prefix}name__icontains": words}) | Q(**{f"{prefix}ods_code__istartswith": words})


def sorted_by(sorts: Mapping[str, str], asked: str, default: str = "name") -> tuple[str, list[OrderBy | str]]:
    """The order that was asked for if there is such a one, and what to order by."""
    key = asked if asked.removeprefix("-") in sorts else default
    field = F(sorts[key.removeprefix("-")])
    return key, [field.desc(nulls_last=True) if key.startswith("-") else field.asc(nulls_last=True), "name", "pk"]


def systems(asked: Asked, on: date) -> tuple[QuerySet[System], str]:
    """Systems with their numbers of places now and of those without an active group; the order used."""
    here = Q(in_force(on, "places__"))
    active = Exists(Place.objects.filter(pk=OuterRef("places__place"), groups__status="active"))
    found = System.objects.filter(matching(asked.get("q", ""))).annotate(
        place_count=Count("places", filter=here),
        led_count=Count("places", filter=here & Q(active)),
    )
    if asked.get("show") != "all":
        found = found.filter(Q(closed__isnull=True) | Q(closed__gte=on))
    sort, order = sorted_by(SYSTEM_SORTS, asked.get("sort", ""))
    return found.order_by(*order), sort


def _stage(place: str = "pk") -> Case:
    """How far the nearest thing to a group of a place is: 0 none, 1 draft, 2 ready, 3 active."""
    reached = [
        When(Exists(Place.objects.filter(pk=OuterRef(place), groups__status=status)), then=Value(stage))
        for status, stage in (("active", 3), ("ready", 2), ("draft", 1))
    ]
    return Case(*reached, default=Value(0), output_field=IntegerField())


def places(asked: Asked, on: date) -> tuple[QuerySet[Place], str]:
    """Places with their system now, their number of PCNs and how far their group is; the order used."""
    spell = PlaceSystem.objects.filter(in_force(on), place=OuterRef("pk"))
    found = Place.objects.annotate(
        stage=_stage(),
        system_name=Subquery(spell.values("system__name")[:1]),
        system_slug=Subquery(spell.values("system__slug")[:1]),
        pcn_count=Count(
            "organisations", filter=in_force(on, "organisations__") & Q(organisations__organisation__kind=Kind.PCN)
        ),
    )
    if words := asked.get("q", "").strip():
        found = found.filter(Q(name__icontains=words) | Q(system_name__icontains=words))
    stage = {"active": Q(stage=3), "ready": Q(stage=2), "draft": Q(stage=1), "none": Q(stage=0)}
    sort, order = sorted_by(PLACE_SORTS, asked.get("sort", ""))
    return found.filter(stage.get(asked.get("group", ""), Q())).order_by(*order), sort


def organisations(asked: Asked, on: date) -> tuple[QuerySet[Organisation], str]:
    """Organisations with their number of places; the shared ones that are kept by hand, unless a kind is asked for."""
    kind = asked.get("kind", "")
    kinds = [kind] if kind in Kind.values else BY_HAND
    here = PlaceOrganisation.objects.filter(in_force(on), organisation=OuterRef("pk")).order_by()
    found = Organisation.objects.filter(matching(asked.get("q", "")), kind__in=kinds).annotate(
        place_count=Subquery(here.values("organisation").annotate(n=Count("pk")).values("n")),
    )
    sort, order = sorted_by(ORGANISATION_SORTS, asked.get("sort", ""))
    return found.order_by(*order), sort


def alike(kind: str, name: str, besides: int | None = None) -> QuerySet[Organisation]:
    """Organisations of a kind whose names are much like this one, the most alike first."""
    return (
        Organisation.objects.filter(kind=kind)
        .exclude(pk=besides or 0)
        .annotate(likeness=TrigramSimilarity("name", name))
        .filter(likeness__gte=ALIKE)
        .order_by("-likeness", "name")[:5]
    )


def spells_of_system(system: System) -> list[PlaceSystem]:
    """Every spell of a place in a system, with the place and its `stage`."""
    spells = system.places.select_related("place").annotate(stage=_stage("place_id"))
    return list(spells.order_by("place__name", "start"))


def successions(system: System) -> list[SystemSuccession]:
    """What a system passed to and came from, by day."""
    either = Q(predecessor=system) | Q(successor=system)
    found = SystemSuccession.objects.filter(either).select_related("predecessor", "successor")
    return list(found.order_by("on", "successor__name"))


def spells_of_place(place: Place) -> list[PlaceOrganisation]:
    """Every spell of an organisation in a place, with the organisation, by name."""
    spells = place.organisations.select_related("organisation")
    return list(spells.order_by("organisation__name", "organisation", "start"))


def systems_of_place(place: Place) -> list[PlaceSystem]:
    """The spells of a place in systems, the latest first."""
    return list(place.systems.select_related("system").order_by("-start"))


def groups_of_place(place: Place) -> list[Any]:
    """A place's leadership groups, the latest first. They belong to a package above, so they are asked of the place."""
    return list(place.groups.order_by("-created_at"))


def spells_of_organisation(organisation: Organisation) -> list[PlaceOrganisation]:
    """The spells of an organisation in places, by name."""
    return list(organisation.places.select_related("place").order_by("place__name", "start"))


def networks_of(organisation: Organisation) -> list[NetworkMembership]:
    """A practice's spells in PCNs, or a PCN's spells of practices."""
    if organisation.kind not in {Kind.PRACTICE, Kind.PCN}:
        return []
    either = Q(practice=organisation) | Q(pcn=organisation)
    spells = NetworkMembership.objects.filter(either).select_related("practice", "pcn")
    return list(spells.order_by("practice__name", "start"))
