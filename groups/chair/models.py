"""The appointment of a chair: its steps, who is nominated and by whom."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from groups.ballots.models import Ballot
from groups.chair.enums import OVER, AppointmentStatus, NominationState, Why
from groups.seats.models import OfficeTerm
from groups.tenancy.models import TenantModel, of_group


class Appointment(TenantModel):
    """The appointment of a chair, from the proposal to the day of the handover. A group runs one at a time.

    Its days are the term that the group intends; the term of office itself is made when the chair is appointed.
    """

    group = of_group("appointments")
    why = models.CharField(max_length=11, choices=Why)
    why_words = models.CharField("why, in words", max_length=300, blank=True)
    floor = models.PositiveSmallIntegerField("floor in per cent", default=60)
    nominations_close_at = models.DateTimeField(null=True, blank=True)
    first_day = models.DateField("first day of the term", null=True, blank=True)
    last_day = models.DateField("last day of the term", null=True, blank=True)
    status = models.CharField(max_length=10, choices=AppointmentStatus, default=AppointmentStatus.PROPOSED)
    ballot = models.ForeignKey(Ballot, models.PROTECT, null=True, blank=True, related_name="+")
    chosen = models.ForeignKey("groups.Nomination", models.PROTECT, null=True, blank=True, related_name="+")
    office_term = models.ForeignKey(
        OfficeTerm,
        models.SET_NULL,  # a term that is cancelled before it begins goes; that there was a choice stays
        null=True,
        blank=True,
        related_name="appointments",
    )
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["group"], condition=~Q(status__in=OVER), name="appointment_one_running"),
            models.CheckConstraint(condition=Q(floor__gte=50, floor__lte=100), name="appointment_floor_is_most"),
            models.CheckConstraint(
                condition=Q(status__in=("proposed", "withdrawn"))
                | Q(nominations_close_at__isnull=False, first_day__isnull=False, last_day__isnull=False),
                name="appointment_open_with_its_days",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gt=F("first_day")) | Q(first_day__isnull=True) | Q(last_day__isnull=True),
                name="appointment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("chosen", "appointed")) | Q(chosen__isnull=False),
                name="appointment_of_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status="balloting") | Q(ballot__isnull=False), name="appointment_with_its_ballot"
            ),
        )

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens in it."""
        return self.status in OVER


class AppointmentStep(TenantModel):
    """A change of an appointment's status: who made it (nobody: the portal), when and why. Never changed."""

    group = of_group("appointment_steps")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="steps")
    status = models.CharField(max_length=10, choices=AppointmentStatus)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    ballot = models.ForeignKey(Ballot, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "pk")


class Nomination(TenantModel):
    """Somebody who is nominated, and their answer. Whoever declines is not nominated over their head."""

    group = of_group("nominations")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="nominations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="nominations")
    name = models.CharField(
        max_length=120,
        blank=True,
        help_text="As whoever nominated them wrote it; shown until they accept, if they came by an email address",
    )
    about = models.CharField("who they are", max_length=200, blank=True)
    statement = models.TextField(max_length=1200, blank=True)
    state = models.CharField(max_length=9, choices=NominationState, default=NominationState.PROPOSED)
    reason = models.CharField("why it was declined or withdrawn", max_length=300, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    undelivered = models.BooleanField("their address takes no mail", default=False)
    proposed_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("proposed_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["group", "appointment", "person"], name="nomination_person_once"),
            models.CheckConstraint(
                condition=~Q(state__in=("accepted", "declined")) | Q(answered_at__isnull=False),
                name="nomination_answered_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | ~Q(statement="") & ~Q(about=""), name="nomination_stands_with_words"
            ),
        )
        indexes = (models.Index(fields=["person"], name="nomination_by_person"),)

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """Who they are called: what an account says of somebody's name is not told before they accept."""
        return self.name if self.name and self.state != NominationState.ACCEPTED else self.person.full_name

    @property
    def by_themselves(self) -> bool:
        """Whether the nominee themselves said that they do not stand."""
        declined = self.state == NominationState.DECLINED
        return declined or (self.state == NominationState.WITHDRAWN and self.withdrawn_by_id == self.person_id)


class Support(TenantModel):
    """Somebody's nomination of somebody: the nominee and those who run the group see whose, others how many."""

    group = of_group("nomination_supports")
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="supports")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="nomination_supports")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "pk")
        constraints = (models.UniqueConstraint(fields=["group", "nomination", "person"], name="support_person_once"),)
