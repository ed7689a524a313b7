"""Where a version of a principle stands."""

from django.db import models


class State(models.TextChoices):
    """Where a version stands, from the first words to the last."""

    DRAFTED = "drafted", "Draft"
    DISCUSSED = "discussed", "In discussion"
    OUT = "out", "Out for agreement"
    ADOPTED = "adopted", "Adopted"
    SUPERSEDED = "superseded", "Superseded"
    RETIRED = "retired", "Retired"
    DROPPED = "dropped", "Given up"


PENDING = (State.DRAFTED, State.DISCUSSED, State.OUT)
"""On its way; a principle has at most one such version."""
WRITABLE = (State.DRAFTED, State.DISCUSSED)
"""Its words can still be changed."""
PUBLIC = (State.ADOPTED, State.SUPERSEDED, State.RETIRED)
"""The organisations adopted it once: every member of the group reads it."""
