"""Percentiles, the best of several bursts, ratios."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from script.benchmarks.figures import Burst, Figure, best, percentile, ratio

SECONDS = st.floats(min_value=0, max_value=1e6)


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [
        ([5.0], 50, 5.0),
        ([5.0], 95, 5.0),
        ([1.0, 2.0], 50, 1.0),
        ([4.0, 1.0, 3.0, 2.0], 50, 2.0),
        (list(range(1, 101)), 95, 95),
        (list(range(1, 101)), 100, 100),
        ([1.0, 1.0, 1.0, 9.0], 75, 1.0),
        ([1.0, 1.0, 1.0, 9.0], 76, 9.0),
    ],
)
def test_nearest_rank(values: list[float], percent: float, expected: float) -> None:
    assert percentile(values, percent) == expected


@given(st.lists(SECONDS, min_size=1), st.floats(min_value=0.1, max_value=100))
def test_so_many_do_not_exceed_it(values: list[float], percent: float) -> None:
    found = percentile(values, percent)
    assert found in values
    assert sum(value <= found for value in values) / len(values) * 100 >= percent - 1e-9


@pytest.mark.parametrize(("values", "percent"), [([], 50), ([1.0], 0), ([1.0], 101)])
def test_no_percentile_of_nothing(values: list[float], percent: float) -> None:
    with pytest.raises(ValueError):
        percentile(values, percent)


def test_the_best_burst_answered_most_a_second() -> None:
    slow, quick = Burst(1, 2.0, (1.0, 1.0)), Burst(1, 1.0, (0.25,) * 4)
    assert best([slow, quick, slow]) is quick


def test_a_figure_takes_the_best_of_each_kind_and_counts_all() -> None:
    alone = [Burst(1, 1.0, (0.1,) * 10), Burst(1, 1.0, (0.05,) * 20)]
    four = [Burst(4, 1.0, (0.1,) * 40), Burst(4, 2.0, (0.2,) * 40)]
    assert Figure.of(alone, four, 1234) == Figure(20.0, 50.0, 50.0, 40.0, 100.0, 100.0, 110, 1234)


def test_nothing_is_compared_with_nothing() -> None:
    assert ratio(1, 4) == 0.25
    with pytest.raises(ValueError):
        ratio(1, 0)
