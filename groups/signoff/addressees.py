"""To whom letters about a round go besides those who give a word, and which have gone."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from groups.people.models import Person
from groups.seats.enums import Office
from groups.seats.models import OfficeTerm, SeatTerm
from groups.signoff.enums import ASKING, Outcome
from groups.signoff.models import Party, Round, RoundLetter, Word
from groups.signoff.speaking import speaking


@dataclass(frozen=True, slots=True)
class Chasers:
    """Who learns that organisations have not answered, and in which office they do."""

    office: Office
    people: tuple[Person, ...]


def chasers(found: Round) -> Chasers:
    """The secretariat; the chair where there is none."""
    people = tuple(_holders(found, Office.SECRETARIAT))
    if people:
        return Chasers(Office.SECRETARIAT, people)
    return Chasers(Office.CHAIR, tuple(_holders(found, Office.CHAIR)))


def _holders(found: Round, office: Office) -> QuerySet[Person]:
    held = OfficeTerm.objects.filter(
        group_id=found.group_id, office=office, person=OuterRef("pk"), period__contains=Now()
    )
    return Person.objects.filter(Exists(held), is_active=True).order_by("full_name", "pk")


def told_of_end(found: Round, *, outcome: str, but: Person | None) -> QuerySet[Person]:
    """Who learns how a round ended: whoever was asked or gave a word, the chair, the secretariat, and not who ended it.

    They must still read what is out for agreement. Of a withdrawal those who were not yet asked hear nothing.
    """
    mine = {"group_id": found.group_id, "person": OuterRef("pk")}
    seats = SeatTerm.objects.filter(**mine, period__contains=Now(), seat__withdrawn_at=None)
    offices = OfficeTerm.objects.filter(**mine, period__contains=Now())
    concerned = (
        Q(Exists(RoundLetter.objects.filter(**mine, round=found, letter__in=ASKING)))
        | Q(Exists(Word.objects.filter(group_id=found.group_id, party__round=found, by=OuterRef("pk"))))
        | Q(Exists(offices.filter(office__in=(Office.CHAIR, Office.SECRETARIAT))))
    )
    if outcome != Outcome.WITHDRAWN:
        concerned |= Q(Exists(speaking(found.group_id).filter(_asked_seat(found), person=OuterRef("pk"))))
    there = Exists(seats) | Exists(offices)
    people = Person.objects.filter(there, concerned, is_active=True).order_by("full_name", "pk")
    return people if but is None else people.exclude(pk=but.pk)


def _asked_seat(found: Round) -> Q:
    parties = Party.objects.filter(group_id=found.group_id, round=found)
    return Q(seat__organisation__in=parties.values("organisation")) | Q(seat__in=parties.values("seat"))


def letters_of(found: Round) -> list[RoundLetter]:
    """Every letter about a round, in the order in which they went."""
    return list(found.letters.filter(group_id=found.group_id).select_related("person").order_by("sent_at", "pk"))
