"""What an appointment waits for: a nominee's answer, or whoever runs the group. One query for all groups."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

SOON: Final = timedelta(days=183)
"""A chair's term that ends within half a year: an appointment takes about two months."""

# Own nominations first, in whatever group; then what waits for those who run a group.
_WAITING: Final = """
SELECT 'answer', g.id, g.slug, g.name, n.id, a.nominations_close_at, '', 0
FROM groups_nomination n
JOIN groups_appointment a ON a.group_id = n.group_id AND a.id = n.appointment_id
JOIN groups_leadershipgroup g ON g.id = n.group_id
WHERE n.person_id = %(person)s AND n.state = 'proposed' AND a.status = 'nominating'
  AND a.nominations_close_at > %(now)s AND g.status <> 'closed'
UNION ALL
SELECT a.status, g.id, g.slug, g.name, a.id, NULL, COALESCE(p.full_name, ''),
       (SELECT count(*) FROM groups_nomination s WHERE s.appointment_id = a.id AND s.state = 'accepted')
FROM groups_appointment a
JOIN groups_leadershipgroup g ON g.id = a.group_id
LEFT JOIN groups_nomination c ON c.group_id = a.group_id AND c.id = a.chosen_id
LEFT JOIN groups_person p ON p.id = c.person_id
WHERE a.group_id = ANY (%(managed)s) AND a.status NOT IN ('balloting', 'appointed', 'withdrawn')
  AND (a.status <> 'nominating' OR a.nominations_close_at <= %(now)s)
UNION ALL
SELECT CASE WHEN t.acting THEN 'acting' ELSE 'ending' END, g.id, g.slug, g.name, t.id, upper(t.period), p.full_name, 0
FROM groups_officeterm t
JOIN groups_leadershipgroup g ON g.id = t.group_id
JOIN groups_person p ON p.id = t.person_id
WHERE t.group_id = ANY (%(managed)s) AND t.office = 'chair' AND t.period @> %(now)s::timestamptz
  AND (t.acting OR upper(t.period) < %(soon)s)
  AND NOT EXISTS (SELECT FROM groups_officeterm f WHERE f.group_id = t.group_id AND f.office = 'chair'
                  AND lower(f.period) > %(now)s)
  AND NOT EXISTS (SELECT FROM groups_appointment a
                  WHERE a.group_id = t.group_id AND a.status NOT IN ('appointed', 'withdrawn'))
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing: what kind, in which group, the row it is about, until when, and who is meant."""

    kind: str
    group_id: int
    slug: str
    group: str
    pk: int
    until: datetime | None
    name: str
    accepted: int


def waiting(person_id: int, managed: Iterable[int], now: datetime) -> list[Waiting]:
    """What waits for a person who runs these groups."""
    asked: dict[str, Any] = {"person": person_id, "managed": list(managed), "now": now, "soon": now + SOON}
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, asked)
        return [Waiting(*row) for row in cursor.fetchall()]
