"""Two versions of a text: what stayed, came and went."""

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpleadership.lib.compare import Piece, compare, is_changed, told

OLD = "Money follows need, not only list size."
TEXTS = st.lists(
    st.sampled_from(["Money", "need", "follows", "size.", " ", "  ", "\n", "\r\n", "’", "<b>", "", "\u2028"]),
    max_size=25,
).map("".join)


def marked(old: str, new: str) -> str:
    """The comparison in one line: [-went-] and [+came+]."""
    signs = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(signs[piece.kind].format(piece.text) for piece in compare(old, new))


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (OLD, OLD),
        ("Money follows need and not list size.", "Money follows [-need,-][+need and+] not [-only -]list size."),
        ("", f"[-{OLD}-]"),
        ("Money follows need, not list size.", "Money follows need, not [-only -]list size."),
        ("Always: Money follows need, not only list size.", "[+Always: +]Money follows need, not only list size."),
        ("Something else", f"[-{OLD}-][+Something else+]"),
    ],
)
def test_a_comparison(new: str, said: str) -> None:
    assert marked(OLD, new) == said


def test_paragraphs_that_stayed_stand_as_they_were() -> None:
    assert marked("One.\nTwo words.\nThree.\n", "One.\nTwo other words.\nThree.\n") == (
        "One.\nTwo [+other +]words.\nThree.\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("a b", "a b", "Not a word has changed."),
        ("a b", "a  b", "Only the spacing has changed."),
        ("a b", "a b c", "1 word added."),
        ("a b c d", "a b", "2 words removed."),
        ("a b c", "a x y", "2 words added, 2 removed."),
    ],
)
def test_how_much_changed(old: str, new: str, said: str) -> None:
    assert told(compare(old, new)) == said


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_it(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
    assert is_changed(pieces) == (old != new)
    assert all(piece.text for piece in pieces)


@given(TEXTS)
def test_a_text_is_as_itself(text: str) -> None:
    assert compare(text, text) == ([Piece("same", text)] if text else [])


@given(TEXTS, TEXTS)
def test_two_pieces_of_a_kind_never_meet(old: str, new: str) -> None:
    kinds = [piece.kind for piece in compare(old, new)]
    assert all(one != other for one, other in pairwise(kinds))


def test_long_texts_take_no_long_time() -> None:
    paragraphs = [
        f"Clause {number}: the group meets and agrees what it says, in word {number}." for number in range(2000)
    ]
    old, new = "\n".join(paragraphs), "\n".join([*paragraphs[:900], "A new one.", *paragraphs[901:]])
    began = perf_counter()
    assert told(compare(old, new)).endswith("removed.")
    one_line = [" ".join(["word", "other"] * 5000), " ".join(["other", "word"] * 5000)]
    assert [piece.kind for piece in compare(*one_line)] == ["removed", "added"]
    assert perf_counter() - began < 2
