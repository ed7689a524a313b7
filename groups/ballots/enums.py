"""What a ballot of trust is held for, and how it stands."""

from django.db import models


class BallotKind(models.TextChoices):
    """What a ballot is held for."""

    CHAIR = "chair", "Trust ballot for the chair"
    PULSE = "pulse", "Trust pulse"


class Ending(models.TextChoices):
    """How a ballot ended."""

    NOT_YET = "", "Not ended"
    COUNTED = "counted", "Counted"
    ABANDONED = "abandoned", "Ended without a count"


class BallotState(models.TextChoices):
    """How a ballot stands at an instant."""

    OPEN = "open", "Open"
    CLOSED = "closed", "Closed, not yet counted"
    COUNTED = "counted", "Counted"
    ABANDONED = "abandoned", "Ended without a count"


class Refusal(models.TextChoices):
    """Why the keeper does not take a ballot; the values are what its function answers."""

    NOT_ON_ROLL = "not on the roll", "You are not on the roll of this ballot."
    CLOSED = "closed", "This ballot has closed. Your answers were not cast, and nobody has seen them."
    ENDED = "ended", "This round has ended without a count. Your answers were not cast, and nobody has seen them."
    VOTED = "voted", "A ballot has already been cast for this seat. It counts once, and these answers were not cast."
    UNREADABLE = "unreadable", "These answers do not belong to this ballot. Nothing was cast: open the ballot again."
