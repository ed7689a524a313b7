"""Who is asked: the organisations around the table, as they are at this moment."""

from collections import Counter

from groups.reference.models import Organisation
from groups.seats.enums import SeatClass
from groups.seats.models import Seat
from groups.seats.rules.labels import labels
from groups.seats.rules.offices import CHAIRS_SEAT
from groups.signoff.models import Party
from groups.tenancy.models import LeadershipGroup


def parties_now(group: LeadershipGroup) -> list[Party]:
    """An unsaved party for each organisation with a core seat, filled or not; one query.

    A seat without organisation stands for itself; the chair's own seat does not.
    """
    seats = group.seats.filter(seat_class=SeatClass.CORE, withdrawn_at=None).exclude(**CHAIRS_SEAT)
    found: dict[tuple[str, int], Party] = {}
    for seat in seats.select_related("organisation").order_by("position", "pk"):
        key = ("organisation", seat.organisation_id) if seat.organisation_id else ("seat", seat.pk)
        if key in found:
            _add_seat(found[key], seat)
        else:
            found[key] = _party(group, seat, position=len(found) + 1)
    parties = list(found.values())
    for party, name in zip(parties, _names(parties), strict=True):
        party.name = name[:180]
    return parties


def _party(group: LeadershipGroup, seat: Seat, position: int) -> Party:
    return Party(
        group=group,
        organisation=seat.organisation,
        seat=None if seat.organisation_id else seat,
        constituency=seat.constituency,
        needed=seat.needed_for_quorum,
        position=position,
    )


def _add_seat(party: Party, seat: Seat) -> None:
    party.seats += 1
    if seat.needed_for_quorum and not party.needed:
        party.needed, party.constituency = True, seat.constituency


def _names(parties: list[Party]) -> list[str]:
    """Two PCNs may be called alike: then the code tells them apart, or a number."""
    names = [str(party.organisation or party.seat) for party in parties]
    often = Counter(names)
    told = [
        _with_code(party.organisation, name) if often[name] > 1 else name
        for party, name in zip(parties, names, strict=True)
    ]
    return labels(told)


def _with_code(organisation: Organisation | None, name: str) -> str:
    return f"{name} ({organisation.ods_code})" if organisation and organisation.ods_code else name
