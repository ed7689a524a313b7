"""The steps of founding, and how a proposed change stands."""

from django.db import models


class Step(models.TextChoices):
    """One page of founding, with one question."""

    BASIS = "basis", "What the group is"
    SEATS = "seats", "Who is at the table"
    PEOPLE = "people", "Who sits"


class ChangeState(models.TextChoices):
    """How a proposed change stands."""

    WAITING = "waiting", "Waiting for platform staff"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
