"""The leadership group (the tenant), its role groups with their grants, and the staff of systems."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import validate_slug
from django.db import models
from django.db.models import Q
from django.utils import timezone
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from groups.reference.models import Place, System
from groups.tenancy.capabilities import WORDS, Role
from groups.tenancy.enums import Basis, GroupStatus


class LeadershipGroup(models.Model):
    """A place's one GP leadership group: the tenant. It outlives its ICB.

    The row itself is what the front door would say, so it has no row security; its rows elsewhere do.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="groups")
    name = models.CharField(max_length=120)
    slug = models.SlugField("address", max_length=80, unique=True, validators=[validate_slug])
    basis = models.CharField(max_length=14, choices=Basis, default=Basis.REPRESENTATIVE)
    status = models.CharField(max_length=6, choices=GroupStatus, default=GroupStatus.DRAFT)
    contact = models.CharField("how partners reach the group", max_length=200, blank=True)
    quorum = models.PositiveSmallIntegerField("members needed for a quorum", default=0)
    created_at = models.DateTimeField(default=timezone.now)
    activated_at = models.DateTimeField(null=True, blank=True)
    grants_version = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    place_name: str
    """The place's name, on a group that standing has found: pages then need no further query."""

    class Meta:
        ordering = ("name", "pk")
        default_permissions = ()
        permissions = tuple((capability.value, words[:255]) for capability, words in WORDS.items())
        constraints = (
            models.UniqueConstraint(fields=["place"], condition=Q(status="active"), name="group_one_active_in_a_place"),
            models.CheckConstraint(
                condition=~Q(status="active") | Q(activated_at__isnull=False),
                name="group_active_since_when",
            ),
        )

    def __str__(self) -> str:
        return self.name


class RoleGroup(models.Model):
    """A role in one group, as a group of Django's, so that guardian can grant it capabilities.

    People are never put into these: a person's standing is worked out at every request.
    """

    group = models.ForeignKey(LeadershipGroup, models.CASCADE, related_name="role_groups")
    role = models.CharField(max_length=16, choices=[(role.value, role.label) for role in Role])
    auth_group = models.OneToOneField(Group, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["group", "role"], name="rolegroup_once"),)


class GroupGrant(GroupObjectPermissionBase):
    """Guardian's row: this role group has this capability on this leadership group."""

    content_object = models.ForeignKey(LeadershipGroup, models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        """Guardian's own."""


class PersonGrant(UserObjectPermissionBase):
    """Guardian's row for a person. The portal never makes one; `check_access` refuses any."""

    content_object = models.ForeignKey(LeadershipGroup, models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        """Guardian's own."""


def of_group(related_name: str) -> Any:
    """The tenant of a row. Every query in a view starts at the group's end of it."""
    return models.ForeignKey(LeadershipGroup, models.PROTECT, related_name=related_name)


class TenantModel(models.Model):
    """Base of every row that belongs to one group: row security guards its table (migration `protect`)."""

    class Meta:
        abstract = True


class SystemStaffTerm(models.Model):
    """A term of a person on an ICB's staff: they view the roster of its places. They come by invitation."""

    system = models.ForeignKey(System, models.PROTECT, related_name="staff_terms")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="staff_terms")
    period = DateTimeRangeField()
    job_title = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="staffterm_one_at_a_time",
                expressions=[
                    ("system", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(period__isempty=False), name="staffterm_not_empty"),
        )
