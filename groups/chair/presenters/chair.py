"""Who is our chair, until when, and how were they chosen: in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from gpleadership.lib.dates import last_day, long_date
from gpleadership.lib.parts import Duty, Fact, Link
from groups.chair.enums import AppointmentStatus
from groups.chair.models import Appointment
from groups.chair.presenters.words import address, ballot_link, why
from groups.chair.queries import chair_of
from groups.seats.enums import Office
from groups.seats.models import OfficeTerm
from groups.seats.rules.spans import begun, holds

S = AppointmentStatus


@dataclass(frozen=True, slots=True)
class ChairPage:
    """All that the page says."""

    lede: str
    how: str
    result: Link | None
    others: list[Fact]
    coming: str
    running: Duty | None
    past: list[Duty]


def chair_page(terms: Sequence[OfficeTerm], appointments: Sequence[Appointment], now: datetime) -> ChairPage:
    """The page of a group's chair."""
    chair = chair_of(list(terms), now)
    chosen_in = _chosen_in(chair, appointments)
    current = next((each for each in appointments if not each.is_over), None)
    return ChairPage(
        lede=lede(chair),
        how=_how(chair, chosen_in),
        result=ballot_link(chosen_in.ballot) if chosen_in and chosen_in.ballot else None,
        others=_others(terms, now),
        coming=_coming(terms, now),
        running=_duty(current) if current else None,
        past=[_duty(each) for each in appointments if each.is_over],
    )


def lede(chair: OfficeTerm | None) -> str:
    """Who, and until when."""
    if chair is None:
        return "The group has no chair at present."
    last = last_day(chair.period)
    if chair.acting:
        until = f"until {long_date(last)}" if last else "until a chair is appointed"
        return f"{chair.person} acts as chair {until}."
    since = long_date(chair.period.lower)
    if last is None:
        return f"{chair.person} is our chair since {since}. No last day is agreed."
    return f"{chair.person} is our chair until {long_date(last)}, since {since}."


def _chosen_in(chair: OfficeTerm | None, appointments: Iterable[Appointment]) -> Appointment | None:
    return next((each for each in appointments if chair and each.office_term_id == chair.pk), None)


def _how(chair: OfficeTerm | None, chosen_in: Appointment | None) -> str:
    if chair is None:
        return "Nobody runs the group until a chair is appointed, but for the secretariat."
    if chosen_in is not None:
        return f"Chosen by a secret trust ballot: trusted by at least {chosen_in.floor}% in every constituency."
    if chair.acting:
        return "The last chair left early. Acting chairs are not chosen by a ballot."
    return "Appointed without a trust ballot."


def _others(terms: Iterable[OfficeTerm], now: datetime) -> list[Fact]:
    found: dict[str, list[str]] = {Office.DEPUTY_CHAIR: [], Office.SECRETARIAT: []}
    for term in terms:
        if term.office in found and holds(term.period, now):
            last = last_day(term.period)
            found[term.office].append(f"{term.person}{f', until {long_date(last)}' if last else ''}")
    return [Fact(Office(office).label, "; ".join(names) or "Nobody at present") for office, names in found.items()]


def _coming(terms: Iterable[OfficeTerm], now: datetime) -> str:
    planned = [each for each in terms if each.office == Office.CHAIR and not begun(each.period, now)]
    if not planned:
        return ""
    nxt, last = planned[0], last_day(planned[0].period)
    until = f" to {long_date(last)}" if last else ""
    if nxt.acting:
        return f"{nxt.person} acts as chair from {long_date(nxt.period.lower)}{until}."
    return f"{nxt.person} is the next chair, from {long_date(nxt.period.lower)}{until}."


def _duty(appointment: Appointment) -> Duty:
    chosen = appointment.chosen.shown_name if appointment.chosen else ""
    what = {
        S.APPOINTED: f"{chosen} was appointed",
        S.WITHDRAWN: "An appointment was withdrawn",
        S.CHOSEN: f"{chosen} is chosen as chair",
        S.NOBODY: "No one is yet trusted by all",
        S.AGAIN: "A new round of the ballot is needed",
        S.BALLOTING: "The trust ballot for the chair is open",
        S.NOMINATING: "Nominations for a chair",
        S.PROPOSED: "The appointment of a chair is proposed",
    }[S(appointment.status)]
    return Duty(
        what, address(appointment), f"{why(appointment)}.", when=f"begun on {long_date(appointment.created_at)}"
    )
