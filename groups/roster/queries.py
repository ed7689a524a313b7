"""Reading the roster: every place of a system in few statements, whatever their number."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final, NamedTuple

from django.db import connection
from django.utils import timezone

from groups.log.models import AccessEntry
from groups.people.models import Person
from groups.roster.allowed import GROUP, HOLDER, OFFICE, ORGANISATION, PLACE, SEAT, TERM, columns


class PlaceRow(NamedTuple):
    """A place of the system, its size, and its group if it has one (active, else a draft)."""

    id: int
    slug: str
    name: str
    group_id: int | None
    group_slug: str | None
    group_name: str | None
    status: str | None
    basis: str | None
    contact: str | None
    pcns: int
    practices: int
    patients: int


class SeatRow(NamedTuple):
    """A seat and who holds it at this moment."""

    group_id: int
    id: int
    title: str
    constituency: str
    seat_class: str
    organisation_id: int | None
    holder: str | None
    job_title: str | None


class OfficeRow(NamedTuple):
    """Somebody in an office at this moment."""

    group_id: int
    office: str
    name: str


class OrganisationRow(NamedTuple):
    """An organisation of a place, and how to reach it."""

    id: int
    kind: str
    ods_code: str | None
    name: str
    contact: str


_IN_FORCE = """%(on)s BETWEEN {0}.start AND COALESCE({0}."end", 'infinity')"""
_PLACES: Final = f"""
WITH here AS (
    SELECT {columns("p", PLACE)} FROM groups_placesystem ps JOIN groups_place p ON p.id = ps.place_id
    WHERE ps.system_id = %(system)s AND {_IN_FORCE.format("ps")}
), parts AS (
    SELECT here.id AS place_id, o.id, o.kind FROM here
    JOIN groups_placeorganisation po ON po.place_id = here.id AND {_IN_FORCE.format("po")}
    JOIN groups_organisation o ON o.id = po.organisation_id AND o.kind IN ('pcn', 'practice')
), practices AS (
    SELECT parts.place_id, parts.id FROM parts WHERE parts.kind = 'practice'
    UNION
    SELECT parts.place_id, m.practice_id FROM parts
    JOIN groups_networkmembership m ON parts.kind = 'pcn' AND m.pcn_id = parts.id AND {_IN_FORCE.format("m")}
), sizes AS (
    SELECT practices.place_id, count(*) AS practices, COALESCE(sum(o.list_size), 0) AS patients
    FROM practices JOIN groups_organisation o ON o.id = practices.id AND o.status = 'active' GROUP BY 1
), networks AS (
    SELECT place_id, count(*) AS pcns FROM parts WHERE kind = 'pcn' GROUP BY 1
)
SELECT {columns("here", PLACE)}, {columns("g", GROUP)},
       COALESCE(networks.pcns, 0), COALESCE(sizes.practices, 0), COALESCE(sizes.patients, 0)
FROM here
LEFT JOIN LATERAL (
    SELECT * FROM groups_leadershipgroup g WHERE g.place_id = here.id AND g.status <> 'closed'
    ORDER BY g.status <> 'active', g.id LIMIT 1) g ON true
LEFT JOIN sizes ON sizes.place_id = here.id
LEFT JOIN networks ON networks.place_id = here.id
ORDER BY here.name, here.id
"""
_SEATS: Final = f"""
SELECT {columns("s", SEAT)}, {columns("p", HOLDER)}, {columns("t", TERM)}
FROM groups_seat s
LEFT JOIN groups_seatterm t ON t.group_id = s.group_id AND t.seat_id = s.id AND t.part = 'holder'
    AND t.period @> %(now)s::timestamptz
