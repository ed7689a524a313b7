"""Where the organisations stand, and whether that is enough: examples in words, and laws that always hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.signoff.enums import AGREEING, Stance
from groups.signoff.rules.standing import Said, Standing, Voice, standing

BY = date(2026, 12, 3)
BEFORE, AFTER = BY, BY + timedelta(days=1)
NAMES = ("Harbour PCN", "Old Town PCN", "Wolds Edge PCN", "Saltings PCN", "Tidewater LMC", "Federation", "New GPs")
LETTERS = {"a": Stance.AGREE, "r": Stance.RESERVATION, "s": Stance.STAND_ASIDE, "o": Stance.OBJECT}


def voices(count: int = 7) -> list[Voice]:
    return [Voice(key, NAMES[key], "lmc" if "LMC" in NAMES[key] else "pcn") for key in range(count)]


def said(letters: str) -> list[Said]:
    """A letter for each organisation in turn; a dot: no word."""
    return [Said(key, LETTERS[letter]) for key, letter in enumerate(letters) if letter != "."]


def now(letters: str, today: date = AFTER, quorum: int = 0) -> Standing:
    return standing(voices(len(letters)), said(letters), quorum=quorum, today=today, answer_by=BY)


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("aaaaaas", "6 of 7 organisations agree, 1 stands aside."),
        ("aaaaaaa", "All 7 organisations agree."),
        ("aaaaara", "All 7 organisations agree, 1 of them with a reservation."),
        ("aarraos", "5 of 7 organisations agree, 2 of them with a reservation, 1 objects, 1 stands aside."),
        ("a......", "1 of 7 organisations agrees, 6 have not answered."),
        ("oo.", "None of the 3 organisations agrees, 2 object, 1 has not answered."),
        (".......", "None of the 7 organisations has answered yet."),
        ("a", "Harbour PCN, the only organisation, agrees."),
        ("r", "Harbour PCN, the only organisation, agrees, with a reservation."),
        ("o", "Harbour PCN, the only organisation, objects."),
        (".", "Harbour PCN, the only organisation, has not answered."),
        ("", "There is no organisation to ask."),
    ],
)
def test_the_headline(letters: str, words: str) -> None:
    assert now(letters).headline == words


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("aaaaaas", "6 of 7 organisations agreed, 1 stood aside."),
        ("aaro.", "3 of 5 organisations agreed, 1 of them with a reservation, 1 objected, 1 gave no word."),
        ("...", "None of the 3 organisations gave a word."),
        ("", "No organisation was asked."),
    ],
)
def test_the_same_once_it_is_over(letters: str, words: str) -> None:
    assert now(letters).past == words


@pytest.mark.parametrize(
    ("letters", "today", "quorum", "adoptable", "why"),
    [
        ("aaa", BEFORE, 2, True, "It can be adopted: everybody has answered, and nobody objects."),
        (
            "aa.",
            BEFORE,
            2,
            False,
            (
                "Wolds Edge PCN has until 3 December 2026 to answer. After that it can be adopted without it, if "
                "enough of the others agree."
            ),
        ),
        (
            "......",
            BEFORE,
            0,
            False,
            (
                "Six organisations have until 3 December 2026 to answer. After that it can be adopted without them, "
                "if enough of the others agree."
            ),
        ),
        (
            "aa.",
            AFTER,
            2,
            True,
            "It can be adopted: the day to answer by has passed, and enough of the organisations agree.",
        ),
        (
            "aa.",
            AFTER,
            3,
            False,
            "It cannot be adopted: the quorum is 3 members, and those who agree have 2 seats.",
        ),
        ("aaa", AFTER, 9, True, "It can be adopted: everybody has answered, and nobody objects."),
        (
            "a..",
            AFTER,
            0,
            False,
            "It cannot be adopted: at least half of the organisations must agree, and one of 3 does.",
        ),
        (
            "...",
            AFTER,
            0,
            False,
            "It cannot be adopted: at least half of the organisations must agree, and none of 3 does.",
        ),
        (
            "sssa",
            BEFORE,
            0,
            False,
            "It cannot be adopted: at least half of the organisations must agree, and one of 4 does.",
        ),
        ("aaaaaao", BEFORE, 2, False, "It cannot be adopted while New GPs objects."),
        ("o.o", BEFORE, 2, False, "It cannot be adopted while Harbour PCN and Wolds Edge PCN object."),
        ("", AFTER, 0, False, "No organisation has a core seat, so there is nobody who could agree."),
        ("a", BEFORE, 4, True, "It can be adopted: everybody has answered, and nobody objects."),
    ],
)
def test_whether_it_is_enough(letters: str, today: date, quorum: int, adoptable: bool, why: str) -> None:
    found = now(letters, today, quorum)
    assert (found.adoptable, found.why) == (adoptable, why)


def test_a_constituency_that_the_quorum_needs_is_among_those_who_agree() -> None:
    asked = [Voice(1, "Harbour PCN", "pcn"), Voice(2, "Tidewater LMC", "lmc", needed=True)]
    words = [Said(1, Stance.AGREE), Said(2, Stance.STAND_ASIDE)]
    found = standing(asked, words, quorum=0, today=AFTER, answer_by=BY)
    assert found.why == "It cannot be adopted: the quorum needs the LMC among those who agree."
    again = standing(asked, [*words, Said(2, Stance.RESERVATION)], quorum=0, today=AFTER, answer_by=BY)
    assert again.adoptable


def test_an_organisation_with_two_seats_counts_as_two_members() -> None:
    asked = [Voice(1, "Tidewater LMC", "lmc", seats=2), Voice(2, "Harbour PCN", "pcn")]
    assert standing(asked, [Said(1, Stance.AGREE)], quorum=2, today=AFTER, answer_by=BY).adoptable
    assert not standing(asked, [Said(2, Stance.AGREE)], quorum=2, today=AFTER, answer_by=BY).adoptable


def test_what_is_kept_names_everybody() -> None:
    assert now("aros.").record == (
        "2 of 5 organisations agreed, 1 of them with a reservation, 1 objected, 1 stood aside, 1 gave no word. "
        "Objected: Wolds Edge PCN. Agreed with a reservation: Old Town PCN. Stood aside: Saltings PCN. "
        "Agreed: Harbour PCN. Gave no word: Tidewater LMC."
    )


# ---- Laws ----

STANCES = st.sampled_from(list(Stance))
ASKED = st.lists(
    st.builds(Voice, st.integers(), st.just("X"), st.sampled_from(["pcn", "lmc"]), st.integers(1, 3), st.booleans()),
    max_size=8,
    unique_by=lambda voice: voice.key,
)
DAYS = st.dates(BY - timedelta(days=5), BY + timedelta(days=5))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Voice], list[Said], int]:
    asked = draw(ASKED)
    keys = st.sampled_from([voice.key for voice in asked]) if asked else st.nothing()
    words = draw(st.lists(st.builds(Said, keys, STANCES), max_size=20)) if asked else []
    return asked, words, draw(st.integers(0, 12))


World = tuple[list[Voice], list[Said], int]


def of(world: World, today: date) -> Standing:
    asked, words, quorum = world
    return standing(asked, words, quorum=quorum, today=today, answer_by=BY)


@given(worlds(), DAYS)
def test_every_organisation_stands_in_exactly_one_place(world: World, today: date) -> None:
    found = of(world, today)
    groups = [found.named(stance) for stance in Stance] + [found.silent]
    assert sum(map(len, groups)) == len(world[0])
    assert found.agreed == len(found.named(Stance.AGREE)) + len(found.named(Stance.RESERVATION))


@given(worlds(), DAYS)
def test_an_objection_blocks_and_half_must_agree(world: World, today: date) -> None:
    found = of(world, today)
    if found.adoptable:
        assert not found.named(Stance.OBJECT)
        assert found.agreed * 2 >= len(world[0]) > 0
        assert not found.silent or today > BY
        assert found.may_close


@given(worlds(), DAYS)
def test_an_organisation_that_comes_to_agree_never_harms(world: World, today: date) -> None:
    asked, words, quorum = world
    if of(world, today).adoptable:
        for voice in asked:
            assert of((asked, [*words, Said(voice.key, Stance.AGREE)], quorum), today).adoptable


@given(worlds(), DAYS, st.integers(0, 400))
def test_waiting_never_harms(world: World, today: date, days: int) -> None:
    if of(world, today).adoptable:
        assert of(world, today + timedelta(days=days)).adoptable


@given(worlds(), DAYS)
def test_the_last_word_counts_and_strangers_do_not(world: World, today: date) -> None:
    asked, words, quorum = world
    found = of(world, today)
    last = list({word.key: word for word in words}.values())
    stranger = max([0, *(voice.key for voice in asked)]) + 1
    assert of((asked, [*last[::-1], Said(stranger, Stance.OBJECT)], quorum), today).stances == found.stances


@given(worlds(), DAYS)
def test_every_answer_is_said(world: World, today: date) -> None:
    found = of(world, today)
    assert found.why.endswith(".")
    assert found.headline.endswith(".")
    assert found.adoptable == found.why.startswith("It can be adopted")


@given(worlds())
def test_a_lower_quorum_never_harms(world: World) -> None:
    asked, words, quorum = world
    if of(world, AFTER).adoptable:
        assert of((asked, words, max(0, quorum - 1)), AFTER).adoptable


@given(worlds(), DAYS)
def test_a_round_may_close_once_nobody_is_waited_for(world: World, today: date) -> None:
    found = of(world, today)
    waits = bool(found.silent) and today <= BY and not found.named(Stance.OBJECT)
    assert found.may_close == (bool(world[0]) and not waits)
    assert {Stance.AGREE, Stance.RESERVATION} == AGREEING
