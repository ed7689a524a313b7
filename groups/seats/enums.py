"""What a seat is, and how somebody holds it."""

from enum import StrEnum

from django.db import models


class Constituency(models.TextChoices):
    """Whose voice a seat is, in the order that pages show them."""

    PCN = "pcn", "Primary care networks"
    LMC = "lmc", "Local medical committee"
    FEDERATION = "federation", "Federation"
    CCG = "ccg", "Clinical commissioning group"
    OTHER = "other", "Other leaders"
    PARTNER = "partner", "Partners"


class SeatClass(models.TextChoices):
    """What a seat opens. Only core members enter the closed room."""

    CORE = "core", "Core member"
    IN_ATTENDANCE = "in_attendance", "In attendance"
    OBSERVER = "observer", "Observer"


class Part(models.TextChoices):
    """How a person holds a seat."""

    HOLDER = "holder", "Holder"
    DEPUTY = "deputy", "Deputy"


class Occasion(StrEnum):
    """What a letter about a term of office is about."""

    APPOINTED = "appointed"
    HANDOVER = "handover"
    LEAVING = "leaving"
    ENDED = "ended"
    STAYS = "stays"
    CANCELLED = "cancelled"
    MOVED = "moved"


class Office(models.TextChoices):
    """An office of the group, apart from any seat."""

    CHAIR = "chair", "Chair"
    DEPUTY_CHAIR = "deputy_chair", "Deputy chair"
    SECRETARIAT = "secretariat", "Secretariat"
