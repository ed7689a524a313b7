"""Spells of people who read for a practice, and lists of readers on their way in. Terms are half-open."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils import timezone

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


class ReaderUpload(TenantModel):
    """A list of practice readers that somebody has brought, kept between looking at it and saying yes.

    `rows` holds names and e-mail addresses: they are emptied once the list is used, and a list that nobody
    says yes to is taken away after a day.
    """

    group = of_group("reader_uploads")
    file_name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True, blank=True)
    invited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-brought_at", "-pk")
