"""A result in words: each way to end, and no number that is withheld."""

import re
from itertools import product

import pytest

from groups.ballots.rules.counting import Cell, Tally, decide
from groups.ballots.rules.disclosure import Published, published
from groups.ballots.rules.electorate import Pool
from groups.ballots.rules.wording import headline, sentence, steps, withheld
from tests.ballots.counts import result

NAMES = {1: "Ruth Calder", 2: "Dr Niamh Corrigan", 3: "Dr Samir Haddad"}
EVERYWHERE = "trusted by at least 60% in every constituency"
FLOOR_OF_TWO = f"Floor. Two people were {EVERYWHERE}: Ruth Calder and Dr Niamh Corrigan."


# ---- The headline ----


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (result([6, 3], [6, 3], [1, 1]), "Ruth Calder is trusted in every constituency."),
        (
            result([10, 7], [7, 5], [8, 5]),
            "Dr Niamh Corrigan is trusted in every constituency, and was chosen from the two who are.",
        ),
        (
            result([5, 5], [3, 4], [3, 5], [3, 3]),
            "Dr Niamh Corrigan is trusted in every constituency, and was chosen from the three who are.",
        ),
        (result([5], [4], [4]), "Ruth Calder is trusted in every constituency, and was chosen by lot."),
        (result([5], [1], [0]), "No one is yet trusted by all."),
        (result([0], [0], sizes=[5]), "Nobody voted, so no one is yet trusted by all."),
    ],
    ids=["floor", "lowest", "total", "lot", "none", "nobody voted"],
)
def test_the_headline_of_a_contest(counted: Published, said: str) -> None:
    assert headline(counted, NAMES) == said


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (result([6], [6], contest=False), "Ruth Calder is trusted in every constituency."),
        (result([6], [1], contest=False), "Ruth Calder is not trusted in every constituency."),
        (
            result([6], [6], [1], [5], contest=False),
            "Ruth Calder and Dr Samir Haddad are trusted in every constituency; Dr Niamh Corrigan is not.",
        ),
        (
            result([6], [1], [1], [5], contest=False),
            "Dr Samir Haddad is trusted in every constituency; Ruth Calder and Dr Niamh Corrigan are not.",
        ),
        (result([6], [1], [2], contest=False), "No one is trusted in every constituency."),
        (result([6], *[[6]] * 3, [0], [0], contest=False), "3 of 5 people are trusted in every constituency."),
        (result([0], [0], sizes=[5], contest=False), "Nobody voted, so there is no answer."),
    ],
)
def test_the_headline_without_a_contest(counted: Published, said: str) -> None:
    names = NAMES | {4: "Jo Field", 5: "Dr Ada Moss"}
    assert headline(counted, names) == said


# ---- One candidate ----


def test_trusted() -> None:
    found = result([6, 3], [6, 3], [1, 1])
    assert sentence(found, 1) == ("Trusted by at least 60% in every constituency: PCNs 5 or more of 6, LMC floor met.")
    assert sentence(found, 1, "Ruth Calder") == (
        "Ruth Calder is trusted by at least 60% in every constituency: PCNs 5 or more of 6, LMC floor met."
    )


def test_trusted_without_a_count_that_can_be_shown() -> None:
    assert sentence(result([6, 3], [5, 3], [4, 3]), 1) == "Trusted by at least 60% in every constituency."


def test_not_trusted() -> None:
    found = result([6, 4, 4], [6, 1, 4], [2, 1, 1])
    assert sentence(found, 1) == "Not yet trusted by all: the floor of 60% was not met in the LMC."
    assert sentence(found, 2, NAMES[2]) == (
        "Dr Niamh Corrigan is not yet trusted by all: "
        "the floor of 60% was not met among the PCNs, in the LMC and in the federation."
    )
    assert sentence(result([0], [0], sizes=[4]), 1) == "Not yet trusted by all: nobody voted."
    assert sentence(result([6], [2], contest=False), 1) == (
        "Not trusted by all: the floor of 60% was not met among the PCNs."
    )


