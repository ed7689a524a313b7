"""How a group stands, and what it says it is."""

from enum import StrEnum

from django.db import models


class Basis(models.TextChoices):
    """What a group says it is. It has no executive control: each organisation signs off for itself."""

    REPRESENTATIVE = "representative", "Representative: it speaks for general practice here"
    ADVISORY = "advisory", "Advisory: a provider's view, not a representative body"
    MANDATED = "mandated", "Mandated: its organisations have given it a mandate"


class GroupStatus(models.TextChoices):
    """Where a group stands. A draft blocks nobody; one group of a place is active."""

    DRAFT = "draft", "Being founded"
    READY = "ready", "Ready to be activated"
    ACTIVE = "active", "Active"
    CLOSED = "closed", "Closed"


class Part(StrEnum):
    """The parts of a group's menu that hold several lines."""

    MEMBERS = "Members"
    WHO_WE_ARE = "Who we are"
    RECORDS = "Records"
