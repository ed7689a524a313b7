"""The drawn lot: fixed beforehand, fair, and drawn alike by everybody."""

from collections import Counter
from hashlib import sha256
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from groups.ballots.rules.lot import commitment, drawn, paper_order

POSITIONS = st.sets(st.integers(1, 30), min_size=1)


def test_a_commitment_is_the_hash_that_anybody_can_make() -> None:
    assert commitment("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_the_draw_is_the_one_that_is_described() -> None:
    hashes = {position: sha256(f"oak:{position}".encode()).hexdigest() for position in (1, 2, 3)}
    assert drawn("oak", [3, 1, 2]) == tuple(sorted(hashes, key=hashes.__getitem__))


def test_the_draw_of_a_seed_never_changes() -> None:
    assert drawn("an ash tree", range(1, 6)) == (5, 3, 4, 2, 1)
    assert paper_order("an ash tree", "abc") == ("c", "a", "b")


@given(st.text(), POSITIONS)
def test_the_order_they_are_given_in_changes_nothing(seed: str, positions: set[int]) -> None:
    assert drawn(seed, sorted(positions)) == drawn(seed, sorted(positions, reverse=True))
    assert set(drawn(seed, positions)) == positions


@given(st.text(), POSITIONS, POSITIONS)
def test_who_else_is_in_the_lot_changes_nothing(seed: str, some: set[int], others: set[int]) -> None:
    assert tuple(each for each in drawn(seed, some | others) if each in some) == drawn(seed, some)


def test_every_order_is_as_likely() -> None:
    often = Counter(drawn(f"seed {number}", (1, 2, 3)) for number in range(6000))
    assert set(often) == set(permutations((1, 2, 3)))
    assert all(850 < each < 1150 for each in often.values()), "1,000 each; 150 is more than five standard deviations"


def test_the_order_on_the_paper_is_not_the_order_of_the_lot() -> None:
    seeds = [f"seed {number}" for number in range(100)]
    assert any(drawn(each, (1, 2, 3)) != paper_order(commitment(each), (1, 2, 3)) for each in seeds)
