"""The trust pulse: its rounds, whom each asked about, the group's floor, and what was agreed where trust was low."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.ballots.models import Ballot
from groups.pulse.subjects import CHAIR, roles_in_words
from groups.tenancy.models import TenantModel, of_group

USUAL_FLOOR = 60


class Pulse(TenantModel):
    """A round of a trust pulse: a ballot in which each of those who speak for the group is judged alone.

    A round that ends without a count is followed by another one for the same half-year. The floor is the ballot's.
    """

    group = of_group("pulses")
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="pulses")
    half_year = models.DateField("first day of the half-year that it was opened in")
    due = models.DateField("day from which it would open by itself")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Nobody: it opened by itself",
    )

    class Meta:
        ordering = ("-ballot__number",)
        constraints = (
            models.UniqueConstraint(fields=["group", "ballot"], name="pulse_ballot_once"),
            models.CheckConstraint(
                condition=Q(half_year__day=1, half_year__month__in=(1, 7)), name="pulse_of_a_half_year"
            ),
        )

    def __str__(self) -> str:
        return str(self.ballot)


class PulseSubject(TenantModel):
    """Somebody whom a pulse asked about, with the roles that they had when it opened. Never changed."""

    group = of_group("pulse_subjects")
    pulse = models.ForeignKey(Pulse, models.PROTECT, related_name="subjects")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="pulse_subjects")
    position = models.PositiveSmallIntegerField("place on the ballot")
    roles: Any = models.JSONField("roles as they were", default=list)

    class Meta:
        ordering = ("pulse", "position")
        constraints = (
            models.UniqueConstraint(fields=["group", "pulse", "person"], name="pulsesubject_person_once"),
            models.UniqueConstraint(fields=["group", "pulse", "position"], name="pulsesubject_position_once"),
        )

    @property
    def was(self) -> str:
        """“Chair and representative on the ICB board”."""
        return roles_in_words(self.roles)


class PulseSettings(TenantModel):
    """What a group has settled about its pulses. A group without a row has what is usual."""

    group = of_group("pulse_settings")
    floor = models.PositiveSmallIntegerField("floor in per cent", default=USUAL_FLOOR)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["group"], name="pulsesettings_once"),
            models.CheckConstraint(condition=Q(floor__gte=50, floor__lte=100), name="pulsesettings_floor_is_most"),
        )


class ConfidenceItem(TenantModel):
    """Trust in somebody was below the floor somewhere: the group talks about it, and notes what was agreed.

    It says no more than what is published of the pulse, and is closed once.
    """

    group = of_group("confidence_items")
    pulse = models.ForeignKey(Pulse, models.PROTECT, related_name="items")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="confidence_items")
    roles: Any = models.JSONField("roles as they were", default=list)
    raised_at = models.DateTimeField(default=timezone.now)
    agreed = models.TextField("what was agreed", max_length=2000, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-raised_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["group", "pulse", "person"], name="confidenceitem_person_once"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, agreed="")
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="confidenceitem_closed_by_somebody",
            ),
        )

    @property
    def is_open(self) -> bool:
        """Whether the group has still to talk about it."""
        return self.closed_at is None

    @property
    def about_chair(self) -> bool:
        """Whether it is about the chair, who does not take it then."""
        return CHAIR in self.roles

    @property
    def was(self) -> str:
        """“Chair and representative on the ICB board”."""
        return roles_in_words(self.roles)
