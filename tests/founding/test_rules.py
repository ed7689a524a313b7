"""Which seats are proposed, and how many make a quorum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.founding.rules import Body, propose_quorum, propose_seats, still_to_propose

BODIES = [
    Body(1, "Tidewater LMC", "lmc"),
    Body(2, "Old Town PCN", "pcn"),
    Body(3, "Harbour PCN", "pcn"),
    Body(4, "Eastmere Federation", "federation"),
    Body(5, "Quay Surgery", "practice"),
    Body(6, "Out of Hours", "other"),
]


def test_one_seat_for_each_organisation_in_the_order_of_constituencies() -> None:
    proposed = propose_seats(BODIES, Body(9, "Eastmere Council", "council"))
    assert [
        (seat.title, seat.constituency, seat.seat_class, seat.ticked, seat.needed_for_quorum) for seat in proposed
    ] == [
        ("Harbour PCN", "pcn", "core", True, False),
        ("Old Town PCN", "pcn", "core", True, False),
        ("Tidewater LMC", "lmc", "core", True, True),
        ("Tidewater LMC", "lmc", "core", False, True),
        ("Eastmere Federation", "federation", "core", True, False),
        ("Eastmere Federation", "federation", "core", False, False),
        ("Out of Hours", "other", "core", True, False),
        ("Practice managers", "other", "core", False, False),
        ("New GPs", "other", "core", False, False),
        ("Eastmere Council", "partner", "in_attendance", True, False),
    ]
    assert len({seat.key for seat in proposed}) == len(proposed)


def test_without_a_council_the_partner_is_only_offered() -> None:
    partner = propose_seats([])[-1]
    assert (partner.title, partner.ticked, partner.organisation_id) == ("Council partner", False, None)


def test_what_is_a_seat_already_is_not_proposed_again() -> None:
    left = still_to_propose(propose_seats(BODIES), [(3, "Harbour and Quay"), (1, "LMC"), (None, "new gps")], again=True)
    assert [seat.title for seat in left] == [
        "Old Town PCN",
        "Tidewater LMC",
        "Eastmere Federation",
        "Eastmere Federation",
        "Out of Hours",
        "Practice managers",
        "Council partner",
    ]
    assert not any(seat.ticked for seat in left)
    assert [seat.key for seat in left][1] == "org-1-2"


@pytest.mark.parametrize(("seats", "quorum"), [(1, 1), (2, 2), (3, 2), (4, 3), (9, 5), (14, 8)])
def test_a_quorum_is_more_than_half(seats: int, quorum: int) -> None:
    assert propose_quorum(seats) == quorum


@given(st.integers(1, 200))
def test_a_quorum_can_always_be_met_and_two_never_meet_apart(seats: int) -> None:
    quorum = propose_quorum(seats)
    assert quorum <= seats
    assert 2 * quorum > seats
