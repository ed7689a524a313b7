"""Pure rules: steps, contradictions, what a clause may hold, and that the library keeps all of them."""

from time import process_time

import pytest

from groups.tenancy.enums import Basis
from groups.terms.enums import Section, Status
from groups.terms.facts import plainly
from groups.terms.library import BY_KEY, LIBRARY, says
from groups.terms.rules.contradictions import contradictions, lacks_mandate
from groups.terms.rules.steps import TRANSITIONS, may_become
from groups.terms.rules.writing import not_allowed, unanswered, unknown_facts, used_facts
from tests.terms.drawing import FILE, whole

A, R, M = Basis.ADVISORY, Basis.REPRESENTATIVE, Basis.MANDATED
KNOWN = {
    *("name", "place", "lmc", "organisations", "seats", "quorum", "in_attendance", "chair", "deputy_chair"),
    *("secretariat", "floor", "principles", "support", "review_date"),
}


@pytest.mark.parametrize(
    ("basis", "text", "phrases"),
    [
        (A, "The group represents all practices of the place.", ["represents"]),
        (A, "It speaks for general practice.", ["speaks for"]),
        (A, "It acts on behalf of general practice.", ["on behalf of general practice"]),
        (A, "The board mandated it. It has a mandate.", ["mandated", "mandate"]),
        (A, "It is **a representative** body.", ["representative body"]),
        (A, "It gives practices one voice.", ["one voice"]),
        (A, "It does not employ anybody, but represents practices.", ["represents"]),
        (A, "Nobody else does this, and it SPEAKS FOR us.", ["SPEAKS FOR"]),
        (A, "It does not replace them. It speaks for them.", ["speaks for"]),
        (R, "It is not a representative body.", ["is not a representative body"]),
        (R, "The group does not speak for general practice.", ["does not speak for general practice"]),
        (R, "It doesn’t represent its members.", ["doesn’t represent its members"]),
        (R, "It is an advisory group.", ["advisory group"]),
        (R, "It merely advises.", ["merely advises"]),
        (M, "It has no mandate.", ["no mandate"]),
        (M, "It works without a mandate.", ["without a mandate"]),
        (M, "It is no longer a representative body.", ["is no longer a representative body"]),
        (R, "It has executive control of the federation.", ["executive control"]),
        (M, "What it agrees is binding on its organisations.", ["binding on its organisations"]),
        (A, "The group instructs practices.", ["instructs practices"]),
    ],
)
def test_what_a_group_cannot_say(basis: str, text: str, phrases: list[str]) -> None:
    found = contradictions(basis, text)
    assert [each.phrase for each in found] == phrases
    assert all(each.why for each in found)


@pytest.mark.parametrize(
    ("basis", "text"),
    [
        (A, "It does not represent general practice."),
        (A, "It is not a representative body and never speaks for practices."),
        (A, "Nobody may speak on behalf of practices here."),
        (A, "It has no mandate."),
        (A, "Representatives of the council are welcome."),
        (A, "It gives advice rather than speaking for anybody."),
        (A, "It cannot bind its organisations."),
        (R, "It speaks for general practice and represents its organisations."),
        (R, "It does not represent patients."),
        (R, "It is not an advisory group."),
        (R, "It has no executive control."),
        (M, "It has a mandate, and represents its organisations."),
        (M, "Members keep to the mandate."),
        (R, "Mandates are written on a card."),
    ],
)
def test_what_it_can_say(basis: str, text: str) -> None:
    assert contradictions(basis, text) == []


def test_a_phrase_is_told_once() -> None:
    assert len(contradictions(A, "It represents us. It represents you.")) == 1


