"""What is published: the rule by example, and the proof that it gives nobody's answer away."""

import json
from collections.abc import Hashable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.ballots.rules.counting import Outcome, Step, Tally, met
from groups.ballots.rules.disclosure import Published, Shown
from tests.ballots.counts import result
from tests.ballots.worlds import agreed, leaks

FLOORS = (50, 60, 67, 75, 80, 100)
SIZES = [(4,), (5,), (6,), (4, 5), (3, 6), (2, 6), (1, 5), (4, 4), (6, 4), (2, 3), (0, 4)]


def said(published: Published, position: int) -> list[str]:
    """What is said of a candidate in each pool."""
    return [f"{'met' if each.met else 'not met'} {each.count}".strip() for each in published.of(position)]


# ---- The rule by example ----


def test_counts_are_coded_at_both_ends() -> None:
    found = result([6], *([number] for number in range(7)), contest=False)
    assert [said(found, position)[0] for position in range(1, 8)] == [
        "not met 1 or fewer of 6",
        "not met 1 or fewer of 6",
        "not met 2 of 6",
        "not met 3 of 6",
        "met 4 of 6",
        "met 5 or more of 6",
        "met 5 or more of 6",
    ]


def test_fewer_than_four_ballots_show_met_or_not_met_only() -> None:
    found = result([6, 3, 0], [4, 3, 0], [1, 0, 0], sizes=[7, 5, 5])
    assert said(found, 1) == ["met 4 of 6", "met", "not met"]
    assert said(found, 2) == ["not met 1 or fewer of 6", "not met", "not met"]
    assert [found.turnout(key) for key in ("pcn", "lmc", "federation")] == [6, None, None]


def test_what_is_always_published() -> None:
    found = result([5, 3], [4, 3], [3, 0], sizes=[6, 4])
    assert (found.electors, found.cast, found.elected, found.step, found.trusted) == (10, 8, 1, Step.FLOOR, (1,))
    assert [[shown.met for shown in each.shown] for each in found.answers] == [[True, True], [True, False]]


def test_in_a_contest_exact_counts_of_all_the_trusted_are_published() -> None:
    found = result([10, 7], [7, 5], [8, 5], [1, 7])
    assert (found.elected, found.step) == (2, Step.LOWEST)
    assert [said(found, each) for each in (1, 2, 3)] == [
        ["met 7 of 10", "met 5 of 7"],
        ["met 8 of 10", "met 5 of 7"],
        ["not met 1 or fewer of 10", "met 6 or more of 7"],
    ]


@pytest.mark.parametrize(
    ("casts", "counts"),
    [((10, 7), ([7, 5], [9, 5])), ((10, 3), ([7, 2], [6, 3])), ((10, 7), ([7, 7], [8, 5]))],
)
def test_in_a_contest_one_count_that_is_not_exact_withholds_those_of_all_the_trusted(
    casts: tuple[int, int], counts: tuple[list[int], list[int]]
) -> None:
    found = result(casts, *counts, [5, 2])
    assert said(found, 1) == said(found, 2) == ["met", "met"]
    assert said(found, 3)[0] == "not met 5 of 10", "nobody competes with those who are not trusted"


def test_a_turnout_is_published_only_with_a_count() -> None:
    found = result([5, 4], [5, 4], [4, 4])
    assert (found.cast, found.turnout("pcn"), found.turnout("lmc")) == (9, None, None)


def test_without_a_contest_none_is_withheld_for_another() -> None:
    found = result([5, 4], [5, 4], [4, 4], contest=False)
    assert said(found, 1) == said(found, 2) == ["met 4 or more of 5", "met 3 or more of 4"]
    assert (found.elected, found.step, found.trusted) == (None, Step.NONE, (1, 2))


def test_the_order_drawn_has_all_the_trusted_and_does_not_say_who_was_level() -> None:
    found = result([5], [4], [4], [3], [1])
    assert found.step is Step.LOT
    assert sorted(found.lot) == [1, 2, 3]


# ---- Stored and read again ----

COUNTS = st.lists(st.integers(0, 9), min_size=1, max_size=3).flatmap(
    lambda casts: st.tuples(
        st.just(casts), st.lists(st.tuples(*(st.integers(0, cast) for cast in casts)), min_size=1, max_size=4)
    )
)


@given(COUNTS, st.sampled_from(FLOORS), st.booleans())
def test_it_comes_back_from_json(counts: tuple[list[int], list[tuple[int, ...]]], floor: int, contest: bool) -> None:
    casts, approvals = counts
    found = result(casts, *approvals, floor=floor, contest=contest)
    stored = json.loads(json.dumps(found.to_json()))
    assert stored == found.to_json()
    assert Published.from_json(stored) == found


def test_an_unknown_edge_is_refused() -> None:
    with pytest.raises(ValueError, match="No such edge"):
        Shown.from_json({"pool": "pcn", "met": True, "approvals": 3, "cast": 4, "edge": "exactly"})


