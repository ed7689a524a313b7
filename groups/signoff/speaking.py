"""Who may give an organisation's word at this moment, whoever may ask."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, Exists, F, Func, OuterRef, QuerySet
from django.db.models.functions import Now

from groups.people.models import Person
from groups.seats.enums import SeatClass
from groups.seats.models import SeatTerm
from groups.signoff.models import Party, Round, Word
from groups.signoff.queries import ACTS, own_seat
from groups.tenancy.enums import GroupStatus
from groups.tenancy.models import LeadershipGroup


class Unbound(Func):
    """Whether no system role keeps a person out of the core of a group now: (person, group)."""

    template = "NOT EXISTS (SELECT FROM gpl_bindings(%(expressions)s) b WHERE b.during @> statement_timestamp())"
    output_field = BooleanField()


@dataclass(frozen=True, slots=True)
class Heard:
    """How many people can give a word for organisations now, and the organisations for which nobody can."""

    people: int
    nobody: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is asked: the organisations they speak for that have not answered, and who can answer too."""

    person: Person
    parties: tuple[Party, ...]
    others: tuple[str, ...] = ()


def speaking(group_id: int) -> QuerySet[SeatTerm]:
    """Terms by which somebody gives a word in a group now: holders of core seats, and deputies who act."""
    return SeatTerm.objects.filter(
        ACTS,
        Unbound(F("person"), F("group")),
        group_id=group_id,
        period__contains=Now(),
        seat__withdrawn_at=None,
        seat__seat_class=SeatClass.CORE,
        person__is_active=True,
    )


def heard(group: LeadershipGroup, parties: Sequence[Party]) -> Heard:
    """Who would be asked about these organisations, kept or not. One query; a group that is not active asks nobody."""
    if group.status != GroupStatus.ACTIVE:
        return Heard(0)
    terms = list(speaking(group.pk).select_related("seat"))
    people = {party.name: {term.person_id for term in terms if _speaks(term, party)} for party in parties}
    return Heard(len(set().union(*people.values())), tuple(name for name, found in people.items() if not found))


def speakers_of(party: Party) -> list[SeatTerm]:
    """Who gives an organisation's word now, holders first."""
    own = speaking(party.group_id).filter(own_seat(party))
    return list(own.select_related("person", "seat").order_by("-part", "pk"))


def asked(found: Round) -> list[Speaker]:
    """Everybody whose organisation is asked in a round and has not answered. Two queries."""
    silent = found.parties.filter(group_id=found.group_id).exclude(
        Exists(Word.objects.filter(group=OuterRef("group"), party=OuterRef("pk")))
    )
    parties = list(silent.order_by("position", "pk"))
    terms = list(speaking(found.group_id).select_related("person", "seat").order_by("-part", "pk"))
    own: dict[Person, list[Party]] = {}
    for party in parties:
        for person in dict.fromkeys(term.person for term in terms if _speaks(term, party)):
            own.setdefault(person, []).append(party)
    return [Speaker(person, tuple(mine), _others(person, mine, own)) for person, mine in own.items()]


def _others(person: Person, mine: Iterable[Party], own: dict[Person, list[Party]]) -> tuple[str, ...]:
    asked_too = set(mine)
    return tuple(other.full_name for other, theirs in own.items() if other != person and asked_too & set(theirs))


def _speaks(term: SeatTerm, party: Party) -> bool:
    if party.organisation_id:
        return term.seat.organisation_id == party.organisation_id
    return term.seat_id == party.seat_id
