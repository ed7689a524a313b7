"""`check_access` finds every way in which the database may grant what the matrix does not."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction

from groups.models import GroupGrant, PersonGrant, RoleGroup
from groups.tenancy.capabilities import Capability, Role
from groups.tenancy.check import differences
from tests.cast import Cast


def permission(capability: Capability) -> Permission:
    return Permission.objects.get(content_type__app_label="groups", codename=capability.value)


def role_group(cast: Cast, role: Role) -> RoleGroup:
    return RoleGroup.objects.get(group=cast.eastmere, role=role.value)


def test_as_it_should_be(cast: Cast) -> None:
    assert list(differences()) == []
    out = StringIO()
    call_command("check_access", stdout=out)
    assert out.getvalue() == "Access is as the matrix says, in 2 groups.\n"


def a_grant_too_many(cast: Cast) -> str:
    GroupGrant.objects.create(
        group=role_group(cast, Role.PRACTICE_READER).auth_group,
        content_object=cast.eastmere,
        permission=permission(Capability.CLOSED_ROOM),
    )
    return "Practice reader has closed_room, which the matrix does not give"


def a_grant_too_few(cast: Cast) -> str:
    GroupGrant.objects.filter(
        group=role_group(cast, Role.CHAIR).auth_group, permission=permission(Capability.MANAGE)
    ).delete()
    return "Chair lacks manage"


def a_role_group_too_few(cast: Cast) -> str:
    role_group(cast, Role.OBSERVER).delete()
    return "there is no role group for Observer"


def a_role_group_too_many(cast: Cast) -> str:
    RoleGroup.objects.create(group=cast.eastmere, role="owner", auth_group=Group.objects.create(name="odd"))
    return "there is a role group for “owner”, which is no role"


def a_grant_across_groups(cast: Cast) -> str:
    GroupGrant.objects.create(
        group=role_group(cast, Role.CHAIR).auth_group,
        content_object=cast.ambleford,
        permission=permission(Capability.SEE_HOME),
    )
    return "which is not one of its role groups, has see_home"


def a_grant_to_a_stray_group(cast: Cast) -> str:
    GroupGrant.objects.create(
        group=Group.objects.create(name="friends"),
        content_object=cast.eastmere,
        permission=permission(Capability.SEE_HOME),
    )
    return "“friends”, which is not one of its role groups, has see_home"


def a_grant_everywhere(cast: Cast) -> str:
    role_group(cast, Role.CHAIR).auth_group.permissions.add(permission(Capability.CLOSED_ROOM))
    return "has closed_room everywhere; the portal grants for one group at a time"


def a_persons_own_grant(cast: Cast) -> str:
    PersonGrant.objects.create(
        user=cast["outsider"], content_object=cast.eastmere, permission=permission(Capability.CLOSED_ROOM)
    )
    return f"person {cast['outsider'].pk} has closed_room by a grant of their own"


def a_person_in_a_group(cast: Cast) -> str:
    cast["outsider"].groups.add(role_group(cast, Role.CHAIR).auth_group)
    return f"Person {cast['outsider'].pk} was put into a group of Django’s"


def a_persons_permission(cast: Cast) -> str:
    cast["outsider"].user_permissions.add(permission(Capability.CLOSED_ROOM))
    return f"Person {cast['outsider'].pk} has a permission of Django’s everywhere"


CORRUPTIONS = [
    a_grant_too_many,
    a_grant_too_few,
    a_role_group_too_few,
    a_role_group_too_many,
    a_grant_across_groups,
    a_grant_to_a_stray_group,
    a_grant_everywhere,
    a_persons_own_grant,
    a_person_in_a_group,
    a_persons_permission,
]


@pytest.mark.parametrize("corrupt", CORRUPTIONS)
def test_each_corruption_is_said_and_fails(cast: Cast, corrupt: Callable[[Cast], str]) -> None:
    sentence = corrupt(cast)
    out = StringIO()
    with pytest.raises(CommandError, match="Access is not as the matrix says"):
        call_command("check_access", stdout=out)
    assert sentence in out.getvalue()


def test_the_database_refuses_a_superuser(cast: Cast) -> None:
    cast["outsider"].is_superuser = True
    with pytest.raises(IntegrityError, match="person_nobody_is_superuser"), transaction.atomic():
        cast["outsider"].save()
