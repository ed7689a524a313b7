"""What kinds of system role there are."""

from django.db import models


class RoleKind(models.TextChoices):
    """A role in the system. Employment binds in every group; the others bind in the groups of their system."""

    EMPLOYMENT = "employment", "Employed by the ICB"
    CLINICAL = "clinical", "Clinical or pathway lead"
    OTHER = "other", "Another role in the system"
