"""What an organisation says, on whose authority, how a round ends, and what letters about it are for."""

from django.db import models


class Stance(models.TextChoices):
    """An organisation's word, in the order that pages show it: what blocks comes first."""

    OBJECT = "object", "Objects"
    RESERVATION = "reservation", "Agrees, with a reservation"
    STAND_ASIDE = "stand_aside", "Stands aside"
    AGREE = "agree", "Agrees"


AGREEING = frozenset({Stance.AGREE, Stance.RESERVATION})
"""Those that count as agreement."""
EXPLAINED = frozenset({Stance.OBJECT, Stance.RESERVATION})
"""Those that say why."""


class Authority(models.TextChoices):
    """How far an organisation stands behind its word."""

    LEADER = "leader", "Its leader’s view"
    BOARD = "board", "Ratified by its board"


class Outcome(models.TextChoices):
    """How a round ended; an open one has not."""

    OPEN = "", "Open"
    ADOPTED = "adopted", "Adopted"
    NOT_ADOPTED = "not_adopted", "Not adopted"
    WITHDRAWN = "withdrawn", "Withdrawn"


class LetterKind(models.TextChoices):
    """What a letter about a round is for."""

    ASKED = "asked", "Asks for an organisation’s word"
    REMINDER = "reminder", "Reminds of it"
    OVERDUE = "overdue", "Tells the secretariat who has not answered"
    ENDED = "ended", "Tells how it ended"


ASKING = (LetterKind.ASKED, LetterKind.REMINDER)
"""Those that go to whoever gives a word."""
