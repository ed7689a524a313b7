"""Asking for letters about one’s data: they are written when they go, and hold true then or are not sent."""

from enum import StrEnum
from typing import Final

from groups.jobs.actions import enqueue

TELL: Final = "mydata.tell"


class About(StrEnum):
    """What a letter is about."""

    COPY_READY = "copy_ready"
    ERASURE_ASKED = "erasure_asked"
    ERASURE_TAKEN_BACK = "erasure_taken_back"
    ERASURE_REFUSED = "erasure_refused"


def tell_later(about: About, pk: int) -> None:
    """Let a person be told of their copy or their wish."""
    enqueue(TELL, {"about": about.value, "row": pk}, by=None)
