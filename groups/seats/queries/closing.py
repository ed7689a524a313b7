"""What closes to a person when one of their ways of standing in the group ends, and what stays."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from groups.people.models import Person
from groups.seats.models import OfficeTerm
from groups.seats.rules.offices import CHAIRS_SEAT
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


def closing_of_chair(group: LeadershipGroup, chair: OfficeTerm) -> Closing:
    """What closes to a chair when the office ends: the seat that is kept for a chair goes with it."""
    kept = {f"seat__{name}": value for name, value in CHAIRS_SEAT.items()}
    seats = group.seat_terms.filter(person=chair.person, period__contains=timezone.now(), **kept)
    ids = seats.values_list("pk", flat=True)
    return closing(group, chair.person, roles=OF_OFFICES, subjects=[chair.pk], seats=ids)


def closing(
    group: LeadershipGroup,
    person: Person,
    *,
    roles: Iterable[Role],
    subjects: Iterable[int],
    seats: Iterable[int] = (),
) -> Closing:
    """What closes when the rows end that bring a person these roles, and these seats. Two queries at most."""
    going = {(role, subject) for role in roles for subject in subjects}
    going |= {(role, seat) for role in OF_SEATS for seat in seats}
    found = standing.find(person.pk, group.slug)
    stands: tuple[Stand, ...] = found[1].stands if found else ()
    left = [stand for stand in stands if (stand.role, stand.subject_id) not in going]
    lost = capabilities_of(group, stands) - capabilities_of(group, left)
    return Closing(person, tuple(_words(lost)), tuple(dict.fromkeys(_stays(stand) for stand in left)))


def _words(capabilities: frozenset[Capability]) -> list[str]:
    """In the order of the table, the weightiest last in it first here."""
    return [words for capability, words in reversed(WORDS.items()) if capability in capabilities]


def _stays(stand: Stand) -> str:
    return f"{stand.label}, {stand.detail}" if stand.detail and stand.role != Role.CHAIR else stand.label
