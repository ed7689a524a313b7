"""How long what is kept."""

from datetime import datetime, timedelta
from typing import Final

COPY_KEPT: Final = timedelta(days=7)
"""A copy of one’s data can be downloaded for so long."""
TO_THINK_IT_OVER: Final = timedelta(days=7)
"""Between asking to be erased and being erased."""


def forgotten_at(ready_at: datetime) -> datetime:
    """When a copy’s file is deleted."""
    return ready_at + COPY_KEPT


def due_at(asked_at: datetime) -> datetime:
    """When a wish to be erased is carried out."""
    return asked_at + TO_THINK_IT_OVER
