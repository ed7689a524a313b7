"""Where an import stands, and what it changes."""

from django.db import models


class State(models.TextChoices):
    """Where an import stands."""

    READING = "reading", "Being read"
    DATES = "dates", "Waiting for its dates"
    STAGING = "staging", "Being compared"
    STAGED = "staged", "Waiting for approval"
    APPLYING = "applying", "Being applied"
    APPLIED = "applied", "Applied"
    DISCARDED = "discarded", "Discarded"
    FAILED = "failed", "Not imported"


OPEN = (State.READING, State.DATES, State.STAGING, State.STAGED, State.APPLYING)
"""Imports that somebody still has to decide on, or that run."""


class What(models.TextChoices):
    """One kind of change. The order is that of the lists: what is rarest and matters most first."""

    CLOSED = "closed", "Closed"
    DORMANT = "dormant", "Dormant"
    OPENED = "opened", "Opened again"
    ADDED = "added", "Added"
    RENAMED = "renamed", "Renamed"
    MOVED = "moved", "Moved postcode"
    TRANSFERRED = "transferred", "Moved sub-ICB or system"
    JOINED = "joined", "Joined a PCN"
    LEFT = "left", "Left a PCN"
    SPELL = "spell", "PCN dates changed"
    DETAILS = "details", "Other details"
    LIST_SIZE = "list_size", "List size"


class Subject(models.TextChoices):
    """What a change is of."""

    SYSTEM = "system", "ICB"
    SUB_ICB = "sub_icb", "Sub-ICB"
    PRACTICE = "practice", "Practice"
    PCN = "pcn", "PCN"
    TRUST = "trust", "NHS trust"
    COUNCIL = "council", "Council"
