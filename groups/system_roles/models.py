"""Roles in a system, each for a time. Public jobs and no group’s rows: one role binds in several groups."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from groups.reference.models import System
from groups.system_roles.enums import RoleKind


class SystemRole(models.Model):
    """A person’s role in a system, declared before or as it begins. While it holds they are no core member.

    Triggers of the database (migration 0021) refuse a core seat or the chair for its time, from both sides.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="system_roles")
    system = models.ForeignKey(System, models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=10, choices=RoleKind)
    title = models.CharField("role", max_length=120, help_text="What it is called, like “Pathway lead, frailty”")
    period = DateTimeRangeField()
    declared_at = models.DateTimeField(default=timezone.now)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    end_reason = models.CharField("why it ended", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("person", "period")
        constraints = (
            ExclusionConstraint(
                name="systemrole_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("system", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(period__isempty=False), name="systemrole_not_empty"),
            models.CheckConstraint(condition=Q(period__lower_inf=False), name="systemrole_begins"),
            models.CheckConstraint(
                condition=Q(period__startswith__gte=F("declared_at")), name="systemrole_not_in_the_past"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="systemrole_has_a_title"),
        )

    def __str__(self) -> str:
        return self.title
