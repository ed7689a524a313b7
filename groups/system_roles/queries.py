"""Which system role binds a person in a group, and when. The database’s own function is asked, so both agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q

from groups.people.models import Person
from groups.system_roles.enums import RoleKind
from groups.system_roles.models import SystemRole

_BINDING = """
SELECT b.kind, b.title, y.name, b.during, b.source, b.row_id
FROM gpl_bindings(%(person)s, %(group)s) b JOIN groups_system y ON y.id = b.system_id
WHERE b.during && %(period)s::tstzrange
ORDER BY b.during, b.source, b.row_id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Binding:
    """A role that keeps somebody out of the core of a group for a time."""

    kind: str
    title: str
    system: str
    during: Any
    source: str
    row_id: int

    def words(self, who: object) -> str:
        """As the beginning of a sentence: “Helen Castle works for Tidewater ICB”."""
        if self.kind == RoleKind.EMPLOYMENT:
            return f"{who} works for {self.system} ICB"
        return f"{who} has a system role in {self.system} ({self.title})"

    @property
    def words_to_them(self) -> str:
        """The same to the person."""
        if self.kind == RoleKind.EMPLOYMENT:
            return f"You work for {self.system} ICB"
        return f"You have a system role in {self.system} ({self.title})"


def binding(person: Person, group_id: int, period: Any) -> Binding | None:
    """The first role that binds a person in a group in some part of a time, if one does."""
    asked = {"person": person.pk, "group": group_id, "period": DateTimeTZRange(period.lower, period.upper)}
    with connection.cursor() as cursor:
        cursor.execute(_BINDING, asked)
        row = cursor.fetchone()
    return Binding(*row) if row else None


def bindings_of(people: Iterable[int], group_id: int) -> list[tuple[int, Binding]]:
    """Every role that binds some people in a group at any time, with whose it is. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_BINDINGS, {"people": sorted(people), "group": group_id})
        return [(row[0], Binding(*row[1:])) for row in cursor.fetchall()]


_BINDINGS = """
SELECT who.id, b.kind, b.title, y.name, b.during, b.source, b.row_id
FROM unnest(%(people)s::bigint[]) AS who (id)
CROSS JOIN LATERAL gpl_bindings(who.id, %(group)s) b JOIN groups_system y ON y.id = b.system_id
ORDER BY b.during, b.source, b.row_id
"""


def not_over(now: datetime) -> Q:
    """The condition that a role holds, or will."""
    return Q(period__endswith=None) | Q(period__endswith__gt=now)


def roles_of(people: Iterable[int], now: datetime) -> list[SystemRole]:
    """The declared roles of some people that hold now or will. One query."""
    rows = SystemRole.objects.filter(not_over(now), person_id__in=list(people))
    return list(rows.select_related("person", "system", "declared_by").order_by("person__full_name", "period", "pk"))


def groups_bound(
    person: Person, *, system_id: int, kind: str, group_ids: Iterable[int], period: Any
) -> dict[int, list[Any]]:
    """In which of these groups a role that is about to begin would bind, and for which parts of its time."""
    asked = {
        "system": system_id,
        "everywhere": kind == RoleKind.EMPLOYMENT,
        "groups": sorted(group_ids),
        "period": DateTimeTZRange(period.lower, period.upper),
    }
    found: dict[int, list[Any]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_WOULD_BIND, asked)
        for group_id, during in cursor.fetchall():
            found.setdefault(group_id, []).append(during)
    return found


_WOULD_BIND = """
SELECT g.id, d.during
FROM groups_leadershipgroup g
CROSS JOIN LATERAL gpl_role_binds(%(system)s, %(everywhere)s, %(period)s::tstzrange, g.id) AS d(during)
WHERE g.id = ANY (%(groups)s) AND NOT isempty(d.during)
ORDER BY g.id, d.during
"""
