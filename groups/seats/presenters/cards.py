"""One seat as a card: who sits there, until when, or how long nobody has."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.urls import reverse

from gpleadership.lib.dates import days, days_ago, long_date
from gpleadership.lib.parts import Badge, Link, SeatCard
from gpleadership.lib.words import capital, in_words, number
from groups.seats.enums import Constituency, Office, SeatClass
from groups.seats.presenters.words import until
from groups.seats.queries.members import Members, Network, Sat, TermRow
from groups.seats.rules.history import empty_for
from groups.seats.rules.spans import beginning


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the page: whether they manage the group, and which person they are."""

    person_id: int
    manages: bool = False


SYSTEM_ROLE = "System role: in attendance"
"""Stands wherever somebody is named whom a role in the system keeps out of the core."""
ONLOOKER = Reader(0)
"""Somebody who looks at another day: nothing can be done there."""


def seat_card(sat: Sat, label: str, members: Members, reader: Reader) -> SeatCard:
    """The card of a seat, with what its reader may do from it."""
    if sat.holder is None:
        return _empty(sat, label, members, reader)
    term = sat.holder
    return SeatCard(
        seat=label,
        holder=term.person,
        kind="filled" if sat.core else "guest",
        lines=tuple(line for line in (term.job_title, _deputy(sat), _coming(sat)) if line),
        warning="No deputy" if sat.core and sat.deputy is None else "",
        until=until(term.period, members.on),
        badges=_badges(sat, term, members),
        links=_links(sat, label, members, reader),
        anchor=anchor(sat),
    )


def anchor(sat: Sat) -> str:
    """Where on the page the seat stands."""
    return f"seat-{sat.seat.pk}"


def emptiness(sat: Sat, members: Members) -> tuple[str, str]:
    """How long nobody has held the seat: as a warning, and as the end of a sentence."""
    last, count = empty_for(sat.seat.left, sat.seat.created_at, members.at)
    if sat.seat.left is None:
        return "Never filled", "never filled"
    if count == 0:
        return "Empty since today", "empty since today"
    return f"Empty for {days(count)}", f"empty since {long_date(last)}"


def _empty(sat: Sat, label: str, members: Members, reader: Reader) -> SeatCard:
    network = members.networks.get(sat.seat.organisation_id or 0)
    lines = (_nobody_here(network) if sat.core else "", _deputy(sat), _coming(sat), _invited(sat, members.on, reader))
    return SeatCard(
        seat=label,
        kind="empty",
        lines=tuple(line for line in lines if line),
        warning=emptiness(sat, members)[0],
        badges=_needed(sat),
        links=_links(sat, label, members, reader),
        anchor=anchor(sat),
    )


def _nobody_here(network: Network | None) -> str:
    if network is None:
        return ""
    practices = f"{capital(in_words(network.practices))} {'practice' if network.practices == 1 else 'practices'}"
    if not network.patients:
        return f"{practices} {'has' if network.practices == 1 else 'have'} no one here."
    return f"{practices} and {number(network.patients)} patients have no one here."


def _deputy(sat: Sat) -> str:
    if sat.deputy is None:
        return ""
    return f"Deputy: {sat.deputy.person}{', acting' if sat.deputy.acting else ''}"


def _coming(sat: Sat) -> str:
    return f"{sat.coming.person} begins on {long_date(beginning(sat.coming.period))}" if sat.coming else ""


def _invited(sat: Sat, on: date, reader: Reader) -> str:
    if sat.seat.invited_at is None or not reader.manages:
        return ""
    return f"Invitation sent {days_ago(sat.seat.invited_at, on)}, not yet answered"


def _badges(sat: Sat, term: TermRow, members: Members) -> tuple[Badge, ...]:
    offices = [each for each in members.offices if each.person_id == term.person_id]
    badges = [Badge(each.title, "pine" if each.office == Office.CHAIR else "") for each in offices]
    if term.has_system_role:
        badges.append(Badge(SYSTEM_ROLE, "due" if sat.core else ""))
    elif not sat.core and sat.seat.constituency == Constituency.PARTNER:
        badges.append(Badge("Partner"))
    if sat.core and not sat.seat.votes:
        badges.append(Badge("No vote"))
    return (*badges, *_needed(sat))


def _needed(sat: Sat) -> tuple[Badge, ...]:
    return (Badge("Needed for quorum"),) if sat.seat.needed_for_quorum else ()


def _links(sat: Sat, label: str, members: Members, reader: Reader) -> tuple[Link, ...]:
    slug, seat = members.group.slug, sat.seat.pk
    whose = f"the seat of {sat.holder.person}, {label}" if sat.holder else f"the empty seat of {label}"
    links = [Link("History", _address("history", slug, seat), f"of {whose}")]
    if reader.manages:
        change = Link("Change", _address("seat", slug, seat), whose)
        if sat.holder:
            return (change, *links)
        return (
            Link("Fill this seat", _address("fill", slug, seat, "holder"), f"of {label}", button=True),
            change,
            *links,
        )
    if sat.holder and sat.holder.person_id == reader.person_id:
        links.append(Link("Step down", _address("step_down", slug), f"from {label}"))
    return tuple(links)


@lru_cache(maxsize=8192)
def _address(route: str, *args: object) -> str:
    """An address of this package; finding one anew for every link was a tenth of the page."""
    return reverse(f"seats:{route}", args=args)


CLASS_WORDS = {
    SeatClass.IN_ATTENDANCE: "No vote, no quorum, never in the closed room",
    SeatClass.OBSERVER: "They watch; no papers, no vote, never in the closed room",
}
