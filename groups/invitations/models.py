"""Invitations: bound to an address and a thing, expiring, resent, withdrawn. The token itself is never kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.invitations.enums import InvitedTo, Trouble
from groups.reference.models import Organisation, System
from groups.seats.enums import Office, Part
from groups.seats.models import Seat
from groups.tenancy.models import TenantModel, of_group


class InvitationBase(models.Model):
    """What every invitation has: an address, a token whose hash alone is kept, and an end."""

    email = models.EmailField("e-mail address")
    nonce = models.CharField(max_length=32, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=11, choices=Trouble, default=Trouble.NONE, blank=True)

    class Meta:
        abstract = True


class StaffInvitation(InvitationBase):
    """An invitation to an ICB's staff."""

    system = models.ForeignKey(System, models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    full_name = models.CharField("name", max_length=120, blank=True)
    job_title = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("-invited_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                "system",
                "email",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="staffinvitation_open_once",
            ),
        )


class Invitation(TenantModel, InvitationBase):
    """An invitation to a seat, an office, a practice's reading, or to found the group."""

    group = of_group("invitations")
    to = models.CharField(max_length=8, choices=InvitedTo)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="invitations")
    part = models.CharField(max_length=6, choices=Part, default=Part.HOLDER)
    office = models.CharField(max_length=12, choices=Office, blank=True)
    practice = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="invitations")
    full_name = models.CharField("name", max_length=120, blank=True)
    job_title = models.CharField("job", max_length=120, blank=True)
    term_start = models.DateTimeField("term begins", null=True, blank=True)
    term_end = models.DateTimeField("term ends", null=True, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-invited_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(to="seat", seat__isnull=False, practice__isnull=True, office="")
                | Q(to="practice", seat__isnull=True, practice__isnull=False, office="")
                | Q(to="office", seat__isnull=True, practice__isnull=True) & ~Q(office="")
                | Q(to="founding", seat__isnull=True, practice__isnull=True, office=""),
                name="invitation_to_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_accepted_or_withdrawn",
            ),
            models.UniqueConstraint(
                "group",
                "to",
                "seat",
                "part",
                "office",
                "practice",
                "email",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_open_once",
                nulls_distinct=False,
            ),
        )


AnInvitation = Invitation | StaffInvitation
"""One of the two: a group's, or a system's."""
