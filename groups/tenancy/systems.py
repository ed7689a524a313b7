"""Who is on a system's staff, and which groups' rosters they view."""

from django.db import connection

from groups.people.models import Person
from groups.reference.models import System
from groups.tenancy.standing import register_source

TODAY = "(now() AT TIME ZONE 'Europe/London')::date"
"""The day it is in London, in SQL: what row security and standing go by."""

_STAFF = f"""
SELECT s.id, s.ods_code, s.slug, s.name, s.region, s.opened, s.closed,
       ARRAY(SELECT g.id FROM groups_placesystem ps
             JOIN groups_leadershipgroup g ON g.place_id = ps.place_id AND g.status <> 'closed'
             WHERE ps.system_id = s.id AND {TODAY} BETWEEN ps.start AND COALESCE(ps."end", 'infinity'))
FROM groups_system s
WHERE s.slug = %(slug)s AND (%(platform)s OR EXISTS (
    SELECT FROM groups_systemstaffterm t
    WHERE t.system_id = s.id AND t.person_id = %(person)s AND t.period @> now()))
"""


def find(person: Person, slug: str) -> tuple[System, frozenset[int]] | None:
    """The system of this address and its places' groups; None unless the person is on its staff now."""
    with connection.cursor() as cursor:
        cursor.execute(_STAFF, {"slug": slug, "person": person.pk, "platform": person.is_platform_staff})
        row = cursor.fetchone()
    if row is None:
        return None
    system = System(*row[:-1])
    system._state.adding, system._state.db = False, "default"
    return system, frozenset(row[-1])


def all_of(person_id: int) -> list[System]:
    """The systems on whose staff the person is now, by name."""
    return list(
        System.objects.raw(
            "SELECT s.* FROM groups_system s JOIN groups_systemstaffterm t ON t.system_id = s.id"
            " WHERE t.person_id = %s AND t.period @> now() ORDER BY s.name, s.id",
            [person_id],
        )
    )


STAFF = f"""
SELECT g.id, 'icb_staff', y.name, t.id
FROM groups_systemstaffterm t
JOIN groups_system y ON y.id = t.system_id
JOIN groups_placesystem ps ON ps.system_id = t.system_id
  AND {TODAY} BETWEEN ps.start AND COALESCE(ps."end", 'infinity')
JOIN groups_leadershipgroup g ON g.place_id = ps.place_id
WHERE t.person_id = %(person)s AND t.period @> now()
"""


def register() -> None:
    """Name the staff's source of standing, once, when Django starts."""
    register_source("staff", STAFF)
