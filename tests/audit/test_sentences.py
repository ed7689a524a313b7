"""Every verb that the app writes has a sentence; a verb of somebody else's is still said."""

import ast
from pathlib import Path

import pytest

from groups.audit.sentences import Told, known_verbs, sentence_of, topics, verbs_of
from groups.seats import verbs

ROOT = Path(__file__).resolve().parents[2] / "groups"
WRITING = {"record", "note", "note_seat", "note_term", "_note", "_save"}
PACKAGES = ("founding", "invitations", "readers", "seats")
ELSEWHERE = {"staff invitation made"}
"""Of the platform's own chain, which no group reads."""


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _written(tree: ast.AST) -> set[str]:
    """The first words in each call that writes to the log; both of a choice."""
    found = set()
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _called(call) in WRITING:
            words = [arg for arg in call.args if isinstance(arg, ast.Constant | ast.IfExp)]
            for each in words[:1]:
                parts = [each] if isinstance(each, ast.Constant) else [each.body, each.orelse]
                found |= {part.value for part in parts if isinstance(part, ast.Constant)}
    return {each for each in found if isinstance(each, str)}


def test_every_verb_has_a_sentence() -> None:
    files = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    written = set().union(*(_written(ast.parse(file.read_text())) for file in files)) | set(verbs.CHANGES)
    assert {"seat added", "seat moved up", "deputy acts no longer", "group activated"} <= written
    assert written - ELSEWHERE - known_verbs() == set()


def test_each_sentence_belongs_to_a_topic() -> None:
    assert topics() == [
        "Seats",
        "Who sits",
        "Chair and other offices",
        "Practice readers",
        "Invitations",
        "The group",
        "Trust ballots",
        "Appointing a chair",
        "Documents",
        "Interests",
        "People’s data",
        "Principles",
        "Trust pulse",
        "Sign-off",
        "Support",
        "Terms of reference",
    ]
    assert {verb for topic in topics() for verb in verbs_of(topic)} == known_verbs()


@pytest.mark.parametrize("verb", sorted(known_verbs()))
def test_a_sentence_needs_nothing_but_its_verb(verb: str) -> None:
    assert sentence_of(Told(verb, {}, {}, {}))


HARBOUR = {"seat": "Harbour PCN", "personal": {"name": "Dr Mei Tan"}, "before": {}}


@pytest.mark.parametrize(
    ("verb", "after", "said"),
    [
        ("seat term begun", {"part": "holder"}, "gave Dr Mei Tan the seat of Harbour PCN"),
        ("seat term begun", {"part": "deputy"}, "made Dr Mei Tan deputy for the seat of Harbour PCN"),
        (
            "seat term begun",
            {"part": "holder", "ends": "2029-04-01T00:00:00+01:00"},
            "gave Dr Mei Tan the seat of Harbour PCN until 31 March 2029",
        ),
        (
            "seat term ended",
            {"part": "holder", "ends": "2027-01-02T00:00:00+00:00"},
            "ended Dr Mei Tan’s term in the seat of Harbour PCN, last day 1 January 2027",
        ),
        ("seat term changed", {}, "changed Dr Mei Tan’s term in the seat of Harbour PCN; it has no end"),
        ("office term begun", {"office": "deputy_chair"}, "made Dr Mei Tan deputy chair"),
        ("office term ended", {"office": "secretariat"}, "ended Dr Mei Tan’s term as secretariat, at once"),
        ("invitation made", {"to": "seat"}, "invited Dr Mei Tan to the seat of Harbour PCN"),
        ("invitation made", {"to": "office", "office": "chair"}, "invited Dr Mei Tan to be chair"),
        ("invitation made", {"to": "founding"}, "invited Dr Mei Tan to found the group"),
        (
            "basis stated",
            {"basis": "advisory"},
            "said what the group is: advisory: a provider's view, not a representative body",
        ),
        ("minutes published", {}, "noted “minutes published”"),
    ],
)
def test_sentences(verb: str, after: dict[str, object], said: str) -> None:
    assert sentence_of(Told(verb, after=after, **HARBOUR)) == said


def test_what_changed_is_named() -> None:
    before = {"title": "Harbour", "votes": True, "seat_class": "core", "version": 1}
    after = {"title": "Harbour PCN", "votes": False, "seat_class": "core", "version": 2}
    told = Told("seat changed", before, after, {}, seat="Harbour PCN")
    assert sentence_of(told) == "changed the seat of Harbour PCN: name and whether it votes"


def test_who_did_it_to_themselves_and_who_was_erased() -> None:
    own = Told("seat term begun", {}, {"part": "holder"}, {"name": "Ruth Calder"}, own=True, seat="Tidewater LMC")
    assert sentence_of(own) == "took the seat of Tidewater LMC"
    erased = Told("readership ended", {}, {}, {}, erased=True, organisation="Quay Surgery", at_once=True)
    assert sentence_of(erased) == "ended somebody whose name was erased’s reading for Quay Surgery, at once"
