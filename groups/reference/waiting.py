"""What waits for platform staff: a list on their overview that packages above fill, in `providers.py`."""

from collections.abc import Callable, Iterable
from typing import Final

from gpleadership.lib.parts import Duty

Provider = Callable[[], Iterable[Duty]]
"""What waits now, in at most one query. It runs in the scope of a page for platform staff."""

_providers: Final[dict[str, Provider]] = {}


def register_waiting(name: str, provider: Provider) -> None:
    """Add a package's provider under its name; the names' order is the list's."""
    _providers[name] = provider


def waiting() -> list[Duty]:
    """Everything that waits for platform staff."""
    return [duty for name in sorted(_providers) for duty in _providers[name]()]
