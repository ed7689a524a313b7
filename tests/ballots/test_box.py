"""A ballot from opening to its count, through the keeper's functions."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope
from groups.ballots import keeper, receipts
from groups.ballots.actions import Named, cast, close, open_ballot
from groups.ballots.models import Ballot
from tests.ballots.electors import Table, table
from tests.ballots.steps import pass_closing_time
from tests.cast import Cast


@pytest.fixture
def seated(cast: Cast) -> Table:
    """Eastmere with six PCN seats, four of the LMC and two of the federation filled."""
    return table(cast, pcn=6, lmc=4, federation=2)


def opened(seated: Table, *names: Any, floor: int = 60) -> Ballot:
    """A chair's ballot over these people, open for a day."""
    with open_scope(read=[seated.group.pk], write=[seated.group.pk]):
        return open_ballot(
            seated.group,
            "chair",
            names=[Named(person) for person in names],
            floor=floor,
            closes_at=timezone.now() + timedelta(days=1),
            by=seated.secretariat,
        )


def vote(seated: Table, ballot: Ballot, number: int, *approved: int) -> str:
    """The elector of a number casts a ballot."""
    person, seat = seated.electors[number]
    group = [seated.group.pk]
    with open_scope(person=person.pk, read=group, write=group, closed=group):
        return cast(ballot, seat.pk, approved, by=person)


def test_a_ballot_from_opening_to_result(seated: Table) -> None:
    ballot = opened(seated, *seated.people[:2])
    assert (ballot.electors, ballot.names, ballot.reference) == (12, 2, "EAS-T-01")
    codes = [vote(seated, ballot, number, 1) for number in range(12)]
    assert len(set(codes)) == 12
    pass_closing_time(ballot)
    group = [seated.group.pk]
    with open_scope(read=group, write=group, closed=group):
        done = close(ballot)
        assert (done.ending, done.cast) == ("counted", 12)
        assert done.result is not None
        assert done.result["elected"] == 1
        assert keeper.has_receipt(ballot.pk, receipts.hashed(ballot.pk, codes[0].lower()))
        assert not keeper.has_receipt(ballot.pk, receipts.hashed(ballot.pk, receipts.new_code()))
        assert keeper.box_hash(ballot.pk) == done.box_hash


def test_a_seat_votes_once(seated: Table) -> None:
    ballot = opened(seated, seated.people[0])
    vote(seated, ballot, 0, 1)
    with pytest.raises(Refused, match="already been cast"):
        vote(seated, ballot, 0)
    with open_scope(read=[seated.group.pk]):
        assert keeper.turnout(ballot.pk) == 1


def test_the_app_can_touch_neither_roll_nor_box(seated: Table) -> None:
    with connection.cursor() as cursor:
        for table_name in ("groups_ballotroll", "groups_ballotbox", "groups_ballotseed"):
            cursor.execute(
                "SELECT has_table_privilege('gpl_app', %s, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES')",
                [table_name],
            )
            assert cursor.fetchone() == (False,)
