"""Who may vote, and the ballots of a group."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from groups.ballots.models import Ballot
from groups.ballots.rules.electorate import Elector
from groups.tenancy.models import LeadershipGroup

# One elector a filled seat: whoever acts for the holder, or the holder. A seat with a deputy who does not act is empty.
# So is one whose holder has a system role that counts since the place has moved to that system.
_ELECTORATE = """
SELECT DISTINCT ON (s.position, s.id) s.id, t.person_id, s.constituency, s.title, p.full_name
FROM groups_seat s
JOIN groups_seatterm t ON t.group_id = s.group_id AND t.seat_id = s.id AND t.period @> %(at)s::timestamptz
JOIN groups_person p ON p.id = t.person_id
WHERE s.group_id = %(group)s AND s.seat_class = 'core' AND s.votes
  AND (s.withdrawn_at IS NULL OR s.withdrawn_at > %(at)s::timestamptz) AND (t.part = 'holder' OR t.acting)
  AND NOT EXISTS (SELECT FROM gpl_bindings(t.person_id, t.group_id) b WHERE b.during @> %(at)s::timestamptz)
ORDER BY s.position, s.id, t.acting DESC
"""


@dataclass(frozen=True, slots=True)
class Seated:
    """An elector with the names of seat and person."""

    elector: Elector
    seat: str
    person: str


def electorate(group: LeadershipGroup, at: datetime) -> list[Seated]:
    """One elector per filled core seat that votes, at an instant, in the order of the table. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_ELECTORATE, {"group": group.pk, "at": at})
        return [
            Seated(Elector(seat, person, constituency), title, name)
            for seat, person, constituency, title, name in cursor.fetchall()
        ]


def running(group: LeadershipGroup, kind: str) -> Ballot | None:
    """The group's ballot of a kind that has not ended."""
    return group.ballots.filter(kind=kind, ended_at=None).select_related("group").first()


def names_on(ballot: Ballot) -> dict[int, str]:
    """The names on a ballot by their position."""
    found: Any = ballot.candidates.values_list("position", "name")
    return dict(found)
