"""What an appointment waits for: a nominee's answer, or whoever runs the group. One query for all groups."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from groups.home.needs import Asking, Facts

SOON: Final = "183 days"
"""A chair's term that ends within half a year: an appointment takes about two months."""

# Own nominations first, in whatever group; then what waits for those who run a group.
_WAITING: Final = f"""
SELECT 'answer' AS kind, g.id AS group_id, g.slug, g.name AS "group", n.id AS pk, a.nominations_close_at AS until,
       '' AS name, 0 AS accepted
FROM groups_nomination n
JOIN groups_appointment a ON a.group_id = n.group_id AND a.id = n.appointment_id
JOIN groups_leadershipgroup g ON g.id = n.group_id
WHERE n.person_id = %(person)s AND n.state = 'proposed' AND a.status = 'nominating'
  AND a.nominations_close_at > %(now)s::timestamptz AND g.status <> 'closed'
UNION ALL
SELECT a.status, g.id, g.slug, g.name, a.id, NULL, COALESCE(p.full_name, ''),
       (SELECT count(*) FROM groups_nomination s WHERE s.appointment_id = a.id AND s.state = 'accepted')
FROM groups_appointment a
JOIN groups_leadershipgroup g ON g.id = a.group_id
LEFT JOIN groups_nomination c ON c.group_id = a.group_id AND c.id = a.chosen_id
LEFT JOIN groups_person p ON p.id = c.person_id
WHERE a.group_id = ANY (%(managed)s::bigint[]) AND a.status NOT IN ('balloting', 'appointed', 'withdrawn')
  AND (a.status <> 'nominating' OR a.nominations_close_at <= %(now)s::timestamptz)
UNION ALL
SELECT CASE WHEN t.acting THEN 'acting' ELSE 'ending' END, g.id, g.slug, g.name, t.id, upper(t.period), p.full_name, 0
FROM groups_officeterm t
JOIN groups_leadershipgroup g ON g.id = t.group_id
JOIN groups_person p ON p.id = t.person_id
WHERE t.group_id = ANY (%(managed)s::bigint[]) AND t.office = 'chair' AND t.period @> %(now)s::timestamptz
  AND (t.acting OR upper(t.period) < %(now)s::timestamptz + interval '{SOON}')
  AND NOT EXISTS (SELECT FROM groups_officeterm f WHERE f.group_id = t.group_id AND f.office = 'chair'
                  AND lower(f.period) > %(now)s::timestamptz)
  AND NOT EXISTS (SELECT FROM groups_appointment a
                  WHERE a.group_id = t.group_id AND a.status NOT IN ('appointed', 'withdrawn'))
"""  # noqa: S608 -- a constant


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


def ask(asking: Asking) -> str:
    """What `home.needs` asks for."""
    return _WAITING


def waiting(rows: Iterable[Facts]) -> list[Waiting]:
    """What was found."""
    return [Waiting(**{**row, "until": row["until"] and datetime.fromisoformat(row["until"])}) for row in rows]
