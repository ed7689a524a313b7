"""What must be known before changing who sits: packages above say it on the pages that ask whether it is meant."""

from collections.abc import Callable
from typing import Final

from groups.tenancy.models import LeadershipGroup

Provider = Callable[[LeadershipGroup], str | None]
_providers: Final[dict[str, Provider]] = {}


def register_caution(name: str, provider: Provider) -> None:
    """Name who may have a sentence to say; None where there is nothing to say. One query at most."""
    _providers[name] = provider


def cautions(group: LeadershipGroup) -> list[str]:
    """The sentences that hold for a group now."""
    said = (provider(group) for provider in _providers.values())
    return [sentence for sentence in said if sentence]
