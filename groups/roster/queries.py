"""Reading the roster: every place of a system in few statements, whatever their number.

Seats are counted in SQL; who holds them is read for the one place that is opened, and for files. Under row
security the planner expects few rows, so what could be a loop over every seat is an IN that it hashes.
"""

import json
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from groups.roster.allowed import GROUP, HOLDER, OFFICE, ORGANISATION, PLACE, SEAT, TERM, columns
from groups.roster.rows import OfficeRow, OrganisationRow, PlaceRow, SeatRow, Size

_IN_FORCE = """%(on)s BETWEEN {0}.start AND COALESCE({0}."end", 'infinity')"""
_HELD_NOW: Final = "t.part = 'holder' AND t.period @> %(now)s::timestamptz"
_PLACES: Final = f"""
WITH here AS (
    SELECT {columns("p", PLACE)} FROM groups_placesystem ps JOIN groups_place p ON p.id = ps.place_id
    WHERE ps.system_id = %(system)s AND {_IN_FORCE.format("ps")} AND (%(slug)s::text IS NULL OR p.slug = %(slug)s)
), led AS (
    SELECT DISTINCT ON (g.place_id) g.place_id, {columns("g", GROUP)}
    FROM groups_leadershipgroup g JOIN here ON here.id = g.place_id AND g.status <> 'closed'
    ORDER BY g.place_id, g.status <> 'active', g.id
), counted AS (
    SELECT s.group_id, s.constituency, count(*) AS seats, count(*) FILTER (WHERE s.id IN (
        SELECT t.seat_id FROM groups_seatterm t WHERE t.group_id IN (SELECT id FROM led) AND {_HELD_NOW})) AS held
    FROM groups_seat s JOIN led ON led.id = s.group_id AND led.status = 'active'
    WHERE s.withdrawn_at IS NULL AND s.seat_class = 'core' GROUP BY 1, 2
), tables AS (
    SELECT group_id, jsonb_object_agg(constituency, jsonb_build_array(held, seats)) AS seats FROM counted GROUP BY 1
)
SELECT {columns("here", PLACE)}, {columns("led", GROUP)}, EXISTS (
    SELECT FROM groups_officeterm t
    WHERE t.group_id = led.id AND t.office = 'chair' AND t.period @> %(now)s::timestamptz
), COALESCE(tables.seats, '{{}}')
FROM here LEFT JOIN led ON led.place_id = here.id LEFT JOIN tables ON tables.group_id = led.id
ORDER BY here.name, here.id
"""
_SIZES: Final = f"""
WITH parts AS (
    SELECT po.place_id, o.id, o.kind FROM groups_placeorganisation po
    JOIN groups_organisation o ON o.id = po.organisation_id AND o.kind IN ('pcn', 'practice')
    WHERE po.place_id = ANY (%(places)s) AND {_IN_FORCE.format("po")}
), practices AS (
    SELECT place_id, id FROM parts WHERE kind = 'practice'
    UNION
    SELECT parts.place_id, m.practice_id FROM parts
    JOIN groups_networkmembership m ON parts.kind = 'pcn' AND m.pcn_id = parts.id AND {_IN_FORCE.format("m")}
), sizes AS (
    SELECT practices.place_id, count(*) AS practices, COALESCE(sum(o.list_size), 0) AS patients
    FROM practices JOIN groups_organisation o ON o.id = practices.id AND o.kind = 'practice' AND o.status = 'active'
        AND COALESCE(o.closed, 'infinity') >= %(on)s
    GROUP BY 1
), networks AS (
    SELECT place_id, count(*) AS pcns FROM parts WHERE kind = 'pcn' GROUP BY 1
), moments AS (
    SELECT t.group_id, unnest(ARRAY[lower(t.period), upper(t.period)]) AS at
    FROM groups_seatterm t WHERE t.group_id = ANY (%(groups)s) AND t.part = 'holder'
    UNION ALL
    SELECT t.group_id, unnest(ARRAY[lower(t.period), upper(t.period)])
    FROM groups_officeterm t WHERE t.group_id = ANY (%(groups)s)
), changes AS (
    SELECT g.place_id, max(moments.at) AS changed FROM moments
    JOIN groups_leadershipgroup g ON g.id = moments.group_id
    WHERE moments.at <= %(now)s GROUP BY 1
)
SELECT p.id, COALESCE(networks.pcns, 0), COALESCE(sizes.practices, 0), COALESCE(sizes.patients, 0), changes.changed
FROM unnest(%(places)s::bigint[]) AS p (id)
LEFT JOIN sizes ON sizes.place_id = p.id
LEFT JOIN networks ON networks.place_id = p.id
LEFT JOIN changes ON changes.place_id = p.id
"""
_OFFICES: Final = f"""
SELECT {columns("t", OFFICE)}, {columns("p", HOLDER)}
FROM groups_officeterm t JOIN groups_person p ON p.id = t.person_id
WHERE t.group_id = ANY (%(groups)s) AND t.period @> %(now)s::timestamptz
"""
_TABLES: Final = f"""
SELECT 'seat' AS what, {columns("s", SEAT)}, {columns("p", HOLDER)}, {columns("t", TERM)}
FROM groups_seat s
LEFT JOIN groups_seatterm t ON t.group_id = s.group_id AND t.seat_id = s.id AND {_HELD_NOW}
LEFT JOIN groups_person p ON p.id = t.person_id
WHERE s.group_id = ANY (%(groups)s) AND s.withdrawn_at IS NULL
UNION ALL
SELECT 'office', o.group_id, o.acting::int, o.office, '', '', NULL, 0, o.full_name, NULL FROM ({_OFFICES}) AS o
ORDER BY what, group_id, position, id, full_name
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
SELECT g.place_id FROM groups_leadershipgroup g WHERE g.id IN (
    SELECT s.group_id FROM groups_seat s
    WHERE s.group_id = ANY (%(groups)s) AND s.withdrawn_at IS NULL AND s.title ILIKE %(like)s
    UNION ALL
    SELECT t.group_id FROM groups_seatterm t JOIN groups_person p ON p.id = t.person_id
    WHERE t.group_id = ANY (%(groups)s) AND {_HELD_NOW} AND p.full_name ILIKE %(like)s
        AND t.seat_id IN (SELECT id FROM groups_seat WHERE group_id = ANY (%(groups)s) AND withdrawn_at IS NULL)
    UNION ALL
    SELECT t.group_id FROM groups_officeterm t JOIN groups_person p ON p.id = t.person_id
    WHERE t.group_id = ANY (%(groups)s) AND t.period @> %(now)s::timestamptz AND p.full_name ILIKE %(like)s)
"""
_ORGANISATIONS: Final = f"""
SELECT {columns("o", ORGANISATION)}
FROM groups_placeorganisation po JOIN groups_organisation o ON o.id = po.organisation_id
WHERE po.place_id = %(place)s AND {_IN_FORCE.format("po")} AND o.kind = ANY (%(kinds)s)
ORDER BY array_position(%(kinds)s, o.kind::text), o.name, o.id
"""
CONTACTS: Final = ("pcn", "lmc", "federation")


