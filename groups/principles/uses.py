"""Where principles are used: packages above say which of their things cite one."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from groups.tenancy.models import LeadershipGroup


@dataclass(frozen=True, slots=True)
class Use:
    """A decision, or another thing, that cites a principle."""

    label: str
    href: str
    date: date


Provider = Callable[[LeadershipGroup, Collection[int]], Mapping[int, Sequence[Use]]]
"""From a group and ids of its principles to what cites each. One query at most."""
_providers: Final[dict[str, Provider]] = {}


def register_uses(name: str, provider: Provider) -> None:
    """Add a provider under its name."""
    _providers[name] = provider


def uses_of(group: LeadershipGroup, ids: Collection[int]) -> dict[int, list[Use]]:
    """What cites these principles, the newest first; one that nothing cites has an empty list."""
    found: dict[int, list[Use]] = {pk: [] for pk in ids}
    if not ids:
        return found
    for provider in _providers.values():
        for pk, uses in provider(group, ids).items():
            found[pk] += uses
    return {pk: sorted(uses, key=lambda use: use.date, reverse=True) for pk, uses in found.items()}
