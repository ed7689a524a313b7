"""The kinds of organisation, and how they stand."""

from django.db import models


class Kind(models.TextChoices):
    """What an organisation is. An LMC or a federation has no ODS code."""

    PRACTICE = "practice", "Practice"
    PCN = "pcn", "Primary care network"
    LMC = "lmc", "Local medical committee"
    FEDERATION = "federation", "Federation"
    CCG = "ccg", "Clinical commissioning group"
    COUNCIL = "council", "Council"
    TRUST = "trust", "NHS trust"
    OTHER = "other", "Other organisation"


class Status(models.TextChoices):
    """An organisation's standing in the ODS register; the legacy letters are A, D, C and P."""

    ACTIVE = "active", "Active"
    DORMANT = "dormant", "Dormant"
    INACTIVE = "inactive", "Inactive"
    PROPOSED = "proposed", "Proposed"
