"""What voters are told beforehand: each sentence is true of every count, and nothing that is sure goes untold."""

from itertools import product

import pytest

from groups.ballots.rules.counting import Cell, met
from groups.ballots.rules.electorate import Elector, Pool, pools_of
from groups.ballots.rules.telling import CHOICE, COUNTS, OWN, told

ALL_YES = "“met” there means that everybody who voted said yes"
NO_YES = "“not met” there means that nobody who voted said yes"


def pools(**sizes: int) -> tuple[Pool, ...]:
    those = [kind for kind, size in sizes.items() for _ in range(size)]
    return pools_of([Elector(seat, seat, kind) for seat, kind in enumerate(those)])


def test_an_ordinary_ballot() -> None:
    assert told(pools(pcn=6, lmc=2, federation=2), 60, 3) == (
        "How many people voted is published, and for each person named whether each constituency met the floor of 60%.",
        "The LMC and federation have fewer than 4 voters each, so they vote together as one constituency.",
        (
            "Where 4 or more people vote, a count can be shown. “All” and “all but one” read alike in it, and so do "
            "“one” and “none”: no count says that everybody answered the same. "
            "Where fewer vote, only “met” or “not met” is shown."
        ),
        (
            "Where only one person votes in a constituency, whether it met the floor is that person’s answer. "
            "Where 2 or fewer vote, “met” means that everybody who voted said yes."
        ),
        "Whoever votes also knows their own answer, and can sometimes work out more with it.",
        (
            "Who is chosen, and by which step, is always published. "
            "In a small group that can show that everybody in a constituency said yes."
        ),
    )


def test_a_constituency_of_one() -> None:
    said = told(pools(pcn=6, lmc=1), 60, 2)
    assert said[3] == "In the LMC there is 1 voter, so whether the floor is met there is that one person’s answer."


@pytest.mark.parametrize(
    ("electors", "floor", "sure"),
    [
        (2, 60, f": {ALL_YES}."),
        (2, 50, f": {NO_YES}."),
        (3, 60, "."),
        (3, 67, f": {ALL_YES}."),
    ],
)
def test_a_constituency_of_two_or_three(electors: int, floor: int, sure: str) -> None:
    said = told(pools(pcn=6, lmc=electors), floor, 2)
    assert said[3] == f"In the LMC there are {electors} voters, so only “met” or “not met” is shown{sure}"


def test_a_floor_so_high_that_met_means_everybody() -> None:
    assert told(pools(pcn=4, lmc=5), 80, 2)[3] == f"Among the PCNs there are 4 voters: {ALL_YES}."
    assert [line for line in told(pools(pcn=9, lmc=5), 100, 2) if ALL_YES in line] == [
        f"Among the PCNs there are 9 voters: {ALL_YES}.",
        f"In the LMC there are 5 voters: {ALL_YES}.",
    ]
    assert not [line for line in told(pools(pcn=9, lmc=5), 60, 2) if ALL_YES in line]


@pytest.mark.parametrize("electors", range(2, 12))
def test_what_is_said_of_a_constituency_is_exactly_what_is_sure(electors: int) -> None:
    """In every count, however few of them vote; and if it is so in every count, it is said."""
    counts = [Cell("lmc", yes, cast) for cast in range(1, electors + 1) for yes in range(cast + 1)]
    for floor in range(50, 101):
        all_yes = all(cell.approvals == cell.cast for cell in counts if met(cell, floor))
        no_yes = all(cell.approvals == 0 for cell in counts if not met(cell, floor))
        text = " ".join(told(pools(lmc=electors), floor, 1))
        assert (ALL_YES in text, NO_YES in text) == (all_yes, no_yes)


@pytest.mark.parametrize("floor", [50, 51, 60, 66, 67, 75, 80, 90, 99, 100])
def test_what_is_said_of_a_low_turnout_is_exactly_what_is_sure(floor: int) -> None:
    text = " ".join(told(pools(pcn=150), floor, 1))
    sure = [cast for cast in range(1, 151) if all(yes == cast for yes in range(cast + 1) if 100 * yes >= floor * cast)]
    some = f"Where {sure[-1]} or fewer vote, “met” means" in text
    assert some == (1 < len(sure) < 150)
    assert ("At a floor of 100% “met” means" in text) == (len(sure) == 150)
    assert ("Where 2 or fewer vote, “not met” means" in text) == (floor == 50)


def test_what_is_said_of_counts_and_of_the_choice_only_where_it_holds() -> None:
    for sizes, candidates, contest in product(({"pcn": 6}, {"pcn": 3}), (1, 2), (True, False)):
        said = told(pools(**sizes), 60, candidates, contest=contest)
        assert (COUNTS in said) == (sizes == {"pcn": 6})
        assert (CHOICE in said) == (candidates == 2 and contest)
        assert OWN in said


def test_one_name_is_told_of_as_one() -> None:
    assert "for the person named" in told(pools(pcn=6), 60, 1)[0]
