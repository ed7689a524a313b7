"""Reading places: what a place consists of on a day. Few queries, however many places are asked for."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from groups.reference.enums import Kind, Status
from groups.reference.models import NetworkMembership, Organisation, PlaceOrganisation, in_force
from groups.reference.policies import BY_HAND


def open_on(on: date, prefix: str = "") -> Q:
    """The condition that an organisation is active, and its last day has not passed."""
    closed = f"{prefix}closed"
    return Q(**{f"{prefix}status": Status.ACTIVE}) & (Q(**{f"{closed}__isnull": True}) | Q(**{f"{closed}__gte": on}))


def organisations_of_place(
    place_ids: Sequence[int], on: date, *, kinds: Iterable[Kind] = ()
) -> QuerySet[PlaceOrganisation]:
    """The spells in force of organisations in these places, each with its `organisation`: one row a place."""
    spells = PlaceOrganisation.objects.filter(in_force(on), place__in=place_ids).select_related("organisation")
    if wanted := list(kinds):
        spells = spells.filter(organisation__kind__in=wanted)
    return spells.order_by("place_id", "organisation__name", "organisation_id")


def practices_of_place(place_ids: Sequence[int], on: date) -> QuerySet[Organisation]:
    """The active practices of these places, each once: named themselves, or members of a PCN that is.

    Each has `pcn_id`, `pcn_code` and `pcn_name`: the PCN of these places it is in, else any it is in, else None.
    For one row a place and PCN ask `practice_rows`.
    """
    there = PlaceOrganisation.objects.filter(in_force(on), place__in=place_ids).values("organisation_id")
    members = NetworkMembership.objects.filter(in_force(on), pcn__in=there).values("practice_id")
    network = (
        NetworkMembership.objects.filter(in_force(on), practice=OuterRef("pk"))
        .annotate(far=Case(When(pcn__in=there, then=Value(0)), default=Value(1), output_field=IntegerField()))
        .order_by("far", "pcn__ods_code")
    )
    return Organisation.objects.filter(Q(pk__in=there) | Q(pk__in=members), open_on(on), kind=Kind.PRACTICE).annotate(
        pcn_id=Subquery(network.values("pcn_id")[:1]),
        pcn_code=Subquery(network.values("pcn__ods_code")[:1]),
        pcn_name=Subquery(network.values("pcn__name")[:1]),
    )


class PracticeRow(NamedTuple):
    """A practice in a place, with the PCN through which, or in which, it is there."""

    place_id: int
    practice_id: int
    code: str
    name: str
    list_size: int | None
    list_size_on: date | None
    pcn_id: int | None
    pcn_code: str | None
    pcn_name: str | None
    town: str
    postcode: str


_ROWS: Final = """
WITH here AS (
    SELECT po.place_id, po.organisation_id FROM groups_placeorganisation po
    WHERE po.place_id = ANY (%(places)s) AND %(on)s BETWEEN po.start AND COALESCE(po."end", 'infinity')
), network AS (
    SELECT practice_id, pcn_id FROM groups_networkmembership
    WHERE %(on)s BETWEEN start AND COALESCE("end", 'infinity')
), found AS (
    SELECT h.place_id, n.practice_id, n.pcn_id FROM here h JOIN network n ON n.pcn_id = h.organisation_id
    UNION
    SELECT h.place_id, h.organisation_id, n.pcn_id
    FROM here h LEFT JOIN network n ON n.practice_id = h.organisation_id
)
SELECT f.place_id, o.id, o.ods_code, o.name, o.list_size, o.list_size_on, p.id, p.ods_code, p.name, o.town, o.postcode
FROM found f
JOIN groups_organisation o ON o.id = f.practice_id AND o.kind = 'practice' AND o.status = 'active'
    AND COALESCE(o.closed, 'infinity') >= %(on)s
LEFT JOIN groups_organisation p ON p.id = f.pcn_id
ORDER BY f.place_id, p.name, p.id, o.name, o.id
"""


def practice_rows(place_ids: Iterable[int], on: date) -> list[PracticeRow]:
    """Every active practice of these places, a row for each place and PCN it is in, in one query."""
    params: dict[str, Any] = {"places": list(place_ids), "on": on}
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, params)
        return [PracticeRow(*row) for row in cursor.fetchall()]


class Counts(NamedTuple):
    """How much reference data there is on a day."""

    systems: int
    places: int
    led: int
    organisations: int
    pcns: int
    practices: int


_COUNTS: Final = """
SELECT (SELECT count(*) FROM groups_system WHERE COALESCE(closed, 'infinity') >= %(on)s),
       (SELECT count(*) FROM groups_place),
       (SELECT count(*) FROM groups_leadershipgroup WHERE status = 'active'),
       count(*) FILTER (WHERE kind = ANY (%(by_hand)s)), count(*) FILTER (WHERE kind = 'pcn'),
       count(*) FILTER (WHERE kind = 'practice')
FROM groups_organisation WHERE status = 'active' AND COALESCE(closed, 'infinity') >= %(on)s
"""


def counts(on: date) -> Counts:
    """All the counts in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"on": on, "by_hand": [kind.value for kind in BY_HAND]})
        return Counts(*cursor.fetchone())
