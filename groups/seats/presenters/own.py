"""A person's own seats and offices, each with the way to step down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from gpleadership.lib.dates import london_day
from gpleadership.lib.parts import Link
from groups.seats.enums import Office, Part
from groups.seats.models import OfficeTerm, SeatTerm
from groups.seats.presenters.words import term_days, until
from groups.seats.rules.spans import Span, begun


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One seat or office of one's own; `also`: another way out of it."""

    what: str
    words: str
    link: Link
    also: Link | None = None


def own_lines(seats: Iterable[SeatTerm], offices: Iterable[OfficeTerm], slug: str, now: datetime) -> list[OwnLine]:
    """Offices first."""
    return [*(_office(term, slug, now) for term in offices), *(_seat(term, slug, now) for term in seats)]


def _seat(term: SeatTerm, slug: str, now: datetime) -> OwnLine:
    what = f"{term.seat}, {Part(term.part).label.lower()}"
    address = reverse("seats:step_down_from_seat", kwargs={"group": slug, "term": term.pk})
    return OwnLine(what, _words(term.period, now), Link("Step down", address, f"from {what}"))


def _office(term: OfficeTerm, slug: str, now: datetime) -> OwnLine:
    office = Office(term.office)
    if office == Office.CHAIR:
        link = Link("Hand over the chair", reverse("seats:hand_over", args=[slug]))
        also = (
            Link("Leave the chair early", reverse("seats:leave_early", args=[slug]))
            if begun(term.period, now)
            else None
        )
        return OwnLine(term.title, _words(term.period, now), link, also)
    address = reverse("seats:step_down_from_office", kwargs={"group": slug, "term": term.pk})
    link = Link("Step down", address, f"as {office.label.lower()}")
    return OwnLine(office.label, _words(term.period, now), link)


def _words(period: Span, now: datetime) -> str:
    return until(period, london_day(now)) if begun(period, now) else term_days(period, now)
