"""Why a chair is appointed, how far it is, and what a nominee has answered."""

from enum import StrEnum

from django.db import models


class Why(models.TextChoices):
    """Why a chair is appointed."""

    END_OF_TERM = "end_of_term", "The chair’s term comes to its end"
    LEFT_EARLY = "left_early", "The chair leaves early"
    FIRST = "first", "It is the group’s first chair"
    OTHER = "other", "Another reason"


class AppointmentStatus(models.TextChoices):
    """How far the appointment of a chair is."""

    PROPOSED = "proposed", "Proposed"
    NOMINATING = "nominating", "Nominations"
    BALLOTING = "balloting", "Ballot open"
    AGAIN = "again", "A new round is needed"
    NOBODY = "nobody", "Nobody trusted by all yet"
    CHOSEN = "chosen", "Chosen"
    APPOINTED = "appointed", "Appointed"
    WITHDRAWN = "withdrawn", "Withdrawn"


OVER = (AppointmentStatus.APPOINTED, AppointmentStatus.WITHDRAWN)
"""Nothing more happens in these; the group may begin another appointment."""


class NominationState(models.TextChoices):
    """What became of a nomination."""

    PROPOSED = "proposed", "Has not answered yet"
    ACCEPTED = "accepted", "Stands"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class LetterKind(StrEnum):
    """What a letter about an appointment is about."""

    NOMINATED = "nominated"
    NOMINATION_WITHDRAWN = "nomination_withdrawn"
    NOMINATIONS_OPEN = "nominations_open"
    WITHDRAWN = "withdrawn"
