"""Imports of ODS files: who brought what in, what it changed, and what maps have shown of practices in PCNs."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from gpleadership.lib.ods import Kind
from groups.imports.enums import State, Subject, What
from groups.jobs.models import Job


class ImportBatch(models.Model):
    """Files brought in together: shown first, applied in one transaction or not at all."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=9, choices=State, default=State.READING)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    forced = models.BooleanField("older files were allowed", default=False)
    minimum_rows = models.PositiveIntegerField(null=True, blank=True)
    staged_after = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="+", help_text="The last one applied when changes were shown"
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="applied", applied_at__isnull=False) | (~Q(state="applied") & Q(applied_at=None)),
                name="importbatch_applied_has_time",
            ),
        )

    def __str__(self) -> str:
        return f"import {self.public_id}"


class ImportFile(models.Model):
    """One file of an import: a CSV, a member of a .zip, or a sheet of a workbook."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="files")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(default=0)
    as_at = models.DateField(null=True, blank=True)
    as_at_source = models.CharField("how its date is known", max_length=200, blank=True)
    as_at_confirmed = models.BooleanField(default=False)
    skipped = models.CharField("why it is left out", max_length=200, blank=True)
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)

    class Meta:
        ordering = ("batch", "position")
        constraints = (models.UniqueConstraint(fields=["batch", "position"], name="importfile_position_once"),)
        indexes = (models.Index(fields=["kind", "-as_at"], name="importfile_by_kind"),)

    def __str__(self) -> str:
        return self.name

    @property
    def ods_kind(self) -> Kind:
        """What it holds."""
        return Kind(self.kind)


class ImportChange(models.Model):
    """One thing that an import changes, or would change, in words that stay true later."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="changes")
    file = models.ForeignKey(ImportFile, models.CASCADE, related_name="changes")
    what = models.CharField(max_length=12, choices=What)
    subject = models.CharField(max_length=8, choices=Subject)
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=160)
    before = models.CharField(max_length=300, blank=True)
    after = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["batch", "what", "id"], name="importchange_by_what"),)


class MapSighting(models.Model):
    """A run of maps that all showed a practice in the same PCN (or in none): their first and last extract date.

    Kept so that a move which only the maps show survives the import of an older ePCN file.
    """

    practice_code = models.CharField(max_length=9)
    pcn_code = models.CharField(max_length=9, null=True)
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["practice_code", "first_on"], name="mapsighting_once"),
            models.CheckConstraint(condition=Q(last_on__gte=models.F("first_on")), name="mapsighting_in_order"),
        )
