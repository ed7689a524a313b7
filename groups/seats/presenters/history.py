"""The history of a seat and of the offices, as moments on a line."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from gpleadership.lib.dates import days, last_day, london_day, long_date, period
from gpleadership.lib.parts import Moment
from gpleadership.lib.words import capital, in_words, small
from groups.seats.enums import Office, Part
from groups.seats.models import OfficeTerm, Seat, SeatTerm
from groups.seats.rules.history import Spell, spells
from groups.seats.rules.spans import Span, begun, holds


def holders(seat: Seat, terms: Sequence[SeatTerm], offices: Sequence[OfficeTerm], now: datetime) -> list[Moment]:
    """Who held the seat, newest first, with the days on which nobody did."""
    held = [term for term in terms if term.part == Part.HOLDER]
    found = spells(held, since=london_day(seat.created_at), now=now)
    if seat.withdrawn_at is not None:
        found = [spell for spell in found if spell.term or spell.last]
    first = held[0] if held else None
    moments = [_moment(spell, first, offices, now) for spell in found]
    if seat.withdrawn_at is not None:
        return [Moment(long_date(seat.withdrawn_at), "The seat was withdrawn."), *moments]
    return moments


def lede(seat: Seat, terms: Iterable[SeatTerm], now: datetime) -> str:
    """Who holds the seat now, and how many have held it."""
    held = [term for term in terms if term.part == Part.HOLDER and begun(term.period, now)]
    if not held:
        return "Nobody has held this seat yet."
    people = len({term.person_id for term in held})
    how_many = f"{capital(in_words(people))} {'person has' if people == 1 else 'people have'} held it"
    since = f"since {long_date(min(term.period.lower for term in held))}"
    holder = next((term for term in held if holds(term.period, now)), None)
    if seat.withdrawn_at is not None:
        return f"The seat was withdrawn on {long_date(seat.withdrawn_at)}. {how_many}."
    return f"{holder.person if holder else 'Nobody'} holds it now. {how_many} {since}."


def deputies(terms: Iterable[SeatTerm], now: datetime) -> list[Moment]:
    """Who was deputy, newest first; days without one are not counted."""
    found = sorted((term for term in terms if term.part == Part.DEPUTY), key=lambda term: term.period.lower)
    return [
        Moment(_when(term.period, now), _who(term), note=_note(term.period, term.end_reason, now))
        for term in found[::-1]
    ]


def officers(office: Office, terms: Iterable[OfficeTerm], now: datetime) -> list[Moment]:
    """Who held an office, newest first; for the chair with the days on which nobody did."""
    held = sorted((term for term in terms if term.office == office), key=lambda term: term.period.lower)
    if office != Office.CHAIR or not held:
        return [_officer(term, now) for term in held[::-1]]
    found = spells(held, since=london_day(held[0].period.lower), now=now)
    return [
        _officer(spell.term, now) if spell.term else _gap(spell, now, "Nobody was chair", "No chair") for spell in found
    ]


def _officer(term: OfficeTerm, now: datetime) -> Moment:
    who = f"{term.person}{', acting chair' if term.acting else ''}."
    return Moment(_when(term.period, now), who, note=_note(term.period, term.end_reason, now))


def _moment(spell: Spell[SeatTerm], first: SeatTerm | None, offices: Sequence[OfficeTerm], now: datetime) -> Moment:
    term = spell.term
    if term is None:
        return _gap(spell, now, "Empty", "Empty")
    notes = [_note(term.period, term.end_reason, now), *_offices_meanwhile(term, offices)]
    if term is first:
        notes.append("First holder.")
    return Moment(_when(term.period, now), _who(term), note=" ".join(note for note in notes if note))


def _gap(spell: Spell[SeatTerm] | Spell[OfficeTerm], now: datetime, was: str, will: str) -> Moment:
    on = london_day(now)
    if spell.first > on:
        when = period(spell.first, spell.last) if spell.last else f"From {long_date(spell.first)}"
        words = f"{will} for {days(spell.days(on))} then." if spell.last else f"{will} since today."
        return Moment(when if spell.last else "Today", words, empty=True)
    if spell.last is None or spell.last >= on:
        so_far = (on - spell.first).days + 1
        return Moment(f"{long_date(spell.first)} to now", f"{was} for {days(so_far)}.", empty=True)
    return Moment(period(spell.first, spell.last), f"{was} for {days(spell.days(on))}.", empty=True)


def _who(term: SeatTerm) -> str:
    job = f", {small(term.job_title)}" if term.job_title else ""
    return f"{term.person}{job}."


def _when(span: Span, now: datetime) -> str:
    """1 May 2026 to now, while it holds; the days otherwise."""
    first = london_day(span.lower or now)
    last = last_day(span)
    if holds(span, now):
        return period(first, None)
    if last is None:
        return f"From {long_date(first)}"
    return period(first, last)


def _note(span: Span, reason: str, now: datetime) -> str:
    last = last_day(span)
    told = f"{reason.rstrip('.')}." if reason else ""
    if holds(span, now) and last is not None:
        return f"Until {long_date(last)}. {told}".strip()
    return told


def _offices_meanwhile(term: SeatTerm, offices: Iterable[OfficeTerm]) -> list[str]:
    """Offices that the person began while in the seat."""
    return [
        f"{office.title} from {long_date(office.period.lower)}."
        for office in offices
        if office.person_id == term.person_id and holds(term.period, office.period.lower)
    ]
