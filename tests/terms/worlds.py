"""Terms of Eastmere in every status."""

from datetime import date, timedelta
from typing import Any

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import open_scope
from groups.models import Round, Terms, TermsClause
from groups.signoff.actions import close_round, record_word, withdraw_round
from groups.signoff.enums import Authority, Stance
from groups.signoff.values import Given
from groups.terms.actions import put_out, start_draft
from tests.cast import Cast


def scope(cast: Cast) -> Any:
    """Eastmere, open for reading and writing."""
    return open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk])


def in_a_year() -> date:
    return today() + timedelta(days=365)


def drafted(cast: Cast, **values: Any) -> Terms:
    """A draft from the library."""
    said: dict[str, Any] = {"basis": "representative", "review_on": in_a_year(), "by": cast["chair"]}
    return start_draft(cast.eastmere, **said | values)


def out(cast: Cast, draft: Terms | None = None) -> Terms:
    """Out for agreement."""
    return put_out(draft or drafted(cast), answer_by=today() + timedelta(days=14), by=cast["chair"])


def everybody_says(cast: Cast, terms: Terms, stance: str = "agree") -> Round:
    """Every organisation answers alike."""
    assert terms.round is not None
    given = Given(Stance(stance), Authority.LEADER, today(), "Harm", "Another way")
    for party in terms.round.parties.select_related("round"):
        record_word(party, given, on_word_of="Dr Tan", by=cast["secretariat"])
    return terms.round


def adopted(cast: Cast, draft: Terms | None = None) -> Terms:
    """Adopted by every organisation."""
    terms = out(cast, draft)
    close_round(everybody_says(cast, terms), by=cast["chair"])
    return fresh(terms)


def refused(cast: Cast) -> Terms:
    """Not adopted."""
    terms = out(cast)
    close_round(everybody_says(cast, terms, "object"), by=cast["chair"])
    return fresh(terms)


def withdrawn(cast: Cast) -> Terms:
    """The question was withdrawn."""
    terms = out(cast)
    assert terms.round is not None
    withdraw_round(terms.round, reason="A slip", by=cast["chair"])
    return fresh(terms)


def fresh(terms: Terms) -> Terms:
    """The version as it is now."""
    return Terms.objects.select_related("round", "group").get(pk=terms.pk)


def clause(terms: Terms, key: str) -> TermsClause:
    """A clause of the library in a draft."""
    return TermsClause.objects.get(terms=terms, key=key)


def boxes(name: str, day: date) -> dict[str, str]:
    """A day as its three boxes send it."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}
