"""The table as it stands at an instant: seats, who sits in them, who is missing. Five queries.

The two large ones are SQL and make rows of their own: this is the page that every member opens, and
building the statements and models cost more than asking the database.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, Sum

from gpleadership.lib.dates import london_day
from groups.reference.models import NetworkMembership, Organisation, PlaceOrganisation, in_force
from groups.seats.enums import Part, SeatClass
from groups.seats.models import OfficeTerm
from groups.seats.policies.seats import GP_KINDS
from groups.seats.rules.offices import CHAIRS_SEAT
from groups.seats.rules.spans import Span, holds
from groups.tenancy.models import LeadershipGroup


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat. `left`: when its last holder until then went; `invited_at`: the newest invitation without an answer."""

    pk: int
    title: str
    constituency: str
    seat_class: str
    votes: bool
    needed_for_quorum: bool
    created_at: datetime
    organisation_id: int | None
    organisation: str
    ods_code: str
    left: datetime | None
    invited_at: datetime | None


@dataclass(frozen=True, slots=True)
class TermRow:
    """Somebody's term in a seat. `has_system_role`: whether a role in the system binds them here then."""

    seat_id: int
    person_id: int
    person: str
    part: str
    acting: bool
    job_title: str
    period: Span
    has_system_role: bool


@dataclass(slots=True)
class Sat:
    """A seat at an instant: who holds it, who is deputy, who comes next, since when it is empty."""

    seat: SeatRow
    holder: TermRow | None = None
    deputy: TermRow | None = None
    coming: TermRow | None = None

    @property
    def core(self) -> bool:
        """Whether the seat counts: it votes, makes the quorum and enters the closed room."""
        return self.seat.seat_class == SeatClass.CORE

    @property
    def counts(self) -> TermRow | None:
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
    asked = {"group": group.pk, "at": at}
    found = {row[0]: Sat(SeatRow(*row)) for row in _asked(SEATS, asked)}
    for row in _asked(TERMS, asked):
        term = TermRow(*row)
        if term.seat_id in found:
            _sit(found[term.seat_id], term, at)
    return [sat for sat in found.values() if sat.holder or not _is_chairs(sat.seat)]


def _sit(sat: Sat, term: TermRow, at: datetime) -> None:
    if not holds(term.period, at):
        sat.coming = sat.coming or (term if term.part == Part.HOLDER else None)
    elif term.part == Part.HOLDER:
        sat.holder = term
    else:
        sat.deputy = term


SEATS = """
SELECT s.id, s.title, s.constituency, s.seat_class, s.votes, s.needed_for_quorum, s.created_at, s.organisation_id,
       COALESCE(o.name, ''), COALESCE(o.ods_code, ''),
       (SELECT max(upper(t.period)) FROM groups_seatterm t
        WHERE t.group_id = s.group_id AND t.seat_id = s.id AND t.part = 'holder' AND upper(t.period) <= %(at)s),
       (SELECT max(i.invited_at) FROM groups_invitation i
        WHERE i.group_id = s.group_id AND i.seat_id = s.id AND i.part = 'holder'
          AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > now())
FROM groups_seat s LEFT JOIN groups_organisation o ON o.id = s.organisation_id
WHERE s.group_id = %(group)s AND (s.withdrawn_at IS NULL OR s.withdrawn_at > %(at)s)
  AND (s.created_at <= %(at)s OR EXISTS (
       SELECT FROM groups_seatterm t
       WHERE t.group_id = s.group_id AND t.seat_id = s.id AND lower(t.period) <= %(at)s))
ORDER BY s.position, s.id
"""
TERMS = """
SELECT t.seat_id, t.person_id, p.full_name, t.part, t.acting, t.job_title, t.period,
       EXISTS (SELECT FROM gpl_bindings(t.person_id, t.group_id) y WHERE y.during @> %(at)s::timestamptz)
FROM groups_seatterm t JOIN groups_person p ON p.id = t.person_id
WHERE t.group_id = %(group)s AND (upper_inf(t.period) OR upper(t.period) > %(at)s)
ORDER BY t.period, t.id
"""


def _asked(statement: str, values: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        yield from cursor.fetchall()


def _is_chairs(seat: SeatRow) -> bool:
    """An empty chair's seat waits for a chair from outside; it is not missing anybody."""
    wanted = (CHAIRS_SEAT["title"], CHAIRS_SEAT["constituency"], CHAIRS_SEAT["seat_class"], None)
    return (seat.title, seat.constituency, seat.seat_class, seat.organisation_id) == wanted


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
