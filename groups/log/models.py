"""The keeper's tables: the app reads them, and writes them only through the keeper's functions."""

from django.conf import settings
from django.db import models

PLATFORM = 0
"""The chain of what is done to the portal itself: systems, places, shared organisations."""


class LogHead(models.Model):
    """Where a group's chain ends: its last number and hash. Locked last in a transaction."""

    group_id = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)


class LogEntry(models.Model):
    """One thing that somebody did, in its group's chain.

    `body` holds the entry's canonical words; `hash` is SHA-256 of the hash before it and the body.
    Personal values are not in it: they lie in `LogPersonal`, the body holds their salted hash.
    """

    group_id = models.BigIntegerField(db_index=False)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField(null=True)
    body = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("group_id", "seq")
        constraints = (models.UniqueConstraint(fields=["group_id", "seq"], name="logentry_one_chain"),)


class LogPersonal(models.Model):
    """The personal values of one log entry. Erasing them leaves the chain whole."""

    entry = models.OneToOneField(LogEntry, models.DO_NOTHING, primary_key=True, related_name="personal")
    group_id = models.BigIntegerField()
    salt = models.CharField(max_length=72)
    data = models.TextField()


class AccessEntry(models.Model):
    """One view of a group's roster by ICB staff, or of a closed paper. The group shown reads it."""

    group_id = models.BigIntegerField()
    at = models.DateTimeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, related_name="+", db_constraint=False)
    what = models.CharField(max_length=120)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["group_id", "-at"], name="accessentry_by_group"),)
