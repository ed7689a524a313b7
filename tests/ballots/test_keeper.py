"""The keeper's functions by themselves: what they take, what they answer, and that a refusal writes nothing.

They are called with the app's role and its scopes, past all forms and policies, and really committed, so that
whoever owns the tables can be asked what lies in them.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from typing import Any

import psycopg
import pytest
from django.conf import settings as portal
from django.db import DatabaseError, connection, connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import sql

from gpleadership.lib.postgres import embedded
from gpleadership.lib.scopes import EVERY, open_scope
from groups.ballots import keeper, receipts
from groups.ballots.actions import Named, open_ballot
from groups.ballots.enums import Ending, Refusal
from groups.ballots.models import Ballot
from groups.models import LeadershipGroup, Person, Seat
from tests.ballots.electors import Table, table
from tests.ballots.steps import pass_closing_time
from tests.cast import Cast
from tests.database import owner

NAMES = 3
NOTHING = sha256(b"").hexdigest()
CAST = "SELECT gpl_ballot_cast(%s, %s, %s::smallint[], %s)"


@pytest.fixture
def seated(committed_cast: Cast) -> Table:
    """Eastmere with five PCN seats and four of the LMC filled."""
    return table(committed_cast, pcn=5, lmc=4)


@pytest.fixture
def ballot(seated: Table) -> Ballot:
    """A ballot over three names."""
    return opened(seated.group, seated.people[:NAMES], seated.secretariat)


def opened(group: LeadershipGroup, names: Sequence[Person], by: Person) -> Ballot:
    with open_scope(read=[group.pk], write=[group.pk]):
        return open_ballot(
            group,
            "chair",
            names=[Named(person) for person in names],
            floor=60,
            closes_at=timezone.now() + timedelta(days=1),
            by=by,
        )


@contextmanager
def scope(ballot: Ballot, person: Person | None = None) -> Iterator[None]:
    """What a request or a job about the ballot opens."""
    group = [ballot.group_id]
    with open_scope(person=person.pk if person else None, read=group, write=group, closed=group):
        yield


def mark(ballot: Ballot) -> str:
    return receipts.hashed(ballot.pk, receipts.new_code())


def cast_one(ballot: Ballot, elector: tuple[Person, Seat], approved: Sequence[int] = ()) -> Refusal | None:
    person, seat = elector
    with scope(ballot, person):
        return keeper.cast(ballot.pk, seat.pk, approved, mark(ballot))


def kept(ballot: Ballot) -> tuple[list[Any], list[Any]]:
    """Roll and box with their row versions, seen by whoever owns them."""
    with owner(portal.DATABASES["owner"]["NAME"]) as keys:
        keys.execute("SET ROLE gpl_keeper")
        roll = (
            "SELECT seat_id, person_id, pool, voted, xmin::text FROM groups_ballotroll WHERE ballot_id = %s ORDER BY 1"
        )
        box = "SELECT receipt, pool, approved, xmin::text FROM groups_ballotbox WHERE ballot_id = %s ORDER BY 1"
        return keys.execute(roll, [ballot.pk]).fetchall(), keys.execute(box, [ballot.pk]).fetchall()


def asked(call: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(call, values)
        [answer] = cursor.fetchone()
    return answer


def counted(ballot: Ballot) -> None:
    pass_closing_time(ballot)
    with scope(ballot):
        assert keeper.end(ballot.pk, Ending.COUNTED) == "ended"


# ---- What is put into the box ----


def test_every_answer_that_a_paper_has_is_taken(seated: Table, ballot: Ballot) -> None:
    answers = [[], [1], [2], [3], [2, 1], [3, 1], [2, 3], [3, 2, 1]]
    for elector, approved in zip(seated.electors, answers, strict=False):
        assert cast_one(ballot, elector, approved) is None
    roll, box = kept(ballot)
    assert sorted(approved for _, _, approved, _ in box) == sorted(sorted(each) for each in answers)
    assert [voted for *_, voted, _ in roll] == [True] * 8 + [False]
    assert len({version for *_, version in (*roll, *box)}) == 1, "all rows are rewritten together"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(approved=st.lists(st.integers(-(2**40), 2**40) | st.integers(0, 5), max_size=6))
def test_other_positions_are_answered_and_write_nothing(seated: Table, ballot: Ballot, approved: list[int]) -> None:
    if len(set(approved)) == len(approved) and set(approved) <= {1, 2, 3}:
        return
    before = kept(ballot)
    assert cast_one(ballot, seated.electors[0], approved) == Refusal.UNREADABLE
    assert kept(ballot) == before


@pytest.mark.parametrize(
    ("approved", "receipt"),
    [
        ([None], "a" * 64),
        ([1, None], "a" * 64),
        (None, "a" * 64),
        ([1], None),
        ([1], ""),
        ([1], "a" * 63),
        ([1], "a" * 65),
        ([1], "A" * 64),
        ([1], "g" * 64),
        ([1], "a" * 64 + "\n"),
        ([1], "\n" + "a" * 64),
        ([1], "7KQM-2XTP-7KQM-2XTP-7KQM"),
    ],
)
def test_nothing_and_wrong_receipts_are_answered_and_write_nothing(
    seated: Table, ballot: Ballot, approved: Any, receipt: str | None
) -> None:
    person, seat = seated.electors[0]
    before = kept(ballot)
    with scope(ballot, person):
        assert asked(CAST, ballot.pk, seat.pk, approved, receipt) == "unreadable"
    assert kept(ballot) == before


def test_a_receipt_that_is_in_the_box_already_is_not_put_in_again(seated: Table, ballot: Ballot) -> None:
    (one, one_seat), (other, other_seat) = seated.electors[:2]
    with scope(ballot, one):
        assert asked(CAST, ballot.pk, one_seat.pk, [1], "a" * 64) == "cast"
    before = kept(ballot)
    with pytest.raises(DatabaseError), scope(ballot, other):
        asked(CAST, ballot.pk, other_seat.pk, [2], "a" * 64)
    assert kept(ballot) == before


# ---- Who casts ----


def test_nobody_casts_for_another_seat(seated: Table, ballot: Ballot) -> None:
    (person, _), (_, others) = seated.electors[:2]
    before = kept(ballot)
    with scope(ballot, person):
        for seat in (others.pk, 0, 2**40):
            assert keeper.cast(ballot.pk, seat, [1], mark(ballot)) == Refusal.NOT_ON_ROLL
        assert asked(CAST, ballot.pk, None, [1], mark(ballot)) == "not on the roll"
    with scope(ballot):
        assert keeper.cast(ballot.pk, others.pk, [1], mark(ballot)) == Refusal.NOT_ON_ROLL
    assert kept(ballot) == before


def test_without_the_closed_room_or_to_read_only_nothing_is_cast(seated: Table, ballot: Ballot) -> None:
    person, seat = seated.electors[0]
    group, before = [ballot.group_id], kept(ballot)
    scopes: list[dict[str, Any]] = [
        {"read": group, "write": group},
        {"read": group, "closed": group},
        {"read": EVERY, "write": EVERY},
        {},
    ]
    for each in scopes:
        with pytest.raises(DatabaseError, match="not open in this scope"), open_scope(person=person.pk, **each):
            keeper.cast(ballot.pk, seat.pk, [1], mark(ballot))
    assert kept(ballot) == before


def test_another_groups_ballot_answers_like_none(committed_cast: Cast, seated: Table, ballot: Ballot) -> None:
    """Who stands in Ambleford learns nothing of Eastmere's ballots, not even which there are."""
    cast, group, before = committed_cast, [committed_cast.ambleford.pk], kept(ballot)
    person, seat = seated.electors[0]
    own = opened(cast.ambleford, [cast["other_chair"]], cast["other_chair"])
    with open_scope(person=person.pk, read=group, write=group, closed=group):
        assert keeper.cast(own.pk, seat.pk, [1], mark(own)) == Refusal.NOT_ON_ROLL
    said = set()
    for number in (ballot.pk, ballot.pk + 1000):
        for call in (keeper.turnout, keeper.roll, keeper.waiting, keeper.box, keeper.box_hash):
            with pytest.raises(DatabaseError) as error, open_scope(read=group, write=group, closed=group):
                call(number)
            said.add(str(error.value).splitlines()[0])
        with pytest.raises(DatabaseError) as error, open_scope(person=person.pk, read=group, write=group, closed=group):
            keeper.cast(number, seat.pk, [1], mark(ballot))
        said.add(str(error.value).splitlines()[0])
    assert said == {"this is not open in this scope"}
    assert kept(ballot) == before