@given(COUNTS, st.sampled_from(FLOORS), st.booleans())
def test_what_is_stored_holds_no_more_than_what_is_shown(
    counts: tuple[list[int], list[tuple[int, ...]]], floor: int, contest: bool
) -> None:
    casts, approvals = counts
    stored = result(casts, *approvals, floor=floor, contest=contest).to_json()
    shown = [cell for each in stored["answers"] for cell in each["shown"]]
    assert {name for cell in shown for name in cell} == {"pool", "met", "approvals", "cast", "edge"}
    assert not [cell for cell in shown if cell["cast"] is not None and cell["cast"] < 4]
    assert not [cell for cell in shown if cell["edge"] == "" and cell["approvals"] in {0, 1}]
    assert not [cell for cell in shown if cell["edge"] == "" and cell["cast"] and cell["approvals"] > cell["cast"] - 2]
    assert set(stored) - {"answers"} == {
        *("electors", "cast", "floor", "contest", "pools"),
        *("elected", "step", "trusted", "lot"),
    }


# ---- The proof ----


@pytest.mark.parametrize("floor", FLOORS)
@pytest.mark.parametrize("casts", SIZES, ids=str)
def test_nothing_published_gives_a_small_or_unanimous_pool_away(casts: tuple[int, ...], floor: int) -> None:
    for candidates in (1, 2):
        assert leaks(casts, candidates, floor) == []
    if len(casts) == 1:
        assert leaks(casts, 3, floor) == []


@pytest.mark.parametrize("floor", FLOORS)
@pytest.mark.parametrize("casts", [(4,), (3, 6), (4, 5)], ids=str)
def test_nor_does_it_without_a_contest(casts: tuple[int, ...], floor: int) -> None:
    assert leaks(casts, 2, floor, contest=False) == []


@pytest.mark.parametrize("floor", [50, 60, 80])
@pytest.mark.parametrize("casts", [(4, 5, 6), (8, 10), (3, 9), (12,)], ids=str)
def test_nor_in_larger_ballots_of_two_who_are_trusted(casts: tuple[int, ...], floor: int) -> None:
    assert leaks(casts, 2, floor, trusted_only=True) == []


@pytest.mark.slow
@pytest.mark.parametrize("floor", [50, 60, 75, 80])
@pytest.mark.parametrize("casts", [(4, 5), (4, 4), (6, 4), (3, 6), (2, 6)], ids=str)
def test_nor_among_three_candidates(casts: tuple[int, ...], floor: int) -> None:
    assert leaks(casts, 3, floor) == []


@pytest.mark.slow
@pytest.mark.parametrize("floor", [50, 60, 75])
@pytest.mark.parametrize("casts", [(4, 4, 4), (4, 5, 6), (2, 5, 6)], ids=str)
def test_nor_in_three_pools_with_three_who_are_trusted(casts: tuple[int, ...], floor: int) -> None:
    assert leaks(casts, 3, floor, trusted_only=True) == []


# ---- The proof bites: methods that come to mind first do not pass it ----


def hide_small_or_unanimous(tallies: tuple[Tally, ...], outcome: Outcome, floor: int, contest: bool) -> Hashable:
    """Exact counts, but none of fewer than four ballots and none that is unanimous."""
    cells = tuple(
        (met(cell, floor), None if cell.cast < 4 or cell.approvals in (0, cell.cast) else cell.approvals)
        for each in tallies
        for cell in each.cells
    )
    return cells, outcome.elected, outcome.step, outcome.trusted


def coded_without_a_rule_for_contests(
    tallies: tuple[Tally, ...], outcome: Outcome, floor: int, contest: bool
) -> Hashable:
    """Counts coded at both ends, those of competitors too."""
    return agreed(tallies, Outcome(None, Step.NONE, outcome.trusted, ()), floor, False), outcome.elected, outcome.step


def with_totals(tallies: tuple[Tally, ...], outcome: Outcome, floor: int, contest: bool) -> Hashable:
    """As agreed, and everybody's total beside it."""
    return agreed(tallies, outcome, floor, contest), tuple(each.total for each in tallies)


def with_those_who_were_level(tallies: tuple[Tally, ...], outcome: Outcome, floor: int, contest: bool) -> Hashable:
    """As agreed, and who had the highest lowest share."""
    highest = max((share for _, share in outcome.lowest), default=None)
    return agreed(tallies, outcome, floor, contest), tuple(each for each, share in outcome.lowest if share == highest)


def test_a_hidden_count_says_that_everybody_agreed() -> None:
    assert leaks((5,), 1, 60, method=hide_small_or_unanimous)
    assert leaks((4, 5), 2, 60, method=hide_small_or_unanimous)


def test_the_winner_and_the_step_tell_coded_counts_apart() -> None:
    assert leaks((5,), 2, 60, method=coded_without_a_rule_for_contests)
    assert leaks((2, 6), 2, 50, method=coded_without_a_rule_for_contests)


def test_a_total_gives_away_a_count_by_subtraction() -> None:
    assert leaks((3, 6), 1, 50, method=with_totals)
    assert leaks((4, 5), 1, 60, method=with_totals)


def test_who_was_level_narrows_the_answers_of_a_small_pool() -> None:
    assert leaks((3,), 3, 60, method=with_those_who_were_level)
