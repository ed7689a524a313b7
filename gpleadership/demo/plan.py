"""The country of the demo: systems, sub-ICBs, places, PCNs and practices, the same at every scale.

Written out are Tidewater and its Eastmere (`tidewater`); the rest is drawn from a fixed seed. A smaller scale is a part
of a larger one: same codes, names and people to be.

Codes have the shape of real ones and are no one's: practices A99100 to A99799 and so on for other letters, PCNs U99A01,
sub-ICBs X99A0, ICBs QZ1, regions Y91, trusts RZ1 and TZ1, councils XAA, postcodes QA1 (no area begins with Q or V).
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain


class Scale(StrEnum):
    """How much of it is wanted."""

    PLACE = "place"
    SYSTEM = "system"
    ENGLAND = "england"


@dataclass(frozen=True, slots=True)
class Region:
    """An NHS England region."""

    code: str
    name: str
    ons_code: str


@dataclass(frozen=True, slots=True)
class Trust:
    """An NHS trust of a system."""

    code: str
    name: str
    town: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Council:
    """The council of a place."""

    code: str
    name: str
    gss_code: str


@dataclass(frozen=True, slots=True)
class Spell:
    """Days of a practice in a PCN, both inclusive."""

    pcn_code: str
    start: dt.date
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Practice:
    """A GP practice. One that is not ACTIVE has no patients and no spell that goes on."""

    code: str
    name: str
    address: str
    town: str
    postcode: str
    patients: int
    opened: dt.date
    closed: dt.date | None = None
    status: str = "ACTIVE"
    spells: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True)
class Pcn:
    """A primary care network with the practices now in it: none, if it is closed."""

    code: str
    name: str
    opened: dt.date
    practices: tuple[Practice, ...] = ()
    closed: dt.date | None = None

    @property
    def patients(self) -> int:
        """Registered with its practices."""
        return sum(practice.patients for practice in self.practices)


@dataclass(frozen=True, slots=True)
class Place:
    """A place as its group will have it: what it consists of, and whom it sits with."""

    name: str
    council: Council
    pcns: tuple[Pcn, ...]
    practices_without_pcn: tuple[Practice, ...]
    former_pcns: tuple[Pcn, ...]
    former_practices: tuple[Practice, ...]
    federations: tuple[str, ...]
    others: tuple[str, ...]
    group_name: str | None
    """What its leadership group calls itself; None: it has none yet."""

    @property
    def slug(self) -> str:
        """As in its address."""
        return self.name.lower().replace(" ", "-")

    @property
    def practices(self) -> tuple[Practice, ...]:
        """In force, in a PCN or not."""
        return (*chain.from_iterable(pcn.practices for pcn in self.pcns), *self.practices_without_pcn)

    @property
    def patients(self) -> int:
        """Registered with the practices in force."""
        return sum(practice.patients for practice in self.practices)


@dataclass(frozen=True, slots=True)
class SubIcb:
    """A sub-ICB location. It holds one place or several."""

    code: str
    name: str
    ons_code: str
    places: tuple[Place, ...]
    practices_elsewhere: tuple[Practice, ...]
    """In force, in no PCN and no place: a service for the whole system."""


@dataclass(frozen=True, slots=True)
class System:
    """An integrated care system with its ICB. Its LMC serves all its places."""

    code: str
    short_name: str
    ons_code: str
    region: Region
    sub_icbs: tuple[SubIcb, ...]
    trusts: tuple[Trust, ...]
    lmc: str

    @property
    def name(self) -> str:
        """The ICB's, in full."""
        return f"NHS {self.short_name} Integrated Care Board"

    @property
    def slug(self) -> str:
        """As in its address."""
        return self.short_name.lower().replace(" ", "-")

    @property
    def places(self) -> tuple[Place, ...]:
        """Of all its sub-ICBs."""
        return tuple(chain.from_iterable(sub_icb.places for sub_icb in self.sub_icbs))


@dataclass(frozen=True)
class Plan:
    """Everything of one scale."""

    scale: Scale
    systems: tuple[System, ...]

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Of all systems."""
        return tuple(chain.from_iterable(system.places for system in self.systems))

    @cached_property
    def pcns(self) -> tuple[Pcn, ...]:
        """In force."""
        return tuple(chain.from_iterable(place.pcns for place in self.places))

    @cached_property
    def practices(self) -> tuple[Practice, ...]:
        """In force: of places, and those of none."""
        sub_icbs = chain.from_iterable(system.sub_icbs for system in self.systems)
        return (
            *chain.from_iterable(place.practices for place in self.places),
            *chain.from_iterable(sub_icb.practices_elsewhere for sub_icb in sub_icbs),
        )

    @property
    def patients(self) -> int:
        """Registered with all practices in force."""
        return sum(practice.patients for practice in self.practices)