def test_a_name_with_commas_in_it() -> None:
    small = Pool("small", "PCNs, LMC and other leaders", ("pcn", "lmc", "other"), 5)
    pools = (small, Pool("federation", "Federation", ("federation",), 5))
    tallies = (
        Tally(1, (Cell("small", 3, 5), Cell("federation", 4, 5))),
        Tally(2, (Cell("small", 1, 5), Cell("federation", 1, 5))),
    )
    found = published(tallies, decide(tallies, 60, "seed"), pools, 60, 10)
    assert sentence(found, 1) == f"T{EVERYWHERE[1:]}: PCNs, LMC and other leaders 3 of 5; Federation 4 or more of 5."
    assert sentence(found, 2).endswith("not met in the federation and among the PCNs, LMC and other leaders.")


# ---- How it was counted ----


def test_the_only_one() -> None:
    assert steps(result([6, 3], [6, 3], [1, 1]), NAMES) == (
        f"Floor. One person was {EVERYWHERE}: Ruth Calder. That decides it.",
        "Not needed: the highest lowest share, then the highest total, then a drawn lot.",
    )


def test_the_highest_lowest_with_its_numbers() -> None:
    assert steps(result([10, 7], [7, 5], [8, 5]), NAMES) == (
        FLOOR_OF_TWO,
        (
            "Highest lowest. Ruth Calder’s lowest is 7 of 10 (70%) and Dr Niamh Corrigan’s lowest is 5 of 7 (71%). "
            "That decides it."
        ),
        "Not needed: the highest total, then a drawn lot.",
    )


def test_the_highest_lowest_without_numbers() -> None:
    assert steps(result([10, 7], [7, 5], [9, 5]), NAMES)[1] == (
        "Highest lowest. Dr Niamh Corrigan’s lowest share in any constituency was higher than anybody else’s. "
        "That decides it."
    )


def test_the_highest_total() -> None:
    assert steps(result([5, 5], [3, 4], [3, 5]), NAMES) == (
        FLOOR_OF_TWO,
        "Highest lowest. The lowest shares of more than one person were equally high.",
        "Highest total. Of these people Dr Niamh Corrigan had the most answers of yes. That decides it.",
        "Not needed: a drawn lot.",
    )


def test_the_lot() -> None:
    assert steps(result([5], [4], [4], [3]), NAMES)[1:] == (
        "Highest lowest. The lowest shares of more than one person were equally high.",
        "Highest total. More than one of these people had the most answers of yes.",
        (
            "Lot. From the seed that was fixed before anybody voted, the order drawn is "
            "Dr Samir Haddad, Ruth Calder then Dr Niamh Corrigan. "
            "Ruth Calder is the first of those who were level. That decides it."
        ),
    )


def test_nobody() -> None:
    assert steps(result([5], [1]), NAMES) == (f"Floor. Nobody was {EVERYWHERE}.",)


def test_without_a_contest_the_floor_is_all() -> None:
    assert steps(result([5], [5], [5], contest=False), NAMES) == (FLOOR_OF_TWO,)


# ---- Why counts are missing ----

NO_TOTALS = "There are no totals for anybody, because they could give away what is not shown."
FEW = "In the LMC fewer than 4 people voted, so only “met” or “not met” is shown."
HELD = "The counts of those trusted by all are not shown: with who was chosen, they could give an answer away."


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (result([6, 3], [6, 3]), (FEW, NO_TOTALS)),
        (result([6, 6], [6, 5]), (NO_TOTALS,)),
        (result([6, 3], [6, 3], [5, 3], [0, 0]), (FEW, HELD, NO_TOTALS)),
        (result([6, 6], [6, 5], [5, 5]), (HELD, NO_TOTALS)),
        (result([7, 7], [5, 5], [5, 5]), (NO_TOTALS,)),
        (result([0], [0], sizes=[5]), ()),
    ],
)
def test_why_counts_are_missing(counted: Published, said: tuple[str, ...]) -> None:
    assert withheld(counted) == said


def test_no_sentence_has_a_number_that_is_not_published() -> None:
    """Every count of a ballot in which some are withheld and some are not."""
    for first, second in product(product(range(6), range(4)), repeat=2):
        found = result([5, 3], first, second, floor=75)
        text = " ".join((headline(found, NAMES), sentence(found, 1), sentence(found, 2), *steps(found, NAMES)))
        allowed = {shown.count for each in found.answers for shown in each.shown if shown.count}
        assert set(re.findall(r"\d(?: or more| or fewer)? of \d", text)) <= allowed
        assert set(re.findall(r"\d+%", text)) <= {"75%"}
