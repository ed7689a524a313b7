"""Who else is told that somebody’s trust is below the floor: packages above name themselves, agendas for one."""

from collections.abc import Callable
from typing import Final

from groups.pulse.models import ConfidenceItem

Receiver = Callable[[ConfidenceItem], None]
"""Called inside the act that raises the item. What it refuses undoes the count, so let it refuse nothing."""

_receivers: Final[dict[str, Receiver]] = {}


def register_confidence(name: str, receiver: Receiver) -> None:
    """Name who receives confidence items, once, when Django starts."""
    _receivers[name] = receiver


def tell(item: ConfidenceItem) -> None:
    """Hand an item that has just been raised to everybody who named themselves."""
    for receiver in _receivers.values():
        receiver(item)