def test_a_mandated_group_names_its_mandate() -> None:
    assert lacks_mandate(M, ["It speaks for us."])
    assert not lacks_mandate(M, ["It speaks for us.", "The mandate is this."])
    assert not lacks_mandate(R, ["It speaks for us."])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("<script>alert(1)</script>", ["a script"]),
        ("<SCRIPT src=//evil.example>", ["a script"]),
        ('<img src="https://evil.example/a.png">', ["an image"]),
        ("![logo](https://evil.example/a.png)", ["an image"]),
        ("![logo][1]", ["an image"]),
        ("<b>bold</b>", ["HTML (<b>)"]),
        ("<!-- hidden -->", ["HTML (a comment)"]),
        ("[here](http://example.org)", ["a link to “http://example.org”"]),
        ("[x](javascript:alert(1))", ["a link to “javascript:alert(1”", "an address that begins with “javascript:”"]),
        ("file:/etc/passwd", ["an address that begins with “file:”"]),
        ("[1]: http://example.org", ["a link whose address stands elsewhere"]),
        ('<iframe src="x"></iframe><style>a{}</style>', ["a page of another site", "a style sheet"]),
    ],
)
def test_what_a_clause_cannot_hold(text: str, parts: list[str]) -> None:
    assert not_allowed(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "**Bold**, *italics*, [a link](https://example.org) and [mail](mailto:a@example.org).",
        "Fewer than <5 members, and a < b.",
        "<https://example.org>",
        "Data: those we share. The file: kept by the office.",
        "- one\n- two\n\n1. three",
        "Is it agreed?! [Some say](https://example.org/a_(b)) so.",
    ],
)
def test_what_a_clause_can_hold(text: str) -> None:
    assert not_allowed(text) == []


def test_facts_in_a_text() -> None:
    assert used_facts("{chair} and {seats}, {chair} again") == ["chair", "seats"]
    assert unknown_facts("{chair} {budget} {Chair} {}", {"chair"}) == ["budget"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The bank account is TBC.", ["TBC"]),
        ("[insert name] chairs.", ["[insert name]"]),
        ("Rates: ____", ["____"]),
        ("The day is to be confirmed.", ["to be confirmed"]),
        ("It is settled [here](https://example.org).", []),
    ],
)
def test_what_is_left_for_later(text: str, found: list[str]) -> None:
    assert unanswered(text) == found


@pytest.mark.parametrize("piece", ["[", "](", "]( ", "<a", "[\n", "[insert", "_", "represent ", "not ", "{a}", "](  <"])
def test_nothing_that_is_typed_takes_long(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    began = process_time()
    not_allowed(text)
    unanswered(text)
    contradictions(A, text)
    assert process_time() - began < 1


def test_names_are_only_themselves() -> None:
    assert plainly("A *B* [c](d)\n# e") == r"A \*B\* \[c\](d) \# e"


# ---- The library ----


@pytest.mark.parametrize("basis", Basis.values)
@pytest.mark.parametrize("key", sorted(BY_KEY))
def test_a_clause_of_the_library_is_fit_to_be_adopted(basis: str, key: str) -> None:
    text = says(key, basis)
    assert contradictions(basis, text) == []
    assert not_allowed(text) == []
    assert unanswered(text) == []
    assert unknown_facts(text, KNOWN) == []
    assert text == text.strip()


@pytest.mark.parametrize("basis", Basis.values)
def test_every_section_has_clauses_for_every_basis(basis: str) -> None:
    assert list(LIBRARY) == list(Section)
    for clauses in LIBRARY.values():
        assert any(each.says(basis) for each in clauses)
    assert not lacks_mandate(basis, [each.says(basis) for each in BY_KEY.values()])


def test_the_switch_drives_the_wording() -> None:
    said = [each for each in BY_KEY.values() if len({each.says(basis) for basis in Basis.values}) > 1]
    assert len(said) >= 12
    assert sum(len(clauses) for clauses in LIBRARY.values()) == len(BY_KEY)


# ---- Steps ----


def test_only_what_the_table_has_can_happen() -> None:
    every = {(now, then) for now in Status for then in Status if may_become(now, then)}
    assert every == set(TRANSITIONS)


def test_the_diagram_is_drawn_from_the_table() -> None:
    """If this fails: `python -m tests.terms.drawing` draws it anew."""
    assert whole() == FILE.read_text()
