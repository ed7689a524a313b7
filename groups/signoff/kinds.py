"""What can be signed off. The package above that owns it says where it is read and what follows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from groups.people.models import Person
from groups.signoff.models import Round


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that is signed off.

    `noun`: what it is called in a sentence, “principle”. `address`: (slug of the group, id) to its page.
    `follows`: called in the transaction that closes a round, after its outcome is stored, with who closed it.
    """

    noun: str
    address: Callable[[str, int], str]
    follows: Callable[[Round, Person], None]


_kinds: Final[dict[str, Kind]] = {}


def register_kind(name: str, kind: Kind) -> None:
    """Add a kind under the name that its rounds carry, at most 20 letters."""
    if len(name) > 20:
        raise ValueError(f"{name} is longer than a round can keep.")
    _kinds[name] = kind


def kind_of(found: Round) -> Kind:
    """The kind of a round."""
    return _kinds[found.kind]
