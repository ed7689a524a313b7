"""Spells of people who read for a practice. Terms are half-open, as everywhere."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from groups.reference.models import Organisation
from groups.tenancy.models import TenantModel, of_group


class Readership(TenantModel):
    """A spell of a person reading for a practice: a GP or manager who belongs through their practice."""

    group = of_group("readerships")
    practice = models.ForeignKey(Organisation, models.PROTECT, related_name="readerships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="readerships")
    period = DateTimeRangeField("term")
    end_reason = models.CharField("why it ended", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("practice", "person")
        constraints = (
            ExclusionConstraint(
                name="readership_once_at_a_time",
                expressions=[
                    ("group", RangeOperators.EQUAL),
                    ("practice", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(period__isempty=False), name="readership_not_empty"),
            models.CheckConstraint(condition=Q(period__lower_inf=False), name="readership_begins"),
        )
        indexes = (models.Index(fields=["person"], name="readership_by_person"),)
