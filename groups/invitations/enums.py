"""What an invitation opens, and how it stands."""

from django.db import models


class InvitedTo(models.TextChoices):
    """What an invitation opens."""

    SEAT = "seat", "A seat"
    OFFICE = "office", "An office"
    PRACTICE = "practice", "A practice's reading"
    FOUNDING = "founding", "Founding the group as its chair-to-be"


class State(models.TextChoices):
    """How an invitation stands; worked out from its instants, never kept."""

    WAITING = "waiting", "Waiting"
    EXPIRED = "expired", "Expired"
    ACCEPTED = "accepted", "Accepted"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Trouble(models.TextChoices):
    """What went wrong with an open invitation; sending it again clears it."""

    NONE = "", "Nothing"
    UNDELIVERED = "undelivered", "The address takes no mail"
    TAKEN = "taken", "Somebody else was there first"
    REFUSED = "refused", "A rule stood against accepting it"
