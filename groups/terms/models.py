"""A version of the terms, its clauses, and what happened to it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.signoff.models import Round
from groups.tenancy.enums import Basis
from groups.tenancy.models import TenantModel, of_group
from groups.terms.enums import Section, Status


class Terms(TenantModel):
    """A version. From the day the organisations are asked its words stand; from the day of adoption its facts too.

    `wording`: sections and clauses as they were put to the organisations, facts still open. `facts`: what the facts
    said on the day of adoption. `log_from`: the number of the log’s last entry before it.
    """

    group = of_group("terms_versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    basis = models.CharField(max_length=14, choices=Basis)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    review_on = models.DateField("looked at again on or before", null=True, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+")
    wording = models.JSONField(null=True, blank=True)
    facts = models.JSONField(null=True, blank=True)
    log_from = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(default=timezone.now)
    edits = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-number",)
        verbose_name_plural = "terms"
        constraints = (
            models.UniqueConstraint(fields=["group", "number"], name="terms_number_once"),
            models.UniqueConstraint(fields=["group"], condition=Q(status="draft"), name="terms_one_draft"),
            models.UniqueConstraint(fields=["group"], condition=Q(status="out"), name="terms_one_out"),
            models.UniqueConstraint(fields=["group"], condition=Q(status="adopted"), name="terms_one_in_force"),
            models.CheckConstraint(
                condition=~Q(status="out") | Q(round__isnull=False, wording__isnull=False, review_on__isnull=False),
                name="terms_out_with_words",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("adopted", "superseded"))
                | Q(round__isnull=False, wording__isnull=False, facts__isnull=False, adopted_on__isnull=False),
                name="terms_adopted_with_words_and_facts",
            ),
        )

    def __str__(self) -> str:
        return f"Terms of reference, version {self.number}"


class TermsClause(TenantModel):
    """A clause of a version: the library’s (`key`), with other words where `text` has some, or the group’s own."""

    group = of_group("terms_clauses")
    terms = models.ForeignKey(Terms, models.PROTECT, related_name="clauses")
    section = models.CharField(max_length=10, choices=Section)
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40, blank=True)
    text = models.TextField(max_length=20_000, blank=True)
    left_out = models.BooleanField(default=False)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    edited_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("section", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["group", "terms", "key"], condition=~Q(key=""), name="termsclause_library_once"
            ),
            models.CheckConstraint(condition=~Q(key="") | ~Q(text=""), name="termsclause_own_has_words"),
            models.CheckConstraint(condition=Q(left_out=False) | ~Q(key=""), name="termsclause_own_is_in_or_gone"),
        )


class TermsStep(TenantModel):
    """A change of a version’s status: who made it, and when. Never changed."""

    group = of_group("terms_steps")
    terms = models.ForeignKey(Terms, models.PROTECT, related_name="steps")
    status = models.CharField(max_length=10, choices=Status)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "pk")