def test_a_voter_sees_their_own_part_alone(seated: Table, ballot: Ballot) -> None:
    (one, one_seat), (other, other_seat) = seated.electors[0], seated.electors[-1]
    assert cast_one(ballot, (one, one_seat), [1]) is None
    with scope(ballot, one):
        assert keeper.mine([ballot.group_id]) == [keeper.Vote(ballot.pk, one_seat.pk, "pcn", voted=True)]
        assert keeper.mine([ballot.group_id + 1]) == []
    with scope(ballot, other):
        assert keeper.mine([ballot.group_id]) == [keeper.Vote(ballot.pk, other_seat.pk, "lmc", voted=False)]
    with scope(ballot, seated.secretariat):
        assert keeper.mine([ballot.group_id]) == []
    with scope(ballot):
        assert keeper.mine([ballot.group_id]) == []


def test_who_has_not_voted_is_told_to_reminders_alone(seated: Table, ballot: Ballot) -> None:
    assert cast_one(ballot, seated.electors[0], [1]) is None
    with scope(ballot):
        assert keeper.waiting(ballot.pk) == sorted(person.pk for person in seated.people[1:])
    group = [ballot.group_id]
    with pytest.raises(DatabaseError), open_scope(read=group, write=group):
        keeper.waiting(ballot.pk)
    counted(ballot)
    with scope(ballot):
        assert keeper.waiting(ballot.pk) == []


