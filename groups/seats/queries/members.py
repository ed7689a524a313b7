"""The table as it stands at an instant: seats, who sits in them, who is missing. Five queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Sum
from django.utils import timezone

from gpleadership.lib.dates import london_day
from groups.reference.models import NetworkMembership, Organisation, PlaceOrganisation, in_force
from groups.seats.enums import Part, SeatClass
from groups.seats.models import OfficeTerm, Seat, SeatTerm
from groups.seats.policies.seats import GP_KINDS
from groups.seats.rules.offices import CHAIRS_SEAT
from groups.seats.rules.spans import holds
from groups.tenancy.models import LeadershipGroup, SystemStaffTerm


@dataclass(slots=True)
class Sat:
    """A seat at an instant: who holds it, who is deputy, who comes next, since when it is empty."""

    seat: Seat
    left: datetime | None
    invited_at: datetime | None
    holder: SeatTerm | None = None
    deputy: SeatTerm | None = None
    coming: SeatTerm | None = None

    @property
    def core(self) -> bool:
        """Whether the seat counts: it votes, makes the quorum and enters the closed room."""
        return self.seat.seat_class == SeatClass.CORE

    @property
    def counts(self) -> SeatTerm | None:
        """Who counts for the seat: the holder, or a deputy who acts."""
        return self.holder or (self.deputy if self.deputy and self.deputy.acting else None)


@dataclass(frozen=True, slots=True)
class Network:
    """How much general practice a PCN is: practices, and their patients as far as known."""

    practices: int
    patients: int


@dataclass(frozen=True, slots=True)
class Unseated:
    """A GP organisation of the place that has no seat."""

    organisation: Organisation
    had_one: bool


@dataclass(slots=True)
class Members:
    """All that the members page says of a group at an instant."""

    group: LeadershipGroup
    at: datetime
    seats: list[Sat]
    offices: list[OfficeTerm]
    unseated: list[Unseated] = field(default_factory=list)
    networks: dict[int, Network] = field(default_factory=dict)

    @property
    def on(self) -> date:
        """The London day of the instant."""
        return london_day(self.at)


def members(group: LeadershipGroup, at: datetime) -> Members:
    """The table at an instant, with who is missing from it."""
    seats = _seats(group, at)
    offices = list(group.office_terms.filter(period__contains=at).select_related("person").order_by("office", "period"))
    found = Members(group, at, seats, offices, _unseated(group, at))
    empty = {sat.seat.organisation_id for sat in seats if sat.core and sat.holder is None}
    found.networks = networks({each for each in empty if each}, london_day(at))
    return found


def _seats(group: LeadershipGroup, at: datetime) -> list[Sat]:
    found = {seat.pk: _sat(seat) for seat in _rows(group, at)}
    for term in _terms(group, at):
        sat = found.get(term.seat_id)
        if sat is None:
            continue
        if not holds(term.period, at):
            sat.coming = sat.coming or (term if term.part == Part.HOLDER else None)
        elif term.part == Part.HOLDER:
            sat.holder = term
        else:
            sat.deputy = term
    return [sat for sat in found.values() if sat.holder or not _is_chairs(sat.seat)]


def _rows(group: LeadershipGroup, at: datetime) -> Iterable[Seat]:
    own = group.seat_terms.filter(seat=OuterRef("pk"))
    left = own.filter(part=Part.HOLDER, period__endswith__lte=at).order_by("-period__endswith")
    invited = group.invitations.filter(
        seat=OuterRef("pk"), part=Part.HOLDER, accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
    ).order_by("-invited_at")
    stood = Q(created_at__lte=at) | Exists(own.filter(period__startswith__lte=at))
    return (
        group.seats.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))
        .filter(stood)
        .select_related("organisation")
        .annotate(
            left=Subquery(left.values("period__endswith")[:1]),
            invited_at=Subquery(invited.values("invited_at")[:1]),
        )
        .order_by("position", "pk")
    )


def _terms(group: LeadershipGroup, at: datetime) -> Iterable[SeatTerm]:
    """Terms that hold or will, the earliest first, each with whether the person works for an ICB then."""
    staff = SystemStaffTerm.objects.filter(person=OuterRef("person"), period__contains=at)
    return (
        group.seat_terms.filter(Q(period__endswith=None) | Q(period__endswith__gt=at))
        .select_related("person")
        .annotate(has_system_role=Exists(staff))
        .order_by("period")
    )


def _sat(seat: Seat) -> Sat:
    return Sat(seat, seat.left, seat.invited_at)  # type: ignore[attr-defined]


def _is_chairs(seat: Seat) -> bool:
    """An empty chair's seat waits for a chair from outside; it is not missing anybody."""
    return all(getattr(seat, name) == value for name, value in CHAIRS_SEAT.items())


def _unseated(group: LeadershipGroup, at: datetime) -> list[Unseated]:
    """GP organisations of the place without a seat then."""
    own = group.seats.filter(organisation=OuterRef("organisation"))
    seated = own.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))
    spells = (
        PlaceOrganisation.objects.filter(
            in_force(london_day(at)), place_id=group.place_id, organisation__kind__in=GP_KINDS
        )
        .exclude(Exists(seated))
        .annotate(had_one=Exists(own))
        .select_related("organisation")
        .order_by("organisation__name", "pk")
    )
    return [Unseated(spell.organisation, spell.had_one) for spell in spells]


def networks(organisations: Iterable[int], on: date) -> dict[int, Network]:
    """Practices and patients of PCNs on a day, by the PCN's id."""
    rows = (
        NetworkMembership.objects.filter(in_force(on), pcn_id__in=list(organisations))
        .values("pcn_id")
        .annotate(practices=Count("practice_id", distinct=True), patients=Sum("practice__list_size"))
    )
    return {row["pcn_id"]: Network(row["practices"], row["patients"] or 0) for row in rows}
