"""Files that were made of documents. Their bytes lie in a table of their own, saved with everything else."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from gpleadership.lib.documents.making import Format
from groups.tenancy.models import TenantModel, of_group

KEPT: Final = timedelta(days=30)
"""How long a file that nobody adopted is kept; it can be made again."""


class Document(TenantModel):
    """One file made of one document. The database lets nobody change it, and nobody delete an adopted one.

    It never holds what belongs to the closed room: whoever has the kind's capability may read it.
    """

    group = of_group("documents")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60, help_text="Which one of its kind, as the package that registers it says")
    format = models.CharField(max_length=4, choices=[(each.value, each.label) for each in Format])
    title = models.CharField(max_length=200)
    content_key = models.CharField(max_length=64, help_text="What it was made from, and by which renderer")
    sha256 = models.CharField("hash of the bytes", max_length=64)
    size = models.PositiveIntegerField("size in bytes")
    frozen = models.BooleanField("adopted: never made again, never deleted", default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["group", "kind", "subject", "format", "content_key"],
                condition=Q(frozen=False),
                name="document_made_once",
            ),
            models.UniqueConstraint(
                fields=["group", "kind", "subject", "format"],
                condition=Q(frozen=True),
                name="document_adopted_once",
            ),
            models.CheckConstraint(condition=Q(format__in=[each.value for each in Format]), name="document_format"),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.format})"

    @property
    def slug(self) -> str:
        """The beginning of the file's name."""
        return slugify(f"{self.group.slug} {self.title}")


class DocumentBytes(TenantModel):
    """The bytes of one file. They come and go with it, and never change."""

    document = models.OneToOneField(
        Document, models.DO_NOTHING, primary_key=True, related_name="bytes", db_constraint=False
    )
    group = of_group("+")
    data = models.BinaryField()
