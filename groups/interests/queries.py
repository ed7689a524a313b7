"""Reading interests: who is at the table and when they last looked, what is declared, what one declares oneself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from gpleadership.lib.dates import london_day, today
from groups.interests.models import Interest, InterestWithheld
from groups.interests.rules import due_on
from groups.people.models import Person
from groups.reference.models import PlaceSystem, System
from groups.system_roles.queries import Binding, bindings_of
from groups.tenancy.models import LeadershipGroup


def table(groups: str = "groups") -> str:
    """Everybody with a seat or an office at an instant, since when, and in which seat, as SQL."""
    return f"""
SELECT s.group_id, s.person_id, min(lower(s.period)) AS joined, min(s.seat) AS seat
FROM (
  SELECT t.group_id, t.person_id, t.period, x.title AS seat
  FROM groups_seatterm t JOIN groups_seat x ON x.group_id = t.group_id AND x.id = t.seat_id AND x.withdrawn_at IS NULL
  WHERE t.group_id = ANY (%({groups})s::bigint[]) AND t.period @> %(now)s::timestamptz
  UNION ALL
  SELECT t.group_id, t.person_id, t.period, NULL FROM groups_officeterm t
  WHERE t.group_id = ANY (%({groups})s::bigint[]) AND t.period @> %(now)s::timestamptz
) s
GROUP BY s.group_id, s.person_id
"""


_SITTERS = f"""
SELECT p.id, p.full_name, COALESCE(j.seat, ''), j.joined, r.at, COALESCE(r.nothing, false), m.sent_on
FROM ({table()}) j
JOIN groups_person p ON p.id = j.person_id
LEFT JOIN LATERAL (
  SELECT v.at, v.nothing FROM groups_interestreview v
  WHERE v.group_id = j.group_id AND v.person_id = j.person_id ORDER BY v.at DESC LIMIT 1) r ON true
LEFT JOIN LATERAL (
  SELECT max(e.sent_on) AS sent_on FROM groups_interestreminder e
  WHERE e.group_id = j.group_id AND e.person_id = j.person_id) m ON true
ORDER BY p.full_name, p.id
"""


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody at the table: when they last looked at their interests, and when they were last asked to."""

    person_id: int
    name: str
    seat: str
    joined: datetime
    reviewed_at: datetime | None
    nothing: bool
    reminded: date | None

    @property
    def due(self) -> date:
        """The last day on which they may look again."""
        return due_on(london_day(self.joined), london_day(self.reviewed_at) if self.reviewed_at else None)


def sitters(group: LeadershipGroup, now: datetime) -> list[Sitter]:
    """Everybody at the table, by name. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_SITTERS, {"groups": [group.pk], "now": now})
        return [Sitter(*row) for row in cursor.fetchall()]


def standing_interests(group: LeadershipGroup) -> QuerySet[Interest]:
    """Every interest as it is declared last, ended or not."""
    return group.interests.filter(superseded_at=None).select_related("person")


def own_interests(group: LeadershipGroup, person: Person) -> list[Interest]:
    """One’s own interests as declared last, with the content of withheld ones. Two queries."""
    return list(standing_interests(group).filter(person=person).prefetch_related("contents").order_by("-start", "pk"))


def own_interest(group: LeadershipGroup, person: Person, pk: int) -> Interest | None:
    """One of one’s own, with its content."""
    return standing_interests(group).filter(person=person, pk=pk).prefetch_related("contents").first()


def said(interest: Interest) -> Interest | InterestWithheld:
    """What it says: of a withheld one, where its content lies. Its person alone, or the closed room, may ask."""
    return next(iter(interest.contents.all())) if interest.withheld else interest


def history_of(group: LeadershipGroup, person: Person, interest: Interest) -> list[Interest]:
    """An interest and every one that it corrected, the newest first. Two queries."""
    rows = {each.pk: each for each in group.interests.filter(person=person).prefetch_related("contents")}
    found = [interest]
    while found[-1].corrects_id in rows:
        found.append(rows[found[-1].corrects_id])
    return found


def open_interests(group: LeadershipGroup, person: Person) -> int:
    """How many interests of a person have not ended, withheld ones included. Their own scope counts them."""
    own = group.interests.filter(person=person, superseded_at=None)
    last = Q(end=None) | Q(end__gte=today())
    public = own.filter(last, withheld=False).count()
    return public + group.interests_withheld.filter(last, person=person, interest__superseded_at=None).count()


def withheld_here(group: LeadershipGroup) -> list[InterestWithheld]:
    """What is withheld from publication: for the closed room, which alone finds anybody else’s."""
    rows = group.interests_withheld.filter(interest__superseded_at=None).select_related("person", "interest")
    return list(rows.order_by("person__full_name", "start", "pk"))


def roles_here(group: LeadershipGroup, people: Sequence[int]) -> list[tuple[int, Binding]]:
    """The system roles that count in the group, of these people."""
    return bindings_of(people, group.pk)


@dataclass(frozen=True, slots=True)
class OwnDue:
    """By when somebody is to look at their interests in a group."""

    group_id: int
    due: date
    before: bool


ASK = f"""
SELECT j.group_id, j.joined, (SELECT max(v.at) FROM groups_interestreview v
                              WHERE v.group_id = j.group_id AND v.person_id = j.person_id) AS reviewed
FROM ({table()}) j WHERE j.person_id = %(person)s
"""


def own_due(row: Mapping[str, Any]) -> OwnDue:
    """One row of `ASK`."""
    joined = london_day(datetime.fromisoformat(row["joined"]))
    reviewed = london_day(datetime.fromisoformat(row["reviewed"])) if row["reviewed"] else None
    return OwnDue(row["group_id"], due_on(joined, reviewed), reviewed is not None)


def person(sitter: Sitter) -> Person:
    """The person of somebody at the table."""
    return Person.objects.get(pk=sitter.person_id)


def near_systems(group: LeadershipGroup) -> list[System]:
    """The systems that the group’s place is in, was in or will be in, the newest first: there are few."""
    spells = PlaceSystem.objects.filter(place=group.place_id).select_related("system").order_by("-start")
    return list({each.system_id: each.system for each in spells}.values())[:5]


def system_named(words: str) -> System | None:
    """The one system with this name or ODS code."""
    words = words.strip().removesuffix(" ICB").strip()
    exact = System.objects.filter(Q(name__iexact=words) | Q(ods_code__iexact=words))
    found = list(exact[:2]) or list(System.objects.filter(name__icontains=words)[:2])
    return found[0] if len(found) == 1 else None
