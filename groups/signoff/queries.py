"""Reading a round: the organisations that are asked, every word they gave, and who speaks for which."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
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


def board_of(found: Round, terms: Collection[int] = (), today: date | None = None) -> Board:
    """A round's board; `terms`: by which the reader may speak. Two queries."""
    parties = list(with_mine(found.parties.filter(group_id=found.group_id), terms))
    given: dict[int, list[Word]] = {}
    words = Word.objects.filter(group_id=found.group_id, party__round=found).select_related("by")
    for word in words.order_by("at", "pk"):
        given.setdefault(word.party_id, []).append(word)
    last = {key: Stance(words[-1].stance) for key, words in given.items()}
    return Board(found, parties, given, standing_of(found, parties, last, today or today_here()))


def standing_of(found: Round, parties: Iterable[Party], last: Mapping[int, Stance], today: date) -> Standing:
    """What the rules make of each organisation's last word."""
    voices = [Voice(each.pk, each.name, each.constituency, each.seats, each.needed) for each in parties]
    said = [Said(key, stance) for key, stance in last.items()]
    return standing(voices, said, quorum=found.quorum, today=today, answer_by=found.answer_by)


def with_mine(parties: QuerySet[Party], terms: Collection[int]) -> QuerySet[Party]:
    """Organisations in their order, with `mine`: whether one of these terms lets its person speak for it."""
    its_own = Q(seat__organisation=OuterRef("organisation")) | Q(seat=OuterRef("seat"))
    speaking = SeatTerm.objects.filter(
        ACTS, its_own, group=OuterRef("group"), pk__in=list(terms), period__contains=Now(), seat__withdrawn_at=None
    )
    return parties.annotate(mine=Exists(speaking)).order_by("position", "pk")


def open_parties(group_ids: Collection[int], terms: Collection[int]) -> QuerySet[Party]:
    """Every organisation in the open rounds of some groups, with `mine` and its `stance`, if any. One query."""
    last = Word.objects.filter(group=OuterRef("group"), party=OuterRef("pk")).order_by("-at", "-pk").values("stance")
    asked = Party.objects.filter(group__in=list(group_ids), round__closed_at=None)
    return with_mine(asked, terms).annotate(stance=Subquery(last[:1])).select_related("round")


def speakers_of(party: Party) -> list[SeatTerm]:
    """Who speaks for an organisation now, holders first."""
    return list(
        SeatTerm.objects.filter(
            ACTS, own_seat(party), group_id=party.group_id, period__contains=Now(), seat__withdrawn_at=None
        )
        .select_related("person", "seat")
        .order_by("-part", "pk")
    )


def own_seat(party: Party) -> Q:
    """The condition that a term is in a seat of an organisation."""
    return Q(seat__organisation=party.organisation_id) if party.organisation_id else Q(seat=party.seat_id)
