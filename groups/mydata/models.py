"""Copies of what is held about people, and their wishes to be erased."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from groups.jobs.models import Job


class DataExport(models.Model):
    """A copy of what is held about a person. The row stays and says that there was one; the file goes after a week."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="data_exports")
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    ready_at = models.DateTimeField(null=True, blank=True)
    size = models.PositiveIntegerField("size in bytes", default=0)
    opened_at = models.DateTimeField("last downloaded", null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ready_at__isnull=False) | Q(opened_at=None), name="dataexport_opened_when_ready"
            ),
        )

    @property
    def is_there(self) -> bool:
        """Whether its file can be downloaded."""
        return self.ready_at is not None and self.forgotten_at is None

    @property
    def is_being_made(self) -> bool:
        """Whether its job is at it, or will be."""
        return self.ready_at is None and self.job is not None and self.job.state in Job.OPEN


class ErasureRequest(models.Model):
    """A person’s wish to be erased. It is carried out once its days of thinking it over have passed."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="erasure_requests")
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(taken_back_at=None, refused_at=None, done_at=None),
                name="erasurerequest_one_open",
            ),
            models.CheckConstraint(condition=Q(due_at__gt=F("asked_at")), name="erasurerequest_leaves_time"),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, refused_at=None)
                | Q(taken_back_at=None, done_at=None)
                | Q(refused_at=None, done_at=None),
                name="erasurerequest_ends_once",
            ),
        )

    @property
    def is_open(self) -> bool:
        """Whether it waits for its day."""
        return self.ended_at is None

    @property
    def ended_at(self) -> datetime | None:
        """When it was taken back, refused or carried out."""
        return self.taken_back_at or self.refused_at or self.done_at
