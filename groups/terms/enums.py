"""Where a version of the terms stands, and the sections that all terms have."""

from typing import Final

from django.db import models


class Status(models.TextChoices):
    """Where a version stands, from the first draft to the last."""

    DRAFT = "draft", "Draft"
    OUT = "out", "Out for agreement"
    ADOPTED = "adopted", "In force"
    SUPERSEDED = "superseded", "Superseded"
    WITHDRAWN = "withdrawn", "Not adopted"


PUBLIC: Final = (Status.ADOPTED, Status.SUPERSEDED)
"""The organisations adopted it once: everybody of the group reads it."""


class Section(models.TextChoices):
    """The sections, in the order in which they stand."""

    NAME = "name", "Name and status"
    PURPOSE = "purpose", "What the group is for"
    REMIT = "remit", "What it works on"
    LIMITS = "limits", "What it does not replace"
    SEATS = "seats", "Seats and terms"
    ATTENDANCE = "attendance", "In attendance"
    CHAIR = "chair", "Chair"
    QUORUM = "quorum", "Quorum"
    DECISIONS = "decisions", "How decisions are made"
    CONFLICTS = "conflicts", "Conflicts of interest"
    MEETINGS = "meetings", "Meetings and papers"
    SPEAKING = "speaking", "Representation and report-back"
    TELLING = "telling", "Communication"
    SUPPORT = "support", "Secretariat and funding"
    PRIVATE = "private", "Confidentiality"
    REVIEW = "review", "Review"
