"""Principles of Eastmere in every state."""

from datetime import timedelta
from typing import Any

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import open_scope
from groups.models import PrincipleVersion, Round
from groups.principles.actions import draft_principle, draft_version, open_discussion, put_out
from groups.principles.values import Words
from groups.signoff.actions import close_round, record_word
from groups.signoff.enums import Authority, Stance
from groups.signoff.values import Given
from tests.cast import Cast

NEED = Words("Money follows need", "Money follows need, not only list size.", "Show need beside list size.")


def words(title: str = NEED.title, statement: str = NEED.statement, meaning: str = NEED.meaning) -> Words:
    """The words of a principle, some of them other than usual."""
    return Words(title, statement, meaning)


def drafted(cast: Cast, said: Words = NEED) -> PrincipleVersion:
    """A first draft."""
    return draft_principle(cast.eastmere, said, by=cast["chair"])


def discussed(cast: Cast, said: Words = NEED) -> PrincipleVersion:
    """In discussion."""
    return open_discussion(drafted(cast, said), by=cast["chair"])


def out(cast: Cast, said: Words = NEED) -> PrincipleVersion:
    """Out for agreement."""
    return put_out(discussed(cast, said), answer_by=today() + timedelta(days=14), by=cast["chair"])


def everybody_says(cast: Cast, version: PrincipleVersion, stance: str = "agree") -> Round:
    """Every organisation answers alike."""
    assert version.round is not None
    given = Given(Stance(stance), Authority.LEADER, today(), "Harm", "Another way")
    for party in version.round.parties.select_related("round"):
        record_word(party, given, on_word_of="Dr Tan", by=cast["secretariat"])
    return version.round


def adopted(cast: Cast, said: Words = NEED) -> PrincipleVersion:
    """Adopted by every organisation."""
    version = out(cast, said)
    close_round(everybody_says(cast, version), by=cast["chair"])
    return fresh(version)


def renewed(cast: Cast, version: PrincipleVersion, said: Words) -> PrincipleVersion:
    """A new version, adopted."""
    new = open_discussion(draft_version(version.principle, said, by=cast["chair"]), by=cast["chair"])
    new = put_out(new, answer_by=today() + timedelta(days=14), by=cast["chair"])
    close_round(everybody_says(cast, new), by=cast["chair"])
    return fresh(new)


def fresh(version: PrincipleVersion) -> PrincipleVersion:
    """The version as it is now."""
    return PrincipleVersion.objects.select_related("principle", "round").get(pk=version.pk)


def scope(cast: Cast) -> Any:
    """Eastmere, open for reading and writing."""
    return open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk])
