"""The offices in words: who holds each, what can be done, and who held it before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from gpleadership.lib.dates import london_day, long_date
from gpleadership.lib.parts import Link, Moment
from groups.seats.enums import Office
from groups.seats.models import OfficeTerm
from groups.seats.policies.undo import WHILE_FRESH, Ending
from groups.seats.presenters.history import officers
from groups.seats.presenters.words import term_days, until, until_words
from groups.seats.rules.spans import begun, holds, over

Endings = Mapping[tuple[str, int], Ending]
DOES = {
    Office.CHAIR: "Speaks for the group and runs it: members, seats, agenda, decisions, representatives.",
    Office.DEPUTY_CHAIR: "Stands in for the chair at meetings. It gives no right to manage.",
    Office.SECRETARIAT: "Runs the group with the chair, and records organisations’ words. No vote.",
}


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """A term of office that runs or will, with what can be done about it."""

    term_id: int
    name: str
    words: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OfficeSection:
    """One office."""

    office: str
    label: str
    does: str
    lines: tuple[OfficerLine, ...]
    nobody: str
    appoint: Link | None
    history: tuple[Moment, ...]


def lede(terms: Iterable[OfficeTerm], now: datetime) -> str:
    """Who is chair, who follows, and whether there is a deputy."""
    found = list(terms)
    chair = next((term for term in found if term.office == Office.CHAIR and holds(term.period, now)), None)
    follows = next((term for term in found if term.office == Office.CHAIR and not begun(term.period, now)), None)
    deputy = next((term for term in found if term.office == Office.DEPUTY_CHAIR and holds(term.period, now)), None)
    first = f"{chair.person} is chair {until_words(chair.period)}" if chair else "The group has no chair now"
    then = f", and {follows.person} follows on {long_date(follows.period.lower)}" if follows else ""
    return f"{first}{then}. {f'{deputy.person} is deputy chair.' if deputy else 'There is no deputy chair.'}"


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
    lines = [_line(term, endings, slug, now, manages=manages) for term in open_ones + (fresh if manages else [])]
    runs = any(begun(term.period, now) for term in open_ones)
    return OfficeSection(
        office.value,
        office.label,
        DOES[office],
        tuple(lines),
        nobody="" if runs else f"Nobody is {office.label.lower()} now.",
        appoint=_appoint(office, slug, runs) if manages else None,
        history=tuple(officers(office, terms, now)) if any(over(term.period, now) for term in own) else (),
    )


def _line(term: OfficeTerm, endings: Endings, slug: str, now: datetime, *, manages: bool) -> OfficerLine:
    runs = begun(term.period, now) and not over(term.period, now)
    words = until(term.period, london_day(now)) if runs else term_days(term.period, now)
    links = tuple(_links(term, endings, slug, now)) if manages else ()
    return OfficerLine(term.pk, str(term.person), words, links)


def _links(term: OfficeTerm, endings: Endings, slug: str, now: datetime) -> Iterable[Link]:
    def link(text: str, route: str) -> Link:
        address = reverse(f"seats:{route}", kwargs={"group": slug, "term": term.pk})
        return Link(text, address, f"({term.person}, {Office(term.office).label.lower()})")

    if over(term.period, now):
        yield link("Undo this end", "undo_office_end")
        return
    yield link("Change the last day", "change_office")
    if not begun(term.period, now):
        if term.office != Office.CHAIR:
            yield link("Cancel this term", "cancel_office")
        return
    ending = endings.get(("officeterm", term.pk))
    if ending and term.period.upper:
        last = long_date(term.period.upper - datetime.resolution)
        what = "handover" if term.office == Office.CHAIR else "end"
        yield link(f"Undo the {what} on {last}", "undo_office_end")
    elif term.office == Office.CHAIR:
        hand_over = reverse("seats:hand_over", kwargs={"group": slug})
        yield Link("Hand over the chair", hand_over)
    if term.office != Office.CHAIR:
        yield link("End this term", "end_office")


def _fresh(term: OfficeTerm, endings: Endings, now: datetime) -> bool:
    ending = endings.get(("officeterm", term.pk))
    return term.office != Office.CHAIR and ending is not None and ending.made_at > now - WHILE_FRESH


def _appoint(office: Office, slug: str, runs: bool) -> Link | None:
    """One chair and one deputy at a time; the secretariat may be several."""
    if runs and office != Office.SECRETARIAT:
        return None
    text = "Add somebody to the secretariat" if office == Office.SECRETARIAT else f"Appoint a {office.label.lower()}"
    return Link(text, reverse("seats:choose_officer", kwargs={"group": slug, "office": office.value}))