# ---- When ----


def test_an_open_box_cannot_be_read(seated: Table, ballot: Ballot) -> None:
    assert cast_one(ballot, seated.electors[0], [1]) is None
    for over in (False, True):
        if over:
            pass_closing_time(ballot)
        with scope(ballot):
            assert (keeper.box(ballot.pk), keeper.box_hash(ballot.pk)) == ([], NOTHING)
            assert keeper.turnout(ballot.pk) == 1
    with scope(ballot):
        assert keeper.end(ballot.pk, Ending.COUNTED) == "ended"
        assert keeper.box(ballot.pk) == [("pcn", [1])]
        assert keeper.box_hash(ballot.pk) != NOTHING


def test_nothing_is_cast_after_the_closing_time(seated: Table, ballot: Ballot) -> None:
    assert cast_one(ballot, seated.electors[0], [1]) is None
    pass_closing_time(ballot)
    before = kept(ballot)
    assert cast_one(ballot, seated.electors[1], [1]) == Refusal.CLOSED
    with scope(ballot):
        assert keeper.end(ballot.pk, Ending.COUNTED) == "ended"
    assert cast_one(ballot, seated.electors[1], [1]) == Refusal.CLOSED
    assert kept(ballot) == before


def test_it_is_not_counted_before_its_time_and_ends_once(seated: Table, ballot: Ballot) -> None:
    with scope(ballot):
        assert keeper.end(ballot.pk, Ending.COUNTED) == "open"
    counted(ballot)
    with scope(ballot):
        assert keeper.end(ballot.pk, Ending.ABANDONED) == "counted"
        assert keeper.end(ballot.pk, Ending.COUNTED) == "counted"


@pytest.mark.parametrize("ending", ["", "lost", None])
def test_there_is_no_third_way_to_end(seated: Table, ballot: Ballot, ending: str | None) -> None:
    before = kept(ballot)
    with pytest.raises(DatabaseError), scope(ballot):
        asked("SELECT gpl_ballot_end(%s, %s, '')", ballot.pk, ending)
    assert kept(ballot) == before


def test_a_round_without_a_count_destroys_roll_and_box(seated: Table, ballot: Ballot) -> None:
    assert cast_one(ballot, seated.electors[0], [1]) is None
    with scope(ballot):
        assert keeper.end(ballot.pk, Ending.ABANDONED, "Who votes has changed.") == "ended"
    assert kept(ballot) == ([], [])
    assert cast_one(ballot, seated.electors[1], [1]) == Refusal.ENDED
    with scope(ballot):
        assert (keeper.box(ballot.pk), keeper.roll(ballot.pk), keeper.turnout(ballot.pk)) == ([], [], 0)
        assert not keeper.publish(ballot.pk, {"elected": 1})
        ended = Ballot.objects.get(group_id=ballot.group_id, pk=ballot.pk)
    assert (ended.ending, ended.why_ended, ended.cast) == ("abandoned", "Who votes has changed.", None)


def test_a_result_is_published_once_and_only_of_a_count(seated: Table, ballot: Ballot) -> None:
    with scope(ballot):
        assert not keeper.publish(ballot.pk, {"elected": 1})
    counted(ballot)
    with scope(ballot):
        assert keeper.publish(ballot.pk, {"elected": 1})
        assert not keeper.publish(ballot.pk, {"elected": 2})
        assert Ballot.objects.get(group_id=ballot.group_id, pk=ballot.pk).result == {"elected": 1}


