"""Comparing what the database grants with the matrix in code: equal for every group, and nothing beside it."""

from collections.abc import Iterator

from django.contrib.auth.models import Permission

from groups.people.models import Person
from groups.tenancy.capabilities import MATRIX, Capability, Role
from groups.tenancy.models import GroupGrant, LeadershipGroup, PersonGrant, RoleGroup


def differences() -> Iterator[str]:
    """Every difference, in a sentence; none is as it should be."""
    yield from _groups()
    yield from _strays()
    yield from _people()


def _groups() -> Iterator[str]:
    roles = _role_groups()
    granted = _granted()
    for group in LeadershipGroup.objects.order_by("pk"):
        for role, capabilities in MATRIX.items():
            if (group.pk, role) not in roles:
                yield f"{group} ({group.slug}): there is no role group for {role.label}."
                continue
            yield from _compared(group, role, granted.get((roles[group.pk, role], group.pk), set()), capabilities)


def _compared(group: LeadershipGroup, role: Role, has: set[str], should: frozenset[Capability]) -> Iterator[str]:
    for missing in sorted(should - has):
        yield f"{group} ({group.slug}): {role.label} lacks {missing}."
    for extra in sorted(has - should):
        yield f"{group} ({group.slug}): {role.label} has {extra}, which the matrix does not give."


def _role_groups() -> dict[tuple[int, str], int]:
    rows = RoleGroup.objects.values_list("group_id", "role", "auth_group_id")
    return {(group, role): auth_group for group, role, auth_group in rows}


def _granted() -> dict[tuple[int, int], set[str]]:
    found: dict[tuple[int, int], set[str]] = {}
    for auth_group, group, codename in GroupGrant.objects.values_list(
        "group_id", "content_object_id", "permission__codename"
    ):
        found.setdefault((auth_group, group), set()).add(codename)
    return found


def _strays() -> Iterator[str]:
    """Grants across groups, to role groups of no group, and roles that the matrix does not know."""
    own = dict(RoleGroup.objects.values_list("auth_group_id", "group_id"))
    for grant in GroupGrant.objects.select_related("content_object", "permission", "group").order_by("pk"):
        if own.get(grant.group_id) != grant.content_object_id:
            yield (
                f"{grant.content_object} ({grant.content_object.slug}): “{grant.group.name}”, which is not one of its"
                f" role groups, has {grant.permission.codename}."
            )
    for unknown in RoleGroup.objects.exclude(role__in=[role.value for role in MATRIX]).select_related("group"):
        yield f"{unknown.group} ({unknown.group.slug}): there is a role group for “{unknown.role}”, which is no role."
    for permission in Permission.objects.filter(group__isnull=False).distinct().order_by("codename"):
        yield f"A group of Django’s has {permission.codename} everywhere; the portal grants for one group at a time."


def _people() -> Iterator[str]:
    for grant in PersonGrant.objects.select_related("content_object", "permission").order_by("pk"):
        yield (
            f"{grant.content_object} ({grant.content_object.slug}): person {grant.user_id} has"
            f" {grant.permission.codename} by a grant of their own; people have rights by standing alone."
        )
    for pk in Person.objects.filter(groups__isnull=False).distinct().order_by("pk").values_list("pk", flat=True):
        yield f"Person {pk} was put into a group of Django’s; people have rights by standing alone."
    for pk in (
        Person.objects.filter(user_permissions__isnull=False).distinct().order_by("pk").values_list("pk", flat=True)
    ):
        yield f"Person {pk} has a permission of Django’s everywhere; people have rights by standing alone."
    for pk in Person.objects.filter(is_superuser=True).order_by("pk").values_list("pk", flat=True):
        yield f"Person {pk} is a superuser; nobody may be."
