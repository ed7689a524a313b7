"""What the homes read: the table as it is now, in few queries whatever its size."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from gpleadership.lib.dates import london_day
from gpleadership.lib.scopes import required_scope
from groups.seats.models import OfficeTerm
from groups.tenancy.models import LeadershipGroup
from groups.tenancy.systems import TODAY

# Newest spell first: the present holder if there is one, else whoever sat last tells since when it is empty.
_SEATS = """
SELECT s.group_id, s.id, s.title, s.constituency, s.seat_class, s.organisation_id,
       now.person_id, p.full_name, now.job_title, upper(now.period), last.ended
FROM groups_seat s
LEFT JOIN groups_seatterm now ON now.group_id = s.group_id AND now.seat_id = s.id
  AND now.part = 'holder' AND now.period @> %(now)s::timestamptz
LEFT JOIN groups_person p ON p.id = now.person_id
LEFT JOIN LATERAL (SELECT max(upper(t.period)) AS ended FROM groups_seatterm t
                   WHERE t.group_id = s.group_id AND t.seat_id = s.id AND upper(t.period) <= %(now)s) last ON true
WHERE s.group_id = ANY (%(groups)s) AND s.withdrawn_at IS NULL
ORDER BY s.group_id, s.position, s.id
"""

_OFFICERS = """
SELECT t.office, t.acting, p.full_name, upper(t.period)
FROM groups_officeterm t JOIN groups_person p ON p.id = t.person_id
WHERE t.group_id = %s AND t.period @> %s::timestamptz ORDER BY t.office, t.period
"""
_VIEWS = "SELECT count(*) FROM groups_accessentry WHERE group_id = %s AND at >= %s"

# A place's practices: those chosen by name, and those of its PCNs today.
_REACH = f"""
WITH chosen AS (
  SELECT organisation_id AS id FROM groups_placeorganisation
  WHERE place_id = %(place)s AND {TODAY} BETWEEN start AND COALESCE("end", 'infinity')
), practices AS (
  SELECT o.id FROM chosen JOIN groups_organisation o USING (id) WHERE o.kind = 'practice' AND o.status = 'active'
  UNION
  SELECT o.id FROM chosen JOIN groups_networkmembership m ON m.pcn_id = chosen.id
    AND {TODAY} BETWEEN m.start AND COALESCE(m."end", 'infinity')
  JOIN groups_organisation o ON o.id = m.practice_id AND o.status = 'active'
)
SELECT count(*), count(*) FILTER (WHERE EXISTS (
  SELECT FROM groups_readership r
  WHERE r.group_id = %(group)s AND r.practice_id = practices.id AND r.period @> now()))
FROM practices
"""


@dataclass(frozen=True, slots=True)
class SeatNow:
    """A seat, who holds it at this moment, and until when."""

    group_id: int
    id: int
    title: str
    constituency: str
    seat_class: str
    organisation_id: int | None
    person_id: int | None
    holder: str | None
    job_title: str | None
    ends: datetime | None
    ended: datetime | None

    @property
    def is_core(self) -> bool:
        """Whether it counts at the table."""
        return self.seat_class == "core"

    @property
    def last_day(self) -> date | None:
        """The last London day of the present term."""
        return _last_day(self.ends)


def seats_now(group_ids: Collection[int]) -> list[SeatNow]:
    """Every seat of these groups with its holder, in the order of the table; one query for all who ask in a scope."""
    kept = required_scope().notes.setdefault(f"seats now of {sorted(group_ids)}", [])
    if not kept:
        with connection.cursor() as cursor:
            cursor.execute(_SEATS, {"groups": list(group_ids), "now": timezone.now()})
            kept += [SeatNow(*row) for row in cursor.fetchall()]
    return kept


class OfficerNow(NamedTuple):
    """Who is in an office at this moment, and until when."""

    office: str
    acting: bool
    name: str
    ends: datetime | None

    @property
    def title(self) -> str:
        """What they are called in it."""
        return OfficeTerm(office=self.office, acting=self.acting).title

    @property
    def last_day(self) -> date | None:
        """The last London day of the term."""
        return _last_day(self.ends)


def _last_day(ends: datetime | None) -> date | None:
    """Of the instant that is no longer in a term."""
    return london_day(ends - timedelta(microseconds=1)) if ends else None


def officers_now(group_id: int) -> list[OfficerNow]:
    """Chair, deputy chair and secretariat at this moment; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_OFFICERS, [group_id, timezone.now()])
        return [OfficerNow(*row) for row in cursor.fetchall()]


def practices_reached(group: LeadershipGroup) -> tuple[int, int]:
    """How many practices the place has, and how many of them somebody reads for now; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_REACH, {"place": group.place_id, "group": group.pk})
        practices, read = cursor.fetchone() or (0, 0)
    return practices, read


def views_since(group_id: int, since: datetime) -> int:
    """How often ICB staff looked at the group's roster since an instant."""
    with connection.cursor() as cursor:
        cursor.execute(_VIEWS, [group_id, since])
        [(count,)] = cursor.fetchall()
    return int(count)
