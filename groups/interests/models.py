"""Interests with what they said before, the content of withheld ones, and when people last looked."""

from typing import Any, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from groups.interests.enums import Category
from groups.tenancy.models import TenantModel, of_group

LONGEST: Final = 5_000


def _own(related_name: str) -> Any:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name=related_name)


class Content(models.Model):
    """What an interest says. Days are inclusive; indirect: somebody else’s, whom `whose` names."""

    category = models.CharField(max_length=12, choices=Category, blank=True)
    whose = models.CharField("whose, if it is not one’s own", max_length=200, blank=True)
    what = models.CharField(max_length=LONGEST, blank=True)
    with_whom = models.CharField("organisation or person", max_length=200, blank=True)
    start = models.DateField("from", null=True, blank=True)
    end = models.DateField("last day", null=True, blank=True)
    mitigation = models.CharField("what is done about it", max_length=LONGEST, blank=True)

    class Meta:
        abstract = True


class Interest(TenantModel, Content):
    """An interest of somebody at the table. A correction is a row of its own, and the old one keeps what it said.

    Of one that is withheld from publication this row says that there is one, and nothing else.
    """

    group = of_group("interests")
    person = _own("interests")
    withheld = models.BooleanField("withheld from publication", default=False)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    superseded_at = models.DateTimeField(null=True, blank=True)
    declared_at = models.DateTimeField(default=timezone.now)
    declared_by = _own("+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("person", "declared_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(withheld=False, start__isnull=False) & ~Q(category="") & ~Q(what="") & ~Q(with_whom="")
                | Q(
                    withheld=True,
                    category="",
                    whose="",
                    what="",
                    with_whom="",
                    mitigation="",
                    start__isnull=True,
                    end__isnull=True,
                ),
                name="interest_says_what_or_is_withheld",
            ),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name="interest_ends_after_start"),
            models.UniqueConstraint(
                fields=["group", "corrects"], condition=Q(corrects__isnull=False), name="interest_corrected_once"
            ),
        )
        indexes = (models.Index(fields=["person"], name="interest_by_person"),)


class InterestWithheld(TenantModel, Content):
    """The content of an interest that is withheld, and why: for its person, and for the closed room."""

    group = of_group("interests_withheld")
    person = _own("interests_withheld")
    interest = models.ForeignKey(Interest, models.PROTECT, related_name="contents")
    reason = models.CharField("why it is withheld", max_length=500)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["group", "interest"], name="interestwithheld_once"),
            models.CheckConstraint(
                condition=Q(start__isnull=False) & ~Q(category="") & ~Q(what="") & ~Q(with_whom="") & ~Q(reason=""),
                name="interestwithheld_says_what_and_why",
            ),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")), name="interestwithheld_ends_after_start"
            ),
        )


class InterestReview(TenantModel):
    """Somebody looked at their interests: they declared or confirmed some, or that there is nothing to declare."""

    group = of_group("interest_reviews")
    person = _own("interest_reviews")
    nothing = models.BooleanField("nothing to declare", default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=["group", "person", "-at"], name="interestreview_by_person"),)


class InterestReminder(TenantModel):
    """A letter that asked somebody to look at their interests: one a day at most."""

    group = of_group("interest_reminders")
    person = _own("interest_reminders")
    sent_on = models.DateField()

    class Meta:
        ordering = ("sent_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=["group", "person", "sent_on"], name="interestreminder_once_a_day"),
        )