LEFT JOIN groups_person p ON p.id = t.person_id
WHERE s.group_id = ANY (%(groups)s) AND s.withdrawn_at IS NULL
ORDER BY s.group_id, s.position, s.id
"""
_OFFICES: Final = f"""
SELECT {columns("t", OFFICE)}, {columns("p", HOLDER)}
FROM groups_officeterm t JOIN groups_person p ON p.id = t.person_id
WHERE t.group_id = ANY (%(groups)s) AND t.period @> %(now)s::timestamptz
ORDER BY t.group_id, t.office, t.period
"""
# What a search may find a place by: what the roster shows, and its practices by name or code.
_MATCHES: Final = f"""
WITH parts AS (
    SELECT po.place_id, po.organisation_id AS id FROM groups_placeorganisation po
    WHERE po.place_id = ANY (%(places)s) AND {_IN_FORCE.format("po")}
), within AS (
    SELECT place_id, id FROM parts
    UNION
    SELECT parts.place_id, m.practice_id FROM parts
    JOIN groups_networkmembership m ON m.pcn_id = parts.id AND {_IN_FORCE.format("m")}
)
SELECT within.place_id FROM within JOIN groups_organisation o ON o.id = within.id AND o.status = 'active'
WHERE o.name ILIKE %(like)s OR o.ods_code = %(code)s
UNION
SELECT g.place_id FROM groups_leadershipgroup g
JOIN groups_seat s ON s.group_id = g.id AND s.withdrawn_at IS NULL
LEFT JOIN groups_seatterm t ON t.group_id = s.group_id AND t.seat_id = s.id AND t.part = 'holder'
    AND t.period @> %(now)s::timestamptz
LEFT JOIN groups_person p ON p.id = t.person_id
WHERE g.place_id = ANY (%(places)s) AND (p.full_name ILIKE %(like)s OR s.title ILIKE %(like)s)
UNION
SELECT g.place_id FROM groups_leadershipgroup g
JOIN groups_officeterm t ON t.group_id = g.id AND t.period @> %(now)s::timestamptz
JOIN groups_person p ON p.id = t.person_id
WHERE g.place_id = ANY (%(places)s) AND p.full_name ILIKE %(like)s
"""
_ORGANISATIONS: Final = f"""
SELECT {columns("o", ORGANISATION)}
FROM groups_placeorganisation po JOIN groups_organisation o ON o.id = po.organisation_id
WHERE po.place_id = %(place)s AND {_IN_FORCE.format("po")} AND o.kind = ANY (%(kinds)s)
ORDER BY array_position(%(kinds)s, o.kind::text), o.name, o.id
"""


def _rows(statement: str, **params: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"now": timezone.now(), **params})
        return list(cursor.fetchall())


def places_of(system_id: int, on: date) -> list[PlaceRow]:
    """Every place of the system on a day, by name."""
    return [PlaceRow(*row) for row in _rows(_PLACES, system=system_id, on=on)]


def seats_of(group_ids: Collection[int]) -> list[SeatRow]:
    """Every seat of these groups with its holder, in the order of their tables."""
    return [SeatRow(*row) for row in _rows(_SEATS, groups=list(group_ids))]


def offices_of(group_ids: Collection[int]) -> list[OfficeRow]:
    """Who is in office in these groups: chair, deputy chair, secretariat."""
    return [OfficeRow(*row) for row in _rows(_OFFICES, groups=list(group_ids))]


def matching(place_ids: Iterable[int], words: str, on: date) -> set[int]:
    """The places that a search finds by an organisation, a practice, a code, a seat or somebody who sits in one."""
    like = "%" + words.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
    return {place for (place,) in _rows(_MATCHES, places=list(place_ids), like=like, code=words.upper(), on=on)}


CONTACTS: Final = ("pcn", "lmc", "federation")


def organisations_of(place_id: int, on: date, kinds: Collection[str] = CONTACTS) -> list[OrganisationRow]:
    """The organisations of a place, PCNs first: whom to write to where there is no group."""
    return [OrganisationRow(*row) for row in _rows(_ORGANISATIONS, place=place_id, on=on, kinds=list(kinds))]


def own_views(person: Person, group_ids: Collection[int]) -> Any:
    """What this person looked at in these groups, newest first."""
    return AccessEntry.objects.filter(person=person, group_id__in=group_ids).order_by("-at", "-pk")
