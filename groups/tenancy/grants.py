"""What a group's role groups may do: guardian's rows, made once at founding and read once a version."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

from django.contrib.auth.models import Group, Permission

from groups.tenancy.capabilities import MATRIX, Capability, Role
from groups.tenancy.models import GroupGrant, LeadershipGroup, RoleGroup

Grants = dict[Role, frozenset[Capability]]


class _HasRole(Protocol):
    @property
    def role(self) -> Role: ...


def capabilities_of(group: LeadershipGroup, stands: Iterable[_HasRole]) -> frozenset[Capability]:
    """All that these roles together may do in this group."""
    grants = _grants(group.pk, group.grants_version)
    return frozenset().union(*(grants.get(stand.role, frozenset()) for stand in stands))


@lru_cache(maxsize=2048)
def _grants(group_id: int, version: int) -> Grants:
    """Guardian's rows of one group. Whoever changes them raises the group's version, so this never goes stale."""
    return read_grants([group_id]).get(group_id, {})


def read_grants(group_ids: Iterable[int]) -> dict[int, Grants]:
    """Guardian's rows of several groups, in one query."""
    rows = RoleGroup.objects.filter(group_id__in=list(group_ids)).values_list("group_id", "role", "auth_group_id")
    role_of = {auth_group: (group_id, Role(role)) for group_id, role, auth_group in rows}
    granted = GroupGrant.objects.filter(group_id__in=role_of).values_list(
        "group_id", "content_object_id", "permission__codename"
    )
    found: dict[int, dict[Role, set[Capability]]] = {}
    for auth_group, content_object, codename in granted:
        group_id, role = role_of[auth_group]
        if content_object == group_id:
            found.setdefault(group_id, {}).setdefault(role, set()).add(Capability(codename))
    return {
        group_id: {role: frozenset(capabilities) for role, capabilities in roles.items()}
        for group_id, roles in found.items()
    }


def grant_all(groups: Iterable[LeadershipGroup]) -> None:
    """Make the role groups of newly founded groups and grant them what the matrix says."""
    founded = list(groups)
    permissions = {
        Capability(permission.codename): permission
        for permission in Permission.objects.filter(
            content_type__app_label="groups", content_type__model="leadershipgroup"
        )
    }
    auth_groups = Group.objects.bulk_create(
        [Group(name=f"leadership group {group.pk}: {role.value}") for group in founded for role in MATRIX]
    )
    pairs = [(group, role) for group in founded for role in MATRIX]
    RoleGroup.objects.bulk_create(
        RoleGroup(group=group, role=role.value, auth_group=auth_group)
        for (group, role), auth_group in zip(pairs, auth_groups, strict=True)
    )
    GroupGrant.objects.bulk_create(
        GroupGrant(group=auth_group, content_object=group, permission=permissions[capability])
        for (group, role), auth_group in zip(pairs, auth_groups, strict=True)
        for capability in sorted(MATRIX[role])
    )
