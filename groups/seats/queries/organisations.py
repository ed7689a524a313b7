"""Organisations that could have a seat in a group: those of its place."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gpleadership.lib.dates import today
from groups.reference.models import Organisation, in_force
from groups.seats.policies.seats import GP_KINDS
from groups.tenancy.models import LeadershipGroup

SHOWN = 20


def seatable(group: LeadershipGroup) -> QuerySet[Organisation]:
    """GP organisations of the group's place today."""
    here = in_force(today(), "places__") & Q(places__place_id=group.place_id)
    return Organisation.objects.filter(here, kind__in=GP_KINDS).distinct()


def offered(group: LeadershipGroup, words: str) -> list[Organisation]:
    """Those whose name or code has these words, the ones without a seat first; `seat_count` says how many they have."""
    found = seatable(group)
    for word in words.split()[:6]:
        found = found.filter(Q(name__icontains=word) | Q(ods_code__istartswith=word))
    own = group.seats.filter(organisation=OuterRef("pk"), withdrawn_at=None).order_by().values("organisation")
    counted = found.annotate(seat_count=Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0))
    return list(counted.order_by("seat_count", "kind", "name", "pk")[:SHOWN])
