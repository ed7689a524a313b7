"""What closes to a person when one of their ways of standing in the group ends, and what stays."""

from collections.abc import Iterable
from dataclasses import dataclass

from groups.people.models import Person
from groups.tenancy import standing
from groups.tenancy.capabilities import WORDS, Capability, Role
from groups.tenancy.grants import capabilities_of
from groups.tenancy.models import LeadershipGroup
from groups.tenancy.standing import Stand

OF_SEATS = frozenset({Role.CORE_MEMBER, Role.IN_ATTENDANCE, Role.OBSERVER})
OF_OFFICES = frozenset({Role.CHAIR, Role.DEPUTY_CHAIR, Role.SECRETARIAT})


@dataclass(frozen=True, slots=True)
class Closing:
    """What a person can no longer do, and as what they stay. Neither: the term has not begun."""

    person: Person
    loses: tuple[str, ...]
    stays: tuple[str, ...]

    @property
    def leaves(self) -> bool:
        """Whether every page of the group closes to them."""
        return not self.stays


def closing(group: LeadershipGroup, person: Person, *, roles: Iterable[Role], subjects: Iterable[int]) -> Closing:
    """What closes when those rows end that bring a person these roles. Two queries at most."""
    going, ids = frozenset(roles), frozenset(subjects)
    found = standing.find(person.pk, group.slug)
    stands: tuple[Stand, ...] = found[1].stands if found else ()
    left = [stand for stand in stands if not (stand.role in going and stand.subject_id in ids)]
    lost = capabilities_of(group, stands) - capabilities_of(group, left)
    return Closing(person, tuple(_words(lost)), tuple(dict.fromkeys(_stays(stand) for stand in left)))


def _words(capabilities: frozenset[Capability]) -> list[str]:
    """In the order of the table, the weightiest last in it first here."""
    return [words for capability, words in reversed(WORDS.items()) if capability in capabilities]


def _stays(stand: Stand) -> str:
    return f"{stand.label}, {stand.detail}" if stand.detail and stand.role != Role.CHAIR else stand.label
