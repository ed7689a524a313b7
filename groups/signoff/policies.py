"""Whether a round may be opened, a word given or recorded, and the round closed."""

from datetime import date, timedelta
from typing import Final

from django.db.models.functions import Now

from gpleadership.lib.dates import london_day, long_date
from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import listed, small
from groups.people.models import Person
from groups.seats.enums import Part
from groups.seats.models import SeatTerm
from groups.signoff.enums import EXPLAINED, Authority, Outcome, Stance
from groups.signoff.models import Party, Round
from groups.signoff.queries import core_terms, own_seat
from groups.tenancy import standing
from groups.tenancy.capabilities import Capability
from groups.tenancy.models import LeadershipGroup

LONGEST: Final = timedelta(days=366)
RATIFIED_BEFORE: Final = timedelta(days=366)
"""A board may have ratified the words before the round opened, but no longer ago than this."""


def check_can_open(group: LeadershipGroup, kind: str, subject_id: int, *, answer_by: date, today: date) -> None:
    """One round about one thing at a time, with a day to answer by that can be met."""
    if answer_by < today:
        raise Refused("The day to answer by must be today or later.", field="answer_by")
    if answer_by > today + LONGEST:
        raise Refused("The day to answer by must be within a year.", field="answer_by")
    if group.signoff_rounds.filter(kind=kind, subject_id=subject_id, closed_at=None).exists():
        raise Refused("The organisations are asked about this already. Close that round first, or withdraw it.")


def check_somebody_to_ask(parties: list[Party]) -> None:
    """A round needs somebody who could agree."""
    if not parties:
        raise Refused("No organisation has a core seat, so there is nobody to ask. Give the organisations seats first.")


def check_open(found: Round) -> None:
    """Nothing happens in a round that is over."""
    if found.closed_at is not None:
        how = small(Outcome(found.outcome).label)
        raise Refused(f"This was closed on {long_date(found.closed_at)}: {how}. Words can no longer be given.")


def check_speaks_for(party: Party, by: Person) -> SeatTerm:
    """Whoever holds a seat of the organisation speaks for it, or a deputy who acts. Answers with their term."""
    found = standing.find(by.pk, party.group.slug)
    own = SeatTerm.objects.filter(
        group_id=party.group_id, pk__in=core_terms(found[1].stands if found else ()), period__contains=Now()
    ).select_related("seat__organisation")
    terms = list(own.filter(own_seat(party)))
    for term in terms:
        if term.part == Part.HOLDER or term.acting:
            return term
    if terms:
        raise Refused(f"You are a deputy for {party} and do not act for its holder now, so you cannot give its word.")
    others = listed(dict.fromkeys(str(term.seat.organisation or term.seat) for term in own))
    if others:
        raise Refused(f"You sit for {others}, not for {party}. Each organisation speaks for itself.")
    raise Refused(f"Only somebody who sits for {party} in a core seat gives its word.")


def check_steward(group: LeadershipGroup, by: Person) -> None:
    """The secretariat records a word that was given elsewhere."""
    found = standing.find(by.pk, group.slug)
    if found is None or not found[1].can(Capability.STEWARD):
        raise Refused("Only the secretariat records the word of an organisation.")


def check_words(stance: Stance, *, note: str, remedy: str) -> None:
    """An objection says which harm or principle and what would change it; a reservation says what it is."""
    if stance in EXPLAINED and not note:
        what = "your objection" if stance == Stance.OBJECT else "your reservation"
        raise Refused(f"Say which harm or principle {what} is about.", field="note")
    if stance == Stance.OBJECT and not remedy:
        raise Refused("Say what would change your objection.", field="remedy")


def check_given_on(found: Round, authority: Authority, given_on: date, today: date) -> None:
    """A leader's view is of the words as they were put; a board may have ratified them before."""
    opened = london_day(found.opened_at)
    if given_on > today:
        raise Refused("The day on which it was given cannot be in the future.", field="given_on")
    if authority == Authority.LEADER and given_on < opened:
        raise Refused(
            f"The organisations were asked on {long_date(opened)}. A leader’s view is of that day or later;"
            " only a board may have ratified it before.",
            field="given_on",
        )
    if given_on < opened - RATIFIED_BEFORE:
        raise Refused("A board’s word must be from the year before the organisations were asked.", field="given_on")


def check_named(on_word_of: str) -> None:
    """A recorded word names whose it is."""
    if not on_word_of:
        raise Refused("Enter who gave you the organisation’s word.", field="on_word_of")
