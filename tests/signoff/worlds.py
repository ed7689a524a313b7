"""Rounds of Eastmere, whose organisations are two PCNs, the LMC and the federation."""

from datetime import date, timedelta
from typing import Any

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import open_scope
from groups.models import Party, Person, Round, Word
from groups.signoff.actions import give_word, open_round, record_word
from groups.signoff.enums import Authority, Stance
from groups.signoff.values import Given
from tests.cast import Cast

KIND = "test"
followed: list[str] = []
"""The outcomes of which the kind was told."""


def scope(cast: Cast) -> Any:
    """Eastmere, open for reading and writing."""
    return open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk])


def opened(cast: Cast, *, days: int = 14, subject: int = 1, kind: str = KIND) -> Round:
    """A round that the chair opened today."""
    return open_round(
        cast.eastmere,
        kind=kind,
        subject_id=subject,
        title="Money follows need",
        summary="Money follows need, and not only list size.",
        answer_by=today() + timedelta(days=days),
        by=cast["chair"],
    )


def party(found: Round, name: str) -> Party:
    """One of the organisations that are asked."""
    return found.parties.get(name=f"Eastmere {name}")


def given(stance: str = "agree", *, on: date | None = None, authority: str = "leader", **words: str) -> Given:
    """A word as one gives it."""
    if stance != "agree":
        words = {"note": "It harms the coast.", "remedy": "A clinic there."} | words
    return Given(Stance(stance), Authority(authority), on or today(), **words)


def says(found: Round, name: str, stance: str, by: Person, **words: Any) -> Word:
    """An organisation's word, given by one of its own or recorded by the secretariat."""
    if by.full_name == "Kofi Mensah":
        return record_word(party(found, name), given(stance, **words), on_word_of="Dr Tan", by=by)
    return give_word(party(found, name), given(stance, **words), by=by)
