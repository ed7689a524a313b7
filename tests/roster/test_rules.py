"""Coverage is arithmetic: it never exceeds all, and a filled seat never takes a voice away."""

from hypothesis import given
from hypothesis import strategies as st

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


def test_the_band_is_thirty_to_fifty_thousand() -> None:
    sizes = [29_999, 30_000, 50_000, 50_001]
    practices = [Practice(100 + n, f"A9900{n}", f"P{n}", size, frozenset({n + 1})) for n, size in enumerate(sizes)]
    found = coverage(practices, NETWORKS, ())
    assert [each.in_band for each in found.networks] == [False, True, True, False]


def test_an_unknown_list_size_counts_as_no_patients_and_is_named() -> None:
    known, unknown = Practice(1, "A99001", "Known", 1000), Practice(2, "A99002", "Unknown", None)
    found = coverage([known, unknown], [], {1})
    assert (found.patients, found.covered, found.share) == (1000, 1000, 1.0)
    assert found.unknown == (unknown,)
