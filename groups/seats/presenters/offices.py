"""The offices in words: who holds each until when, who comes next, and what can be done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from gpleadership.lib.dates import london_day, long_date
from gpleadership.lib.parts import Link, Moment
from gpleadership.lib.words import small
from groups.seats.enums import Office
from groups.seats.models import OfficeTerm
from groups.seats.policies.undo import WHILE_FRESH
from groups.seats.presenters.history import officers
from groups.seats.presenters.office_links import Endings, links
from groups.seats.presenters.succession import nobody_follows, passes, succession
from groups.seats.presenters.words import term_days, until
from groups.seats.rules.spans import begun, holds, over

DOES = {
    Office.CHAIR: "Speaks for the group and runs it: members, seats, agenda, decisions, representatives.",
    Office.DEPUTY_CHAIR: (
        "Stands in for the chair at meetings, and acts as chair if the chair leaves early. "
        "Until then it gives no right to manage."
    ),
    Office.SECRETARIAT: "Runs the group with the chair, and records organisations’ words. No vote.",
}
NEWEST = 3
"""So much of an office's history stands on the page of the offices."""


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """A term of office that runs or will, with what can be done about it."""

    term_id: int
    name: str
    words: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OfficeSection:
    """One office. `passes`: what happens on the day it passes on; `nobody`: that it is empty, or will be."""

    office: str
    label: str
    does: str
    passes: str
    lines: tuple[OfficerLine, ...]
    nobody: str
    appoint: Link | None
    history: tuple[Moment, ...]
    more: Link | None


def lede(terms: Iterable[OfficeTerm], now: datetime) -> tuple[str, str]:
    """Who is chair until when and who comes next; then whether there is a deputy."""
    found = list(terms)
    deputies = [term for term in found if term.office == Office.DEPUTY_CHAIR]
    first = succession([term for term in found if term.office == Office.CHAIR], now)
    chair = any(term.office == Office.CHAIR and holds(term.period, now) for term in found)
    nobody = f"The group has no chair now{f'; {first}' if first else ''}"
    deputy = succession(deputies, now)
    return f"{first if chair else nobody}.", f"{deputy}." if deputy else "There is no deputy chair."


def sections(
    terms: list[OfficeTerm], endings: Endings, slug: str, now: datetime, *, manages: bool
) -> list[OfficeSection]:
    """Every office, the chair first."""
    return [_section(office, terms, endings, slug, now, manages=manages) for office in Office]


def _section(
    office: Office, terms: list[OfficeTerm], endings: Endings, slug: str, now: datetime, *, manages: bool
) -> OfficeSection:
    own = [term for term in terms if term.office == office]
    open_ones = [term for term in own if not over(term.period, now)]
    fresh = [term for term in own if over(term.period, now) and _fresh(term, endings, now)]
    runs = any(begun(term.period, now) for term in open_ones)
    past = officers(office, terms, now) if any(over(term.period, now) for term in own) else []
    return OfficeSection(
        office.value,
        office.label,
        DOES[office],
        passes(open_ones, now) if office == Office.CHAIR else "",
        tuple(_line(term, own, endings, slug, now, manages=manages) for term in open_ones + (fresh if manages else [])),
        nobody=_nobody(office, open_ones, now),
        appoint=_appoint(office, slug, runs) if manages else None,
        history=tuple(past[:NEWEST]),
        more=_more(office, slug) if len(past) > NEWEST else None,
    )


def _line(
    term: OfficeTerm, own: Sequence[OfficeTerm], endings: Endings, slug: str, now: datetime, *, manages: bool
) -> OfficerLine:
    words = _words(term, now)
    ways = tuple(links(term, own, endings, slug, now)) if manages else ()
    return OfficerLine(term.pk, f"{term.person}{', acting' if term.acting else ''}", words, ways)


def _words(term: OfficeTerm, now: datetime) -> str:
    if term.acting and term.period.upper is None:
        first = long_date(term.period.lower)
        return f"{'Since' if begun(term.period, now) else 'From'} {first}, until a chair is appointed"
    return until(term.period, london_day(now)) if holds(term.period, now) else term_days(term.period, now)


def _nobody(office: Office, open_ones: Sequence[OfficeTerm], now: datetime) -> str:
    if any(begun(term.period, now) for term in open_ones):
        return nobody_follows(open_ones, now) if office == Office.CHAIR else ""
    return f"Nobody is {office.label.lower()} now."


def _fresh(term: OfficeTerm, endings: Endings, now: datetime) -> bool:
    ending = endings.get(("officeterm", term.pk))
    return term.office != Office.CHAIR and ending is not None and ending.made_at > now - WHILE_FRESH


def _appoint(office: Office, slug: str, runs: bool) -> Link | None:
    """One chair and one deputy at a time; the secretariat may be several."""
    if runs and office != Office.SECRETARIAT:
        return None
    text = "Add somebody to the secretariat" if office == Office.SECRETARIAT else f"Appoint a {office.label.lower()}"
    return Link(text, reverse("seats:choose_officer", kwargs={"group": slug, "office": office.value}))


def _more(office: Office, slug: str) -> Link:
    address = reverse("seats:offices_history", args=[slug])
    return Link("All of the history", f"{address}?office={office.value}", f"of the office: {small(office.label)}")
