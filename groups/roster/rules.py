"""Coverage: whose patients have a voice at the table, and which PCNs are of the size that the contract expects."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final, Literal

SMALLEST: Final = 30_000
LARGEST: Final = 50_000
"""Registered patients of a PCN: "typically 30,000 to 50,000", Network Contract DES, NHS England."""

Band = Literal["inside", "below", "above", "unknown"]


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
    """A PCN with the patients of its practices, as far as they are known, and its seat at the table."""

    network: Network
    practices: tuple[Practice, ...]
    seat: Literal["filled", "empty", "none"]

    @property
    def patients(self) -> int:
        """Known patients: a PCN with an unknown list has at least these."""
        return sum(each.patients or 0 for each in self.practices)

    @property
    def known(self) -> bool:
        """Whether every list size is known; a PCN of no practices has no size."""
        return bool(self.practices) and all(each.patients is not None for each in self.practices)

    @property
    def band(self) -> Band:
        """How its size stands to the band; above is certain even where a list is unknown."""
        if self.patients > LARGEST:
            return "above"
        if not self.known:
            return "unknown"
        return "below" if self.patients < SMALLEST else "inside"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who is represented, counted in practices and in registered patients."""

    practices: tuple[Practice, ...]
    unheard: tuple[Practice, ...]
    networks: tuple[NetworkSize, ...]

    @property
    def patients(self) -> int:
        """Every known patient of the place."""
        return sum(each.patients or 0 for each in self.practices)

    @property
    def covered(self) -> int:
        """Those whose practice has a voice."""
        return self.patients - sum(each.patients or 0 for each in self.unheard)

    @property
    def share(self) -> float:
        """The share of known patients whose practice has a voice, 0 to 1; 0 where nothing is known."""
        return self.covered / self.patients if self.patients else 0.0

    @property
    def unknown(self) -> tuple[Practice, ...]:
        """Practices whose list size nobody told us."""
        return tuple(each for each in self.practices if each.patients is None)

    @property
    def silent(self) -> tuple[NetworkSize, ...]:
        """PCNs for which nobody sits."""
        return tuple(each for each in self.networks if each.seat != "filled")

    @property
    def outside_band(self) -> tuple[NetworkSize, ...]:
        """PCNs that are smaller or larger than the contract expects."""
        return tuple(each for each in self.networks if each.band in {"below", "above"})


def coverage(
    practices: Iterable[Practice],
    networks: Iterable[Network],
    seated: Collection[int],
    empty: Collection[int] = (),
) -> Coverage:
    """Work out coverage. `seated`: organisations for which a core seat is filled now; `empty`: with an empty one.

    A practice is heard if it sits itself, or if a PCN it belongs to does.
    """
    everyone = sorted(practices, key=lambda each: (each.name, each.code, each.id))
    sitting = frozenset(seated)
    return Coverage(
        practices=tuple(everyone),
        unheard=tuple(each for each in everyone if each.id not in sitting and not each.pcns & sitting),
        networks=tuple(
            NetworkSize(
                network,
                tuple(each for each in everyone if network.id in each.pcns),
                "filled" if network.id in sitting else "empty" if network.id in empty else "none",
            )
            for network in sorted(networks, key=lambda each: (each.name, each.code))
        ),
    )
