"""Whether a seat may be added, changed or withdrawn."""

from django.db.models import Q
from django.utils import timezone

from gpleadership.lib.dates import long_date, today
from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import listed
from groups.reference.enums import Kind
from groups.reference.models import Organisation, in_force
from groups.seats.enums import Constituency, SeatClass
from groups.seats.models import Seat, SeatTerm
from groups.seats.policies.terms import check_no_system_role
from groups.tenancy.models import LeadershipGroup

OF_KIND = {
    Kind.PCN: Constituency.PCN,
    Kind.LMC: Constituency.LMC,
    Kind.FEDERATION: Constituency.FEDERATION,
    Kind.CCG: Constituency.CCG,
    Kind.COUNCIL: Constituency.PARTNER,
    Kind.TRUST: Constituency.PARTNER,
}
"""Whose voice an organisation is; a kind that is not here is one of the other leaders."""
GP_KINDS = (Kind.PCN, Kind.LMC, Kind.FEDERATION, Kind.OTHER)
"""The GP organisations of a place: each is to have a seat."""


def check_seat(*, title: str, seat_class: str, votes: bool, needed_for_quorum: bool) -> None:
    """What any seat must be: named, and with no vote and no part in the quorum unless it is core."""
    if not title.strip():
        raise Refused("Enter what the seat is called.", field="title")
    if seat_class != SeatClass.CORE and (votes or needed_for_quorum):
        raise Refused("Only a core seat votes or is needed for a quorum.", field="seat_class")


def check_organisation(group: LeadershipGroup, organisation: Organisation, constituency: str) -> None:
    """An organisation's seat belongs to an organisation of the group's place, under its own kind."""
    own = OF_KIND.get(Kind(organisation.kind), Constituency.OTHER)
    gp_kinds = {Constituency.PCN, Constituency.LMC, Constituency.FEDERATION, Constituency.CCG}
    if constituency != own and (own in gp_kinds or constituency in gp_kinds):
        raise Refused(f"{organisation} sits among “{own.label}”. Choose that constituency.", field="constituency")
    if organisation.kind not in GP_KINDS or constituency == Constituency.PARTNER:
        return
    here = organisation.places.filter(in_force(today()), place_id=group.place_id)
    if not here.exists():
        raise Refused(f"{organisation} is not an organisation of this place today.", field="organisation")


def check_holders_may_be(seat: Seat, seat_class: str) -> None:
    """A seat may become core only if nobody in it, now or later, has a system role that counts here."""
    if seat_class == seat.seat_class:
        return
    for term in open_terms(seat):
        check_no_system_role(seat.group_id, seat_class, term.person, term.period)


def check_nobody_sits(seat: Seat, terms: list[SeatTerm]) -> None:
    """A seat that somebody holds is not withdrawn from under them unasked."""
    if terms:
        names = listed(str(term.person) for term in terms)
        raise Refused(f"{names} would lose this seat. Confirm that their terms end with it.", field="end_terms")


def check_not_withdrawn(seat: Seat) -> None:
    """A seat is withdrawn once."""
    if seat.withdrawn_at is not None:
        raise Refused(f"The seat “{seat}” was already withdrawn on {long_date(seat.withdrawn_at)}.")


def open_terms(seat: Seat) -> list[SeatTerm]:
    """The seat's terms that run now or will."""
    not_over = Q(period__endswith__isnull=True) | Q(period__endswith__gt=timezone.now())
    return list(seat.terms.filter(not_over).select_related("person").order_by("-part", "period"))
