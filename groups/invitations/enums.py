"""What an invitation opens."""

from django.db import models


class InvitedTo(models.TextChoices):
    """What an invitation opens."""

    SEAT = "seat", "A seat"
    OFFICE = "office", "An office"
    PRACTICE = "practice", "A practice's reading"
    FOUNDING = "founding", "Founding the group as its chair-to-be"
