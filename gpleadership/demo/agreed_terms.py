"""The terms of reference of the demo's groups: two versions agreed, one out for agreement, one a draft."""

from datetime import date, timedelta
from typing import Final

from gpleadership.demo.cast import Who, inside
from gpleadership.demo.elapsed import demo_only_let_terms_elapse
from gpleadership.demo.signing import demo_only_forget_letters, sign
from gpleadership.lib.dates import today
from groups.models import Round, Terms, TermsClause
from groups.signoff.actions import close_round
from groups.signoff.enums import Authority, Stance
from groups.signoff.values import Given
from groups.terms import actions
from groups.terms.actions.agreeing import KIND
from groups.terms.enums import Section

MEETS: Final = (
    "The group meets on the **second Tuesday** of each month from 12.30pm, over lunch, so that practices lose no"
    " clinic. Any three members can ask for a further meeting."
)
TRAVEL: Final = (
    "Members may join by video. Whoever chairs says at the start who is there:\n\n"
    "1. the core members, for the quorum\n2. those in attendance\n3. guests, and for which item"
)
DEPUTIES: Final = (
    "Each seat may have a deputy named beforehand, who has the papers when the holder has them. While a deputy acts,"
    " they may do what the holder may."
)
RESERVATION: Final = "We agree, and ask that the time for practices’ own insight is never the part that is cut."
YEAR: Final = timedelta(days=365)


def build(who: Who) -> None:
    """The terms of a group."""
    if who.group.slug == "eastmere":
        _second(who, _adopted(who, _draft(who), days=290))
    elif who.group.slug == "ambleford":
        _out(who)
    else:
        _draft(who)


def _second(who: Who, first: Terms) -> None:
    """Most of a year on the group knows how it works, and says so."""
    draft = _draft(who, first)
    _change(who, draft, "meetings.often", MEETS)
    _change(who, draft, "seats.deputies", DEPUTIES)
    with inside(who.group, who.secretariat):
        actions.add_clause(draft, Section.MEETINGS, TRAVEL, by=who.secretariat)
        aside = TermsClause.objects.get(group=who.group, terms=draft, key="seats.leaving")
        actions.leave_out(aside, by=who.secretariat)
    _adopted(who, draft, days=40)


def _draft(who: Who, source: Terms | None = None) -> Terms:
    with inside(who.group, who.secretariat):
        return actions.start_draft(
            who.group, basis=who.group.basis, review_on=_review(source), source=source, by=who.secretariat
        )


def _review(source: Terms | None) -> date:
    """A year from now; a version that follows another is looked at half a year later than that."""
    return (source.review_on if source and source.review_on else today()) + YEAR / (2 if source else 1)


def _change(who: Who, draft: Terms, key: str, text: str) -> None:
    with inside(who.group, who.secretariat):
        clause = TermsClause.objects.get(group=who.group, terms=draft, key=key)
        actions.edit_clause(clause, text, version=clause.version, by=who.secretariat)


def _adopted(who: Who, draft: Terms, *, days: int) -> Terms:
    """Agreed by every organisation, some days ago."""
    found = _asked(who, draft)
    sign(who, found)
    with inside(who.group, who.secretariat):
        close_round(found, by=who.secretariat)
    demo_only_forget_letters(found)
    demo_only_let_terms_elapse(draft, found, days=days)
    with inside(who.group):
        return Terms.objects.select_related("group").get(pk=draft.pk)


def _out(who: Who) -> None:
    """Two organisations have still to say whether they agree; one of the others has a reservation."""
    found = _asked(who, _draft(who))
    with inside(who.group):
        *rest, late, last = found.parties.order_by("position").values_list("name", flat=True)
    sign(
        who,
        found,
        but={rest[-1]: Given(Stance.RESERVATION, Authority.BOARD, today(), note=RESERVATION)},
        waits_for={late, last},
    )


def _asked(who: Who, draft: Terms) -> Round:
    with inside(who.group, who.secretariat):
        actions.put_out(draft, answer_by=today() + timedelta(days=21), by=who.secretariat)
        return who.group.signoff_rounds.get(kind=KIND, subject_id=draft.pk)
