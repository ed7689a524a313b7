"""Who asks the group for things. Where one of them also pays for its support, the page says so.

Today the ICB of the place’s system always counts as one. Packages above name others here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from groups.reference.models import PlaceSystem, in_force
from groups.tenancy.models import LeadershipGroup


@dataclass(frozen=True, slots=True)
class Asker:
    """An organisation, or a system’s ICB, that asks the group for things; `asks`: what, after its name."""

    name: str
    asks: str
    system_id: int | None = None
    organisation_id: int | None = None


Provider = Callable[[LeadershipGroup, date], Iterable[Asker]]
"""From a group and a day to those who ask it for things. One query at most."""
_providers: Final[dict[str, Provider]] = {}


def register_askers(name: str, provider: Provider) -> None:
    """Add a provider under its name."""
    _providers[name] = provider


def askers_of(group: LeadershipGroup, on: date) -> list[Asker]:
    """Everybody who asks the group for things on a day."""
    return [asker for provider in _providers.values() for asker in provider(group, on)]


def the_icb(group: LeadershipGroup, on: date) -> Iterable[Asker]:
    """The ICB of the system that the place is in: it may ask every group of its places for input."""
    spells = PlaceSystem.objects.filter(in_force(on), place=group.place_id).select_related("system")
    for each in spells:
        yield Asker(f"{each.system} ICB", "asks the group for its view", system_id=each.system_id)
