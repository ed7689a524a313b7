"""The count: examples that people will meet, and properties that must never fail."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.ballots.rules.counting import Cell, Outcome, Paper, Step, decide, met, needed, tally
from groups.ballots.rules.electorate import Pool
from groups.ballots.rules.lot import drawn
from tests.ballots.counts import pools_for, tallies_for

NAMES = (1, 2, 3)
FLOORS = st.sampled_from((1, 34, 50, 60, 67, 75, 80, 99, 100))


@st.composite
def ballots(draw: st.DrawFn) -> tuple[tuple[Pool, ...], list[Paper]]:
    """Up to three pools and the papers in them; a pool may have none."""
    pools = pools_for(draw(st.lists(st.just(9), min_size=1, max_size=3)))
    paper = st.builds(Paper, st.sampled_from([pool.key for pool in pools]), st.frozensets(st.sampled_from(NAMES)))
    return pools, draw(st.lists(paper, max_size=20))


BALLOTS = ballots()


def outcome(ballot: tuple[tuple[Pool, ...], Sequence[Paper]], floor: int, seed: str = "seed") -> Outcome:
    pools, papers = ballot
    return decide(tally(papers, pools, NAMES), floor, seed)


def by_the_book(ballot: tuple[tuple[Pool, ...], Sequence[Paper]], floor: int, seed: str) -> int | None:
    """The rule once more, as plainly as it can be put: every candidate is compared on everything at once."""
    pools, papers = ballot
    standing = []
    for name in NAMES:
        shares = []
        for pool in pools:
            answers = [name in paper.approved for paper in papers if paper.pool == pool.key]
            shares.append(Fraction(sum(answers), len(answers)) if answers else Fraction(-1))
        if all(share * 100 >= floor for share in shares):
            total = sum(name in paper.approved for paper in papers)
            standing.append((min(shares), total, -drawn(seed, NAMES).index(name), name))
    return max(standing)[-1] if standing else None


# ---- Counting ----


def test_papers_are_counted_by_candidate_and_pool() -> None:
    papers = [Paper("pcn", frozenset({1, 2})), Paper("lmc", frozenset({2})), Paper("pcn", frozenset({2}))]
    assert tally(papers, pools_for([4, 4, 4]), [3, 1, 2]) == tallies_for(
        (2, 1, 0),
        (1, 0, 0),
        (2, 1, 0),
        (0, 0, 0),
    )


@pytest.mark.parametrize(
    ("paper", "message"),
    [
        (Paper("pcn", frozenset({1, 4, 9})), "No such candidate: 4, 9"),
        (Paper("ccg", frozenset({1})), "No such pool: ccg"),
    ],
)
def test_a_paper_of_another_ballot_stops_the_count(paper: Paper, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        tally([Paper("pcn", frozenset()), paper], pools_for([4]), NAMES)


def test_nobody_voted() -> None:
    assert decide(tally([], pools_for([4, 5]), NAMES), 60, "seed") == Outcome(None, Step.NONE, (), ())


def test_a_ballot_without_pools_trusts_nobody() -> None:
    assert decide(tally([], [], NAMES), 60, "seed").trusted == ()


# ---- The floor ----


@given(st.integers(1, 100), st.integers(0, 200))
def test_the_least_number_at_a_floor(floor: int, cast: int) -> None:
    least = needed(floor, cast)
    assert least * 100 >= floor * cast
    assert (least - 1) * 100 < floor * cast or cast == 0


def test_examples_of_the_floor() -> None:
    assert [needed(60, cast) for cast in range(11)] == [0, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6]
    assert (needed(67, 100), needed(100, 7), needed(50, 7)) == (67, 7, 4)


@pytest.mark.parametrize("floor", [0, -1, 101])
def test_no_such_floor(floor: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 100"):
        needed(floor, 4)


def test_exactly_at_the_floor_is_met() -> None:
    assert met(Cell("pcn", 3, 5), 60)
    assert not met(Cell("pcn", 2, 5), 60)


def test_a_pool_in_which_nobody_voted_has_not_met_the_floor() -> None:
    assert not met(Cell("lmc", 0, 0), 1)
    assert decide(tallies_for((6, 0), (6, 0)), 60, "seed").trusted == ()


# ---- Who is elected ----


def test_the_only_one_trusted_in_all() -> None:
    found = decide(tallies_for((6, 4), (6, 2), (4, 3)), 60, "seed")
    assert found == Outcome(2, Step.FLOOR, (2,), ((2, Fraction(2, 3)),))


def test_the_highest_lowest_before_the_highest_total() -> None:
    found = decide(tallies_for((10, 4), (10, 3), (8, 4)), 60, "seed")
    assert found == Outcome(2, Step.LOWEST, (1, 2), ((1, Fraction(3, 4)), (2, Fraction(4, 5))))


def test_then_the_highest_total() -> None:
    found = decide(tallies_for((5, 5), (3, 4), (3, 5), (3, 3)), 60, "seed")
    assert (found.elected, found.step, found.lot) == (2, Step.TOTAL, ())


def test_shares_are_compared_exactly() -> None:
    found = decide(tallies_for((299, 300), (200, 300), (299, 200)), 60, "seed")
    assert (found.elected, found.step) == (1, Step.LOWEST), "200 of 299 is more than 200 of 300"


def test_then_the_lot_of_those_who_are_level() -> None:
    seeds = [f"seed {number}" for number in range(40)]
    tallies = tallies_for((5,), (4,), (4,), (3,))
    found = [decide(tallies, 60, seed) for seed in seeds]
    assert {each.step for each in found} == {Step.LOT}
    assert {each.elected for each in found} == {1, 2}, "never the third"
    assert [each.lot for each in found] == [drawn(seed, NAMES) for seed in seeds]
    assert all(each.elected == next(name for name in each.lot if name != 3) for each in found)


def test_nobody_is_yet_trusted_by_all() -> None:
    assert decide(tallies_for((6, 4), (6, 2), (3, 4)), 60, "seed") == Outcome(None, Step.NONE, (), ())


def test_without_a_contest_each_is_judged_alone() -> None:
    found = decide(tallies_for((5,), (5,), (2,), (3,)), 60, "seed", contest=False)
    assert found == Outcome(None, Step.NONE, (1, 3), ((1, Fraction(1)), (3, Fraction(3, 5))))


# ---- Properties ----


@given(BALLOTS, FLOORS, st.text(max_size=5))
def test_it_agrees_with_the_book(ballot: tuple[tuple[Pool, ...], list[Paper]], floor: int, seed: str) -> None:
    assert outcome(ballot, floor, seed).elected == by_the_book(ballot, floor, seed)


@given(BALLOTS, FLOORS, st.sampled_from(NAMES), st.data())
def test_an_added_approval_never_hurts(
    ballot: tuple[tuple[Pool, ...], list[Paper]], floor: int, name: int, data: st.DataObject
) -> None:
    pools, papers = ballot
    without = [number for number, paper in enumerate(papers) if name not in paper.approved]
    if not without:
        return
    number = data.draw(st.sampled_from(without))
    better = [*papers]
    better[number] = Paper(papers[number].pool, papers[number].approved | {name})
    assert _no_worse(outcome(ballot, floor), outcome((pools, better), floor), name)


@given(BALLOTS, FLOORS, st.sampled_from(NAMES), st.data())
def test_to_come_and_approve_of_one_never_hurts_them(
    ballot: tuple[tuple[Pool, ...], list[Paper]], floor: int, name: int, data: st.DataObject
) -> None:
    pools, papers = ballot
    paper = Paper(data.draw(st.sampled_from(pools)).key, frozenset({name}))
    assert _no_worse(outcome(ballot, floor), outcome((pools, [*papers, paper]), floor), name)


@given(BALLOTS, FLOORS, st.data())
def test_order_never_matters(ballot: tuple[tuple[Pool, ...], list[Paper]], floor: int, data: st.DataObject) -> None:
    pools, papers = ballot
    shuffled = data.draw(st.permutations(pools)), data.draw(st.permutations(papers))
    found = outcome((tuple(shuffled[0]), shuffled[1]), floor)
    assert found == outcome(ballot, floor)
    assert decide(tally(papers, pools, NAMES)[::-1], floor, "seed") == found


@given(BALLOTS, FLOORS)
def test_the_elected_is_trusted_and_the_trusted_met_every_floor(
    ballot: tuple[tuple[Pool, ...], list[Paper]], floor: int
) -> None:
    pools, papers = ballot
    tallies, found = tally(papers, pools, NAMES), outcome(ballot, floor)
    above = {each.position for each in tallies if all(met(cell, floor) for cell in each.cells)}
    assert set(found.trusted) == above
    assert (found.elected in above) if above else (found.elected is None)
    assert (found.step is Step.NONE) == (not above)
    assert (found.step is Step.FLOOR) == (len(above) == 1)


@given(BALLOTS, FLOORS, st.text())
def test_the_same_seed_draws_the_same_lot(ballot: tuple[tuple[Pool, ...], list[Paper]], floor: int, seed: str) -> None:
    assert outcome(ballot, floor, seed) == outcome(ballot, floor, seed)
    elsewhere = outcome(ballot, floor, f"{seed} and another")
    assert outcome(ballot, floor, seed).step is elsewhere.step, "a seed decides who is drawn, never what decides"
    if elsewhere.step is not Step.LOT:
        assert outcome(ballot, floor, seed) == elsewhere


def _no_worse(before: Outcome, after: Outcome, name: int) -> bool:
    return (after.elected == name or before.elected != name) and (name in after.trusted or name not in before.trusted)
