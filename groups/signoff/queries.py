"""Reading a round: the organisations that are asked, every word they gave, and who speaks for which."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from gpleadership.lib.dates import today as today_here
from groups.seats.enums import Part
from groups.seats.models import SeatTerm
from groups.signoff.enums import Stance
from groups.signoff.models import Party, Round, Word
from groups.signoff.rules.standing import Said, Standing, Voice, standing
from groups.tenancy.capabilities import Role
from groups.tenancy.standing import Stand

ACTS = Q(part=Part.HOLDER) | Q(acting=True)
"""Whoever holds a seat speaks for it, and a deputy who acts."""
ITS_OWN = Q(seat__organisation=OuterRef("organisation")) | Q(seat=OuterRef("seat"))
"""Within a question about parties: a term in a seat of the party's organisation, or in the seat that it is."""


@dataclass(frozen=True, slots=True)
class Board:
    """A round with its organisations, their words in the order they were given, and where that leaves it."""

    round: Round
    parties: Sequence[Party]
    words: Mapping[int, Sequence[Word]]
    standing: Standing

    def last(self, party: Party) -> Word | None:
        """The word that counts."""
        words = self.words.get(party.pk)
        return words[-1] if words else None

    @property
    def mine(self) -> list[Party]:
        """The organisations that the reader speaks for."""
        return [party for party in self.parties if getattr(party, "mine", False)]


def core_terms(stands: Iterable[Stand]) -> list[int]:
    """The terms in core seats by which somebody stands in a group now."""
    return [stand.subject_id for stand in stands if stand.role == Role.CORE_MEMBER]


def board_of(found: Round, terms: Collection[int] = (), today: date | None = None, *, brief: bool = False) -> Board:
    """A round's board; `terms`: by which the reader may speak while it is open. Two queries.

    `brief`: without who entered each word.
    """
    asked = found.parties.filter(group_id=found.group_id)
    parties = list(with_mine(asked, terms) if terms and found.is_open else asked.order_by("position", "pk"))
    given: dict[int, list[Word]] = {}
    words = Word.objects.filter(group_id=found.group_id, party__round=found).order_by("at", "pk")
    for word in words if brief else words.select_related("by"):
        given.setdefault(word.party_id, []).append(word)
    last = {key: Stance(words[-1].stance) for key, words in given.items()}
    voices = [Voice(each.pk, each.name, each.constituency, each.seats, each.needed) for each in parties]
    said = [Said(key, stance) for key, stance in last.items()]
    day = today or today_here()
    return Board(
        found, parties, given, standing(voices, said, quorum=found.quorum, today=day, answer_by=found.answer_by)
    )


def with_mine(parties: QuerySet[Party], terms: Collection[int]) -> QuerySet[Party]:
    """Organisations in their order, with `mine`: whether one of these terms lets its person speak for it."""
    speaking = SeatTerm.objects.filter(
        ACTS, ITS_OWN, group=OuterRef("group"), pk__in=list(terms), period__contains=Now(), seat__withdrawn_at=None
    )
    return parties.annotate(mine=Exists(speaking)).order_by("position", "pk")


def own_seat(party: Party) -> Q:
    """The condition that a term is in a seat of an organisation."""
    return Q(seat__organisation=party.organisation_id) if party.organisation_id else Q(seat=party.seat_id)


def last_word(party: Party) -> Word | None:
    """The word of an organisation that counts."""
    return Word.objects.filter(group_id=party.group_id, party=party).order_by("at", "pk").last()
