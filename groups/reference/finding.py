"""Finding what to add to a place, what its council is, and which system something passes to."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from groups.reference.enums import Kind
from groups.reference.listings import matching
from groups.reference.models import NetworkMembership, Organisation, Place, PlaceOrganisation, SubIcb, System, in_force
from groups.reference.policies import MEMBERS
from groups.reference.queries import open_on

MOST = 30
"""A search shows this many; a whole sub-ICB shows all that it has."""


def to_add(place: Place, asked: str, ticked: Collection[int], on: date, *, sub_icb: str = "") -> QuerySet[Organisation]:
    """What may be added to a place: what is ticked already, then what matches.

    Each has `elsewhere`: the other places that it is in, itself or by its PCN.
    With `sub_icb` (a code) the whole of it: its PCNs, and its practices that are in no PCN.
    """
    there = PlaceOrganisation.objects.filter(in_force(on), place=place, organisation=OuterRef("pk"))
    networks = NetworkMembership.objects.filter(in_force(on), practice=OuterRef(OuterRef("pk"))).values("pcn_id")
    itself = Q(organisation=OuterRef("pk")) | Q(organisation__in=networks)
    others = PlaceOrganisation.objects.filter(in_force(on), itself).exclude(place=place)
    wanted = Q(pk__in=ticked)
    if asked.strip():
        wanted |= matching(asked)
    if sub_icb:
        wanted |= Q(sub_icb__ods_code=sub_icb) & _whole(on)
    chosen = Case(When(pk__in=ticked, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        Organisation.objects.filter(open_on(on), wanted, ~Exists(there), kind__in=MEMBERS)
        .annotate(
            elsewhere=ArraySubquery(others.order_by("place__name").values("place__name").distinct()), chosen=chosen
        )
        .order_by("chosen", _by_kind(), "name", "pk")[: len(ticked) + (500 if sub_icb else MOST)]
    )


def _whole(on: date) -> Q:
    networked = Exists(NetworkMembership.objects.filter(in_force(on), practice=OuterRef("pk")))
    return Q(kind=Kind.PCN) | (Q(kind=Kind.PRACTICE) & ~Q(networked))


def _by_kind() -> Any:
    cases = [When(kind=kind, then=Value(at)) for at, kind in enumerate(MEMBERS)]
    return Case(*cases, default=Value(99), output_field=IntegerField())


def councils(asked: str, on: date) -> QuerySet[Organisation]:
    """Councils by name; none until something is asked."""
    found = Organisation.objects.filter(open_on(on), matching(asked), kind=Kind.COUNCIL).order_by("name", "pk")
    return found[:MOST] if asked.strip() else found.none()


def open_systems(asked: str, on: date) -> QuerySet[System]:
    """Systems that are not closed by a day, by name or code; none until something is asked."""
    still = Q(closed__isnull=True) | Q(closed__gte=on)
    found = System.objects.filter(still, matching(asked)).order_by("name", "pk")
    return found[:MOST] if asked.strip() else found.none()


def sub_icbs_of(place: Place, on: date) -> QuerySet[SubIcb]:
    """The sub-ICB locations of the place's system now."""
    return SubIcb.objects.filter(in_force(on, "system__places__"), system__places__place=place).distinct()
