"""Who votes, and with whom: constituencies of fewer than four electors vote together as one pool."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Final

from gpleadership.lib.words import capital, listed, small
from groups.seats.enums import Constituency

SMALL: Final = 4
"""From this many ballots on, a count can be shown. Constituencies with fewer electors are put together."""
TOGETHER: Final = "small"
SHORT: Final[Mapping[str, str]] = {
    Constituency.PCN: "PCNs",
    Constituency.LMC: "LMC",
    Constituency.FEDERATION: "Federation",
    Constituency.CCG: "CCG",
    Constituency.OTHER: "Other leaders",
    Constituency.PARTNER: "Partners",
}
MANY: Final = frozenset({Constituency.PCN.value, Constituency.OTHER.value, Constituency.PARTNER.value})


@dataclass(frozen=True, slots=True)
class Elector:
    """A filled core seat and whoever votes for it."""

    seat_id: int
    person_id: int
    constituency: str


@dataclass(frozen=True, slots=True)
class Pool:
    """Electors whose answers are counted together: a constituency, or the small ones as one."""

    key: str
    name: str
    constituencies: tuple[str, ...]
    electors: int

    @property
    def where(self) -> str:
        """Where something holds, in a sentence: “in the LMC”, “among the PCNs”."""
        many = len(self.constituencies) > 1 or self.constituencies[0] in MANY
        return f"{'among' if many else 'in'} the {small(self.name)}"

    def to_json(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self) | {"constituencies": list(self.constituencies)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Pool":
        """From what `to_json` gave."""
        return cls(stored["key"], stored["name"], tuple(stored["constituencies"]), stored["electors"])


def pools_of(electors: Iterable[Elector]) -> tuple[Pool, ...]:
    """The pools in the order of constituencies; the pool of small ones stands where its first one would.

    A single small constituency stays by itself: to be put with a large one would leave it without a voice.
    """
    sizes = Counter(each.constituency for each in electors)
    in_order = [each.value for each in Constituency if sizes[each.value]]
    if unknown := sizes.keys() - set(in_order):
        raise ValueError(f"No such constituency: {', '.join(sorted(unknown))}")
    few = [each for each in in_order if sizes[each] < SMALL]
    if len(few) < 2:
        few = []
    found = [[each] for each in in_order if each not in few] + ([few] if few else [])
    return tuple(_pool(each, sizes) for each in sorted(found, key=lambda those: in_order.index(those[0])))


def pool_key_of(elector: Elector, pools: Iterable[Pool]) -> str:
    """The key of the pool that an elector votes in; ValueError if there is none."""
    for pool in pools:
        if elector.constituency in pool.constituencies:
            return pool.key
    raise ValueError(f"No pool has the constituency {elector.constituency}")


def canonical(reference: str, electors: Iterable[Elector], pools: Sequence[Pool]) -> str:
    """The roll as it is hashed and published: the same text for the same electors, in whatever order they come."""
    if "\n" in reference or "\r" in reference:
        raise ValueError("A reference is one line.")
    roll = sorted(electors, key=lambda each: each.seat_id)
    if len({each.seat_id for each in roll}) < len(roll):
        raise ValueError("A seat votes once.")
    first = f"Electors of ballot {reference}. To check: the SHA-256 of this whole text, UTF-8, is the fingerprint."
    return "".join(f"{line}\n" for line in (first, *(_line(each, pools) for each in roll)))


def fingerprint(text: str) -> str:
    """The SHA-256 of a published text, as `sha256sum` prints it."""
    return sha256(text.encode()).hexdigest()


def _pool(constituencies: Sequence[str], sizes: Mapping[str, int]) -> Pool:
    key = TOGETHER if len(constituencies) > 1 else constituencies[0]
    name = capital(listed(small(SHORT[each]) for each in constituencies))
    return Pool(key, name, tuple(constituencies), sum(sizes[each] for each in constituencies))


def _line(elector: Elector, pools: Sequence[Pool]) -> str:
    return f"seat {elector.seat_id} person {elector.person_id} pool {pool_key_of(elector, pools)}"
