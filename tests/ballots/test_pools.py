"""Who votes with whom, and the roll as it is published."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.ballots.rules.electorate import (
    SHORT,
    SMALL,
    Elector,
    Pool,
    canonical,
    fingerprint,
    pool_key_of,
    pools_of,
)
from groups.seats.enums import Constituency


def electors(**sizes: int) -> list[Elector]:
    """So many electors of each constituency."""
    those = [kind for kind, size in sizes.items() for _ in range(size)]
    return [Elector(seat, 100 + seat, kind) for seat, kind in enumerate(those, start=1)]


def described(**sizes: int) -> list[tuple[str, str, int]]:
    return [(pool.key, pool.name, pool.electors) for pool in pools_of(electors(**sizes))]


ROLLS = st.dictionaries(st.sampled_from(Constituency.values), st.integers(1, 7), min_size=1).map(
    lambda sizes: electors(**sizes)
)


# ---- Pools ----


def test_constituencies_of_four_vote_by_themselves() -> None:
    assert described(federation=4, pcn=6, lmc=5) == [
        ("pcn", "PCNs", 6),
        ("lmc", "LMC", 5),
        ("federation", "Federation", 4),
    ]


def test_small_ones_vote_together() -> None:
    assert described(pcn=6, other=1, lmc=2, federation=3) == [
        ("pcn", "PCNs", 6),
        ("small", "LMC, federation and other leaders", 6),
    ]


def test_the_pool_of_small_ones_stands_where_its_first_one_would() -> None:
    assert described(pcn=3, lmc=6, ccg=1) == [("small", "PCNs and CCG", 4), ("lmc", "LMC", 6)]
    assert described(federation=1, other=1) == [("small", "Federation and other leaders", 2)]


def test_a_single_small_one_stays_by_itself() -> None:
    assert described(pcn=6, lmc=1) == [("pcn", "PCNs", 6), ("lmc", "LMC", 1)]


def test_nobody_makes_no_pool() -> None:
    assert pools_of([]) == ()


def test_every_constituency_has_a_short_name() -> None:
    assert set(SHORT) == set(Constituency.values)


@pytest.mark.parametrize(
    ("sizes", "where"),
    [
        ({"pcn": 4}, "among the PCNs"),
        ({"lmc": 4}, "in the LMC"),
        ({"federation": 4}, "in the federation"),
        ({"other": 4}, "among the other leaders"),
        ({"lmc": 1, "federation": 1}, "among the LMC and federation"),
    ],
)
def test_where_something_holds(sizes: dict[str, int], where: str) -> None:
    assert pools_of(electors(**sizes))[0].where == where


def test_an_unknown_constituency_is_refused() -> None:
    with pytest.raises(ValueError, match="No such constituency: trust"):
        pools_of([Elector(1, 1, "trust")])


@given(ROLLS)
def test_every_elector_has_one_pool_whatever_their_order(roll: list[Elector]) -> None:
    pools = pools_of(roll)
    keys = [pool_key_of(each, pools) for each in roll]
    assert {pool.key: pool.electors for pool in pools} == {key: keys.count(key) for key in keys}
    assert pools_of(roll[::-1]) == pools
    assert sum(1 for pool in pools if pool.electors < SMALL) <= 1, "at most one is still small"
    assert all(len(pool.constituencies) == 1 for pool in pools if pool.key != "small")


def test_an_elector_of_no_pool_is_refused() -> None:
    with pytest.raises(ValueError, match="No pool has the constituency ccg"):
        pool_key_of(Elector(1, 1, "ccg"), pools_of(electors(pcn=4)))


@given(ROLLS)
def test_a_pool_comes_back_from_where_it_is_stored(roll: list[Elector]) -> None:
    assert tuple(Pool.from_json(each.to_json()) for each in pools_of(roll)) == pools_of(roll)


# ---- The published roll ----


def test_the_roll_as_text() -> None:
    roll = electors(pcn=4, lmc=1, federation=1)
    assert canonical("EAS-T-03", roll[::-1], pools_of(roll)) == (
        "Electors of ballot EAS-T-03. To check: the SHA-256 of this whole text, UTF-8, is the fingerprint.\n"
        "seat 1 person 101 pool pcn\n"
        "seat 2 person 102 pool pcn\n"
        "seat 3 person 103 pool pcn\n"
        "seat 4 person 104 pool pcn\n"
        "seat 5 person 105 pool small\n"
        "seat 6 person 106 pool small\n"
    )


@given(ROLLS, st.data())
def test_the_roll_can_be_read_back_and_its_order_never_matters(roll: list[Elector], data: st.DataObject) -> None:
    pools = pools_of(roll)
    text = canonical("EAS-T-03", roll, pools)
    assert canonical("EAS-T-03", data.draw(st.permutations(roll)), pools) == text
    words = [line.split(" ") for line in text.splitlines()[1:]]
    read = {(int(seat), int(person), pool) for _, seat, _, person, _, pool in words}
    assert read == {(each.seat_id, each.person_id, pool_key_of(each, pools)) for each in roll}


@given(ROLLS, st.data())
def test_any_change_of_the_roll_changes_the_fingerprint(roll: list[Elector], data: st.DataObject) -> None:
    pools = pools_of(roll)
    before = fingerprint(canonical("EAS-T-03", roll, pools))
    out = data.draw(st.sampled_from(roll))
    without = [each for each in roll if each is not out]
    other = Elector(out.seat_id, out.person_id + 1000, out.constituency)
    assert fingerprint(canonical("EAS-T-03", without, pools)) != before
    assert fingerprint(canonical("EAS-T-03", [*without, other], pools)) != before
    assert fingerprint(canonical("EAS-T-04", roll, pools)) != before


def test_a_fingerprint_is_what_sha256sum_prints() -> None:
    assert fingerprint("Zoë\n") == sha256("Zoë\n".encode()).hexdigest()


def test_a_seat_votes_once() -> None:
    roll = electors(pcn=4)
    with pytest.raises(ValueError, match="A seat votes once"):
        canonical("EAS-T-03", [*roll, roll[0]], pools_of(roll))


@pytest.mark.parametrize("reference", ["EAS\nseat 9 person 9 pool pcn", "EAS\r"])
def test_a_reference_adds_no_line(reference: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        canonical(reference, [], [])
