"""How a person stands in a group now: found afresh at each request, never stored.

Seats, offices, readerships and staff terms each bring one SQL source. All are asked in one statement,
inside the person's own scope, so that the database shows this person's rows and no others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.db import connection

from groups.tenancy.capabilities import BY_WEIGHT, NEEDS_SECOND_FACTOR, Capability, Role
from groups.tenancy.grants import capabilities_of
from groups.tenancy.models import LeadershipGroup

_sources: dict[str, str] = {}


def register_source(name: str, sql: str) -> None:
    """Add a source of standing: a SELECT of (group_id, role, detail, subject_id) for `%(person)s`.

    It must itself ask whether the row is in force at `now()`, so that no job has to end anything.
    """
    _sources[name] = sql


@dataclass(frozen=True, slots=True)
class Stand:
    """One way in which a person stands in a group: a role, through what, and that row's id."""

    role: Role
    detail: str
    subject_id: int

    @property
    def label(self) -> str:
        """The role in words; of a chair who only acts, the detail says so."""
        return f"Acting {self.role.label.lower()}" if self.role == Role.CHAIR and self.detail else self.role.label


@dataclass(frozen=True)
class Standing:
    """All the ways in which a person stands in one group at this moment."""

    group_id: int
    stands: tuple[Stand, ...]
    capabilities: frozenset[Capability]

    def can(self, capability: str) -> bool:
        """Whether any of the person's roles here has this capability."""
        return capability in self.capabilities

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles that count now."""
        return frozenset(stand.role for stand in self.stands)

    @cached_property
    def leading(self) -> Stand:
        """The stand that the header shows."""
        return min(self.stands, key=lambda stand: BY_WEIGHT.index(stand.role))

    @property
    def role_label(self) -> str:
        """The role in words, for every page's header."""
        return self.leading.label

    @property
    def needs_second_factor(self) -> bool:
        """Chairs, secretariat and ICB staff sign in with a second factor."""
        return bool(self.roles & NEEDS_SECOND_FACTOR)


_GROUP: Final = """
SELECT g.id, g.place_id, g.name, g.slug, g.basis, g.status, g.contact, g.quorum, g.created_at, g.activated_at,
       g.grants_version, g.version, p.name AS place_name, s.role, s.detail, s.subject_id
FROM ({sources}) AS s (group_id, role, detail, subject_id)
JOIN groups_leadershipgroup g ON g.id = s.group_id
JOIN groups_place p ON p.id = g.place_id
WHERE g.status <> 'closed' {condition}
ORDER BY g.name, g.id, s.role, s.subject_id
"""


def _rows(person_id: int, condition: str, **params: Any) -> list[dict[str, Any]]:
    if not _sources:
        return []
    statement = _GROUP.format(sources=" UNION ALL ".join(_sources.values()), condition=condition)
    with connection.cursor() as cursor:
        cursor.execute(statement, {"person": person_id, **params})
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _gathered(rows: Iterable[dict[str, Any]]) -> list[tuple[LeadershipGroup, tuple[Stand, ...]]]:
    groups: dict[int, LeadershipGroup] = {}
    stands: dict[int, list[Stand]] = {}
    for row in rows:
        stand = Stand(Role(row.pop("role")), row.pop("detail") or "", row.pop("subject_id"))
        place_name = row.pop("place_name")
        if row["id"] not in groups:
            group = LeadershipGroup(**row)
            group._state.adding, group._state.db = False, "default"
            group.place_name = place_name
            groups[group.pk] = group
        stands.setdefault(row["id"], []).append(stand)
    return [(group, tuple(stands[group.pk])) for group in groups.values()]


def find(person_id: int, slug: str) -> tuple[LeadershipGroup, Standing] | None:
    """The group of this address and how the person stands in it; None for a stranger to it, or none such."""
    found = _gathered(_rows(person_id, "AND g.slug = %(slug)s", slug=slug))
    if not found:
        return None
    group, stands = found[0]
    return group, Standing(group.pk, stands, capabilities_of(group, stands))


def all_of(person_id: int) -> list[tuple[LeadershipGroup, Standing]]:
    """Every group in which the person stands now, by name; ICB staff's groups are not among them."""
    found = _gathered(_rows(person_id, "AND s.role <> 'icb_staff'"))
    return [(group, Standing(group.pk, stands, capabilities_of(group, stands))) for group, stands in found]
