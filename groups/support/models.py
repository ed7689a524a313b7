"""Roles that support a group, and the hours that were used of them."""

from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Round
from django.utils import timezone

from groups.reference.models import Organisation, System, spell
from groups.tenancy.models import TenantModel, of_group


def in_quarters(field: str) -> Q:
    """The condition that hours are counted in quarters."""
    return Q(**{field: Round(F(field) * 4) / Decimal(4)})


class SupportRole(TenantModel):
    """A spell of work for the group: what it is, who does it, for how many hours a week, and who pays.

    Days are inclusive: `end` is the last one. With neither a person nor a name nobody does it yet.
    What changes from a day on (hours, funder, person) is a spell of its own.
    """

    group = of_group("support_roles")
    role = models.CharField(max_length=120, help_text="What it is called, like “Programme manager”")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="support_roles"
    )
    name = models.CharField("name of somebody without an account", max_length=120, blank=True)
    hours = models.DecimalField("hours a week", max_digits=4, decimal_places=2)
    funded_hours = models.DecimalField(
        "hours a week that are paid for",
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Nothing: all of them",
    )
    funder_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    funder_system = models.ForeignKey(System, models.PROTECT, null=True, blank=True, related_name="+")
    funder_name = models.CharField("another funder", max_length=160, blank=True)
    cost = models.PositiveIntegerField("cost a year in pounds", null=True, blank=True)
    start = models.DateField("first day")
    end = models.DateField("last day", null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("role", "start", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(person=None) | Q(name=""), name="supportrole_person_or_name"),
            models.CheckConstraint(
                condition=Q(funder_organisation__isnull=False, funder_system=None, funder_name="")
                | Q(funder_organisation=None, funder_system__isnull=False, funder_name="")
                | Q(funder_organisation=None, funder_system=None) & ~Q(funder_name=""),
                name="supportrole_one_funder",
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0, hours__lte=60) & in_quarters("hours"), name="supportrole_hours_of_a_week"
            ),
            models.CheckConstraint(
                condition=Q(funded_hours=None)
                | Q(funded_hours__gte=0, funded_hours__lte=F("hours")) & in_quarters("funded_hours"),
                name="supportrole_funded_hours_within",
            ),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name="supportrole_ends_after_start"),
            ExclusionConstraint(
                name="supportrole_person_once",
                expressions=[
                    ("group", RangeOperators.EQUAL),
                    (Lower("role"), RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (spell(), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="supportrole_name_once",
                expressions=[
                    ("group", RangeOperators.EQUAL),
                    (Lower("role"), RangeOperators.EQUAL),
                    (Lower("name"), RangeOperators.EQUAL),
                    (spell(), RangeOperators.OVERLAPS),
                ],
                condition=~Q(name=""),
            ),
        )
        indexes = (models.Index(fields=["person"], name="supportrole_by_person"),)

    def __str__(self) -> str:
        return self.role

    @property
    def who(self) -> str:
        """Who does it; empty where nobody does."""
        return str(self.person) if self.person else self.name

    @property
    def funder(self) -> str:
        """Who pays."""
        return f"{self.funder_system} ICB" if self.funder_system else str(self.funder_organisation or self.funder_name)

    @property
    def paid_hours(self) -> Decimal:
        """The hours a week that are paid for."""
        return self.hours if self.funded_hours is None else self.funded_hours


class SupportUse(TenantModel):
    """The hours of a role that were used in a month, as those who run the group have entered them."""

    group = of_group("support_uses")
    role = models.ForeignKey(SupportRole, models.PROTECT, related_name="uses")
    month = models.DateField("first day of the month")
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("month", "role")
        constraints = (
            models.UniqueConstraint(fields=["group", "role", "month"], name="supportuse_month_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="supportuse_of_a_month"),
            models.CheckConstraint(
                condition=Q(hours__gte=0, hours__lte=300) & in_quarters("hours"), name="supportuse_hours_of_a_month"
            ),
        )
