"""A seat's own page for those who manage: who sits in it, what can be changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from gpleadership.lib.dates import date_and_clock, london_day, long_date
from gpleadership.lib.parts import Fact, Link
from groups.seats.enums import Constituency, Part, SeatClass
from groups.seats.models import Seat, SeatTerm
from groups.seats.policies.undo import WHILE_FRESH, Ending
from groups.seats.presenters.words import term_days, until
from groups.seats.rules.spans import begun, holds, over

Endings = Mapping[tuple[str, int], Ending]


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term with what can be done about it. `acting`: whether a deputy acts; None for a holder."""

    term_id: int
    name: str
    title: str
    words: tuple[str, ...]
    links: tuple[Link, ...]
    acting: bool | None = None


@dataclass(frozen=True, slots=True)
class Hub:
    """The page's words."""

    facts: tuple[Fact, ...]
    holder: TermLine | None
    deputy: TermLine | None
    coming: tuple[TermLine, ...]
    ended: tuple[TermLine, ...]


def hub(seat: Seat, terms: Iterable[SeatTerm], endings: Endings, slug: str, now: datetime) -> Hub:
    """The page of a seat."""
    lines = [(term, _line(term, endings, slug, now)) for term in terms]
    running = {term.part: line for term, line in lines if holds(term.period, now)}
    return Hub(
        facts=tuple(_facts(seat)),
        holder=running.get(Part.HOLDER),
        deputy=running.get(Part.DEPUTY),
        coming=tuple(line for term, line in lines if not begun(term.period, now)),
        ended=tuple(line for term, line in lines if over(term.period, now) and line.links),
    )


def _facts(seat: Seat) -> Iterable[Fact]:
    yield Fact("What it opens", SeatClass(seat.seat_class).label)
    yield Fact("Whose voice", Constituency(seat.constituency).label)
    if seat.organisation:
        code = f" ({seat.organisation.ods_code})" if seat.organisation.ods_code else ""
        yield Fact("Organisation", f"{seat.organisation.name}{code}")
    if seat.seat_class == SeatClass.CORE:
        yield Fact("Votes", "Yes" if seat.votes else "No")
        yield Fact("Needed for a quorum", "Yes" if seat.needed_for_quorum else "No")


def _line(term: SeatTerm, endings: Endings, slug: str, now: datetime) -> TermLine:
    words = [term.job_title] if term.job_title else []
    if begun(term.period, now) and not over(term.period, now):
        words.append(f"{until(term.period, london_day(now))}. Began on {long_date(term.period.lower)}")
    else:
        words.append(term_days(term.period, now))
    ending = endings.get(("seatterm", term.pk))
    if over(term.period, now) and term.period.upper:
        words.append(f"Ended on {date_and_clock(term.period.upper)}")
    return TermLine(
        term.pk,
        str(term.person),
        Part(term.part).label,
        tuple(words),
        tuple(_links(term, ending, slug, now)),
        acting=term.acting if term.part == Part.DEPUTY and holds(term.period, now) else None,
    )


def _links(term: SeatTerm, ending: Ending | None, slug: str, now: datetime) -> Iterable[Link]:
    def link(text: str, route: str) -> Link:
        address = reverse(f"seats:{route}", kwargs={"group": slug, "term": term.pk})
        return Link(text, address, f"({term.person}, {Part(term.part).label.lower()})")

    if over(term.period, now):
        if ending and ending.made_at > now - WHILE_FRESH:
            yield link("Undo this end", "undo_end")
        return
    yield link("Change job or last day", "change_term")
    if not begun(term.period, now):
        yield link("Cancel this term", "cancel_term")
        return
    yield link("Replace with somebody else", "replace")
    if term.part == Part.HOLDER:
        yield link("Make deputy", "move_to_deputy")
    if ending and term.period.upper:
        yield link(f"Undo the end on {long_date(term.period.upper - datetime.resolution)}", "undo_end")
    yield link("End this term", "end_term")