def _rows(statement: str, **params: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"now": timezone.now(), **params})
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def places_of(system_id: int, on: date, slug: str | None = None) -> list[PlaceRow]:
    """Every place of the system on a day, by name; or the one of this address."""
    rows = _rows(_PLACES, system=system_id, on=on, slug=slug)
    return [PlaceRow._make((*row[:-1], json.loads(row[-1]))) for row in rows]


def sizes_of(place_ids: Iterable[int], group_ids: Iterable[int], on: date) -> dict[int, Size]:
    """How large these places are, and when their groups' tables changed."""
    rows = _rows(_SIZES, places=list(place_ids), groups=list(group_ids), on=on)
    return {place: Size(*size) for place, *size in rows}


def offices_of(group_ids: Collection[int]) -> list[OfficeRow]:
    """Who is in office in these groups: chair, deputy chair, secretariat."""
    rows = _rows(f"{_OFFICES} ORDER BY t.group_id, t.office, t.period", groups=list(group_ids))
    return [OfficeRow(*row) for row in rows]


def tables_of(group_ids: Collection[int]) -> tuple[list[SeatRow], list[OfficeRow]]:
    """Every seat of these groups with its holder, in the order of their tables; and who is in office."""
    rows = _rows(_TABLES, groups=list(group_ids))
    seats = [SeatRow(*row) for what, *row in rows if what == "seat"]
    return seats, [OfficeRow(row[0], row[2], bool(row[1]), row[7]) for what, *row in rows if what == "office"]


def matching(places: Iterable[PlaceRow], words: str, on: date) -> set[int]:
    """The places that a search finds by an organisation, a practice, a code, a seat or somebody who sits in one."""
    like = "%" + words.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
    there = list(places)
    groups = [place.group_id for place in there if place.led]
    asked = {"places": [place.id for place in there], "groups": groups, "like": like, "code": words.upper(), "on": on}
    return {place for (place,) in _rows(_MATCHES, **asked)}


def organisations_of(place_id: int, on: date, kinds: Collection[str] = CONTACTS) -> list[OrganisationRow]:
    """The organisations of a place, PCNs first: whom to write to where there is no group."""
    return [OrganisationRow(*row) for row in _rows(_ORGANISATIONS, place=place_id, on=on, kinds=list(kinds))]
