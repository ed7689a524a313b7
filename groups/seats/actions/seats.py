"""Adding, changing, ordering and withdrawing seats."""

from django.db.models import Max
from django.utils import timezone

from groups.log.whole import whole
from groups.people.models import Person
from groups.reference.models import Organisation
from groups.seats.actions._locks import hold_group, hold_seat, overlaps_in_words
from groups.seats.actions._notes import note_seat, seat_values
from groups.seats.actions._versions import check_version
from groups.seats.actions.terms import cancel_term, end_term
from groups.seats.enums import SeatClass
from groups.seats.models import Seat, SeatTerm
from groups.seats.policies import seats as policy
from groups.seats.policies.terms import check_stands
from groups.seats.rules.spans import begun
from groups.tenancy.models import LeadershipGroup


@whole()
def add_seat(
    group: LeadershipGroup,
    *,
    title: str,
    constituency: str,
    seat_class: str,
    organisation: Organisation | None = None,
    votes: bool | None = None,
    needed_for_quorum: bool = False,
    by: Person,
) -> Seat:
    """Add an empty seat at the end of its constituency; a core seat votes unless told. Raises `Refused`."""
    votes = seat_class == SeatClass.CORE if votes is None else votes
    policy.check_seat(title=title, seat_class=seat_class, votes=votes, needed_for_quorum=needed_for_quorum)
    if organisation is not None:
        policy.check_organisation(group, organisation, constituency)
    hold_group(group.pk)
    last = group.seats.aggregate(last=Max("position"))["last"] or 0
    seat = Seat.objects.create(
        group=group,
        title=title.strip(),
        constituency=constituency,
        seat_class=seat_class,
        organisation=organisation,
        votes=votes,
        needed_for_quorum=needed_for_quorum,
        position=last + 1,
    )
    note_seat(seat, "seat added", by=by)
    return seat


@whole()
def edit_seat(
    seat: Seat,
    *,
    version: int,
    title: str,
    constituency: str,
    seat_class: str,
    votes: bool,
    needed_for_quorum: bool,
    by: Person,
) -> Seat:
    """Change what a seat is. Raises `EditedMeanwhile` if somebody else did since `version`, or `Refused`."""
    seat = hold_seat(seat)
    check_stands(seat)
    check_version(seat, version)
    policy.check_seat(title=title, seat_class=seat_class, votes=votes, needed_for_quorum=needed_for_quorum)
    if seat.organisation is not None and constituency != seat.constituency:
        policy.check_organisation(seat.group, seat.organisation, constituency)
    policy.check_holders_may_be(seat, seat_class)
    before = seat_values(seat)
    seat.title, seat.constituency, seat.seat_class = title.strip(), constituency, seat_class
    seat.votes, seat.needed_for_quorum = votes, needed_for_quorum
    seat.version += 1
    with overlaps_in_words():
        seat.save(update_fields=["title", "constituency", "seat_class", "votes", "needed_for_quorum", "version"])
    note_seat(seat, "seat changed", by=by, before=before)
    return seat


@whole()
def withdraw_seat(seat: Seat, *, end_terms: bool = False, reason: str = "", by: Person) -> Seat:
    """Take a seat from the table now; its history stays. With `end_terms` whoever sits in it loses it too."""
    seat = hold_seat(seat)
    policy.check_not_withdrawn(seat)
    terms = policy.open_terms(seat)
    if not end_terms:
        policy.check_nobody_sits(seat, terms)
    for term in terms:
        _let_go(term, reason=reason or "The seat was withdrawn", by=by)
    before = seat_values(seat)
    seat.withdrawn_at = timezone.now()
    seat.version += 1
    seat.save(update_fields=["withdrawn_at", "version"])
    note_seat(seat, "seat withdrawn", by=by, before=before)
    return seat


def _let_go(term: SeatTerm, *, reason: str, by: Person) -> None:
    now = timezone.now()
    if begun(term.period, now):
        end_term(term, at=now, reason=reason, by=by)
    else:
        cancel_term(term, by=by)


@whole()
def move_seat(seat: Seat, *, up: bool, by: Person) -> bool:
    """Let a seat change places with its neighbour in the same constituency; False if it has none."""
    group = hold_group(seat.group_id)
    order = list(group.seats.filter(withdrawn_at=None).order_by("position", "pk"))
    near = [each for each in order if _neighbours(each, seat)]
    at = near.index(seat)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(near):
        return False
    one, other = order.index(near[at]), order.index(near[to])
    order[one], order[other] = order[other], order[one]
    for position, each in enumerate(order, start=1):
        each.position = position
    Seat.objects.bulk_update(order, ["position"])
    note_seat(seat, "seat moved up" if up else "seat moved down", by=by)
    return True


def _neighbours(one: Seat, other: Seat) -> bool:
    """Whether two seats stand in one list: core seats by constituency, the rest by class."""
    if SeatClass.CORE in {one.seat_class, other.seat_class}:
        return (one.seat_class, one.constituency) == (other.seat_class, other.constituency)
    return one.seat_class == other.seat_class