# ---- What the app may call at all ----


def test_the_app_may_call_these_and_nothing_else() -> None:
    """No function changes a roll, a ballot in the box or a published result."""
    with owner(portal.DATABASES["owner"]["NAME"]) as keys:
        found = keys.execute(
            "SELECT proname FROM pg_proc WHERE proname LIKE 'gpl_ballot%' AND prosecdef"
            " AND has_function_privilege('gpl_app', oid, 'EXECUTE') ORDER BY 1"
        ).fetchall()
        inside = keys.execute(
            "SELECT proname FROM pg_proc WHERE proname LIKE 'gpl_ballot%'"
            " AND NOT has_function_privilege('gpl_app', oid, 'EXECUTE') ORDER BY 1"
        ).fetchall()
    writing = ("cast", "end", "open", "publish")
    reading = ("box", "box_hash", "has_receipt", "mine", "my_rolls", "roll", "turnout", "waiting")
    names = sorted(writing + reading)
    assert [name for (name,) in found] == [f"gpl_ballot_{name}" for name in names]
    assert [name for (name,) in inside] == ["gpl_ballot_allow", "gpl_ballot_held"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE groups_ballot SET floor = 50",
        "DELETE FROM groups_ballot",
        "UPDATE groups_ballotroll SET voted = false",
        "DELETE FROM groups_ballotbox",
        "SELECT * FROM groups_ballotbox",
        "SELECT seed FROM groups_ballotseed",
        "UPDATE groups_candidate SET position = 1",
        "DELETE FROM groups_candidate",
        "SET ROLE gpl_keeper",
    ],
)
def test_the_app_can_change_nothing_of_a_ballot(seated: Table, ballot: Ballot, statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), scope(ballot), connection.cursor() as cursor:
        cursor.execute(statement)


# ---- What the server writes down ----

WHAT_FAILS = {"log_min_error_statement": "error", "log_error_verbosity": "verbose"}
ALL = {"log_statement": "all", "log_parameter_max_length": "0"}  # as far as docs/operations.md allows it


@pytest.fixture
def talking(request: Any, committed: None) -> Iterator[Callable[[], str]]:
    """A server of somebody's own; gives what it has said since."""
    if not portal.EMBEDDED:
        pytest.skip("NOT RUN: only the embedded server's log can be read")
    cluster, name = embedded(portal.VAR), portal.DATABASES["owner"]["NAME"]
    database, log = sql.Identifier(name), cluster.home.folders.log
    begun = log.stat().st_size
    with psycopg.connect(cluster.superuser_url(name), autocommit=True) as superuser:
        for setting, value in request.param.items():
            words = (database, sql.Identifier(setting), sql.Literal(value))
            superuser.execute(sql.SQL("ALTER DATABASE {} SET {} = {}").format(*words))
        _connect_anew()
        yield lambda: log.read_bytes()[begun:].decode()
        superuser.execute(sql.SQL("ALTER DATABASE {} RESET ALL").format(database))
        _connect_anew()


def _connect_anew() -> None:
    connections["default"].close()
    connections["default"].close_pool()


@pytest.mark.parametrize(
    ("talking", "times"), [(WHAT_FAILS, 1), (ALL, 5)], indirect=["talking"], ids=["what fails", "all"]
)
def test_ballots_leave_no_answer_in_the_servers_log(
    talking: Callable[[], str], times: int, seated: Table, ballot: Ballot
) -> None:
    (person, seat), other = seated.electors[:2]
    with scope(ballot, person):
        assert keeper.cast(ballot.pk, seat.pk, [1, 3], "ab" * 32) is None
        assert keeper.cast(ballot.pk, seat.pk, [2, 3], "cd" * 32) == Refusal.VOTED
        assert keeper.cast(ballot.pk, seat.pk, [2, 2**40], "cd" * 32) == Refusal.VOTED
    pass_closing_time(ballot)
    assert cast_one(ballot, other, [2, 3]) == Refusal.CLOSED
    with pytest.raises(DatabaseError), open_scope(person=person.pk, read=[1]):
        keeper.cast(ballot.pk, seat.pk, [2, 3], "ef" * 32)
    said = talking()
    assert said.count("SELECT gpl_ballot_cast($1, $2, $3, $4)") == times, "refusals are no errors"
    assert not any(secret in said for secret in ("ab" * 32, "cd" * 32, "ef" * 32, "{2,3}", "{1,3}", "[2, 3]"))
