"""Coverage is arithmetic: it never exceeds all, and a filled seat never takes a voice away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.roster.presenters.coverage import unheard
from groups.roster.rules import Network, Practice, coverage

NETWORKS = [Network(n, f"U9900{n}", f"PCN {n}") for n in range(1, 5)]
PRACTICES = st.lists(
    st.builds(
        Practice,
        id=st.integers(100, 130),
        code=st.just("A99001"),
        name=st.sampled_from(["Quay Surgery", "Hill Surgery"]),
        patients=st.none() | st.integers(0, 60_000),
        pcns=st.frozensets(st.integers(1, 4), max_size=2),
    ),
    unique_by=lambda practice: practice.id,
    max_size=12,
)
SEATED = st.frozensets(st.integers(1, 4) | st.integers(100, 130))


@given(PRACTICES, SEATED)
def test_coverage_lies_between_nothing_and_all(practices: list[Practice], seated: frozenset[int]) -> None:
    found = coverage(practices, NETWORKS, seated)
    assert 0 <= found.share <= 1
    assert found.covered + sum(each.patients or 0 for each in found.unheard) == found.patients


@given(PRACTICES, SEATED, st.integers(1, 4))
def test_one_more_filled_seat_never_takes_a_voice_away(
    practices: list[Practice], seated: frozenset[int], more: int
) -> None:
    before, after = coverage(practices, NETWORKS, seated), coverage(practices, NETWORKS, seated | {more})
    assert after.covered >= before.covered
    assert set(after.unheard) <= set(before.unheard)


@given(PRACTICES, SEATED, st.randoms())
def test_the_order_of_practices_does_not_matter(practices: list[Practice], seated: frozenset[int], rng: object) -> None:
    shuffled = practices[:]
    rng.shuffle(shuffled)
    one, other = coverage(practices, NETWORKS, seated), coverage(shuffled, NETWORKS, seated)
    assert (one.covered, set(one.unheard), one.networks) == (other.covered, set(other.unheard), other.networks)


@pytest.mark.parametrize(
    ("sizes", "band"),
    [
        ([29_999], "below"),
        ([30_000], "inside"),
        ([25_000, 25_000], "inside"),
        ([50_001], "above"),
        ([50_001, None], "above"),
        ([40_000, None], "unknown"),
        ([None], "unknown"),
        ([], "unknown"),
    ],
)
def test_the_band_is_thirty_to_fifty_thousand(sizes: list[int | None], band: str) -> None:
    practices = [Practice(100 + n, f"A9900{n}", f"P{n}", size, frozenset({1})) for n, size in enumerate(sizes)]
    assert coverage(practices, NETWORKS[:1], ()).networks[0].band == band


@given(PRACTICES, SEATED, SEATED)
def test_an_empty_seat_covers_nobody(practices: list[Practice], seated: frozenset[int], empty: frozenset[int]) -> None:
    found = coverage(practices, NETWORKS, seated, empty)
    assert found.unheard == coverage(practices, NETWORKS, seated).unheard
    assert {each.network.id for each in found.silent} == {1, 2, 3, 4} - seated


@given(PRACTICES, SEATED)
def test_every_practice_without_a_voice_is_named_once(practices: list[Practice], seated: frozenset[int]) -> None:
    found = coverage(practices, NETWORKS, seated)
    named = [practice for group in unheard(found) for practice in group.practices]
    assert sorted(named, key=lambda each: each.id) == sorted(found.unheard, key=lambda each: each.id)


def test_an_unknown_list_size_counts_as_no_patients_and_is_named() -> None:
    known, unknown = Practice(1, "A99001", "Known", 1000), Practice(2, "A99002", "Unknown", None)
    found = coverage([known, unknown], [], {1})
    assert (found.patients, found.covered, found.share) == (1000, 1000, 1.0)
    assert found.unknown == (unknown,)
