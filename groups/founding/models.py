"""What founding keeps until the group is ready, and the changes that groups propose to shared data."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.founding.enums import ChangeState
from groups.reference.models import Organisation, Place
from groups.tenancy.models import TenantModel, of_group


class FoundingDraft(TenantModel):
    """A chair-to-be's answers that are not yet seats or invitations. It is taken away when the group is ready.

    `sitters` holds names and e-mail addresses by seat: nobody is invited before the chair says so.
    """

    group = of_group("founding_drafts")
    done = models.JSONField("steps that are done", default=list)
    sitters = models.JSONField("who is to be invited, by seat", default=dict)
    own_seat = models.BigIntegerField("the chair's own seat", null=True, blank=True)
    last_day = models.DateField("last day of all terms", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["group"], name="foundingdraft_once"),)


class ProposedChange(TenantModel):
    """A change to a place or to a shared organisation that a group's managers ask platform staff to make."""

    group = of_group("proposed_changes")
    place = models.ForeignKey(Place, models.CASCADE, null=True, blank=True, related_name="proposed_changes")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="proposed_changes"
    )
    words = models.TextField("what should change", max_length=1000)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=ChangeState, default=ChangeState.WAITING)
    reason = models.TextField("why", max_length=1000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-proposed_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(place__isnull=False, organisation__isnull=True)
                | Q(place__isnull=True, organisation__isnull=False),
                name="proposedchange_to_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(reason="")),
                name="proposedchange_decided_with_reason",
            ),
        )

    @property
    def subject(self) -> Place | Organisation:
        """What should change."""
        found = self.place or self.organisation
        assert found is not None  # noqa: S101 (a constraint of the database)
        return found
