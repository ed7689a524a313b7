"""Coverage: whose patients have a voice at the table, and which PCNs are of the size that the contract expects."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

SMALLEST: Final = 30_000
LARGEST: Final = 50_000
"""Registered patients of a PCN: "typically 30,000 to 50,000", Network Contract DES, NHS England."""


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice of the place; `patients` is None where no list size is known."""

    id: int
    code: str
    name: str
    patients: int | None
    pcns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Network:
    """A PCN of the place."""

    id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class NetworkSize:
    """A PCN with the patients of its practices in the place, and whether somebody sits for it."""

    network: Network
    practices: int
    patients: int
    seated: bool

    @property
    def in_band(self) -> bool:
        """Whether its size is what the contract expects."""
        return SMALLEST <= self.patients <= LARGEST


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who is represented, counted in practices and in registered patients."""

    practices: int
    patients: int
    covered: int
    unheard: tuple[Practice, ...]
    unknown: tuple[Practice, ...]
    networks: tuple[NetworkSize, ...]

    @property
    def share(self) -> float:
        """The share of known patients whose practice has a voice, 0 to 1; 0 where nothing is known."""
        return self.covered / self.patients if self.patients else 0.0

    @property
    def empty_networks(self) -> tuple[NetworkSize, ...]:
        """PCNs for which nobody sits."""
        return tuple(each for each in self.networks if not each.seated)

    @property
    def outside_band(self) -> tuple[NetworkSize, ...]:
        """PCNs that are smaller or larger than the contract expects."""
        return tuple(each for each in self.networks if not each.in_band)


def coverage(practices: Iterable[Practice], networks: Iterable[Network], seated: Collection[int]) -> Coverage:
    """Work out coverage. `seated`: organisations (PCNs, practices) for which a core seat is filled now.

    A practice is heard if it sits itself, or if a PCN it belongs to does.
    """
    all_practices = sorted(practices, key=lambda each: (each.name, each.code))
    heard = {each.id for each in all_practices if each.id in seated or each.pcns & frozenset(seated)}
    return Coverage(
        practices=len(all_practices),
        patients=sum(each.patients or 0 for each in all_practices),
        covered=sum(each.patients or 0 for each in all_practices if each.id in heard),
        unheard=tuple(each for each in all_practices if each.id not in heard),
        unknown=tuple(each for each in all_practices if each.patients is None),
        networks=tuple(_size(network, all_practices, seated) for network in sorted(networks, key=_by_name)),
    )


def _by_name(network: Network) -> tuple[str, str]:
    return network.name, network.code


def _size(network: Network, practices: Iterable[Practice], seated: Collection[int]) -> NetworkSize:
    members = [each for each in practices if network.id in each.pcns]
    return NetworkSize(network, len(members), sum(each.patients or 0 for each in members), network.id in seated)
