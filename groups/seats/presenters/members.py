"""The members page in words: who is at this table, and who is missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from gpleadership.lib.dates import long_date, today
from gpleadership.lib.parts import Constituency as Heading
from gpleadership.lib.parts import Link, SeatCard
from gpleadership.lib.words import capital, in_words, plural
from groups.reference.enums import Kind
from groups.seats.enums import Constituency, SeatClass
from groups.seats.models import OfficeTerm
from groups.seats.presenters.cards import CLASS_WORDS, Reader, anchor, emptiness, seat_card
from groups.seats.presenters.words import A_KIND, until
from groups.seats.queries.members import Members, Sat, Unseated
from groups.seats.rules.labels import labels
from groups.seats.rules.quorum import Counted, Quorum, quorum


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who is not at the table: an empty seat, or an organisation with none."""

    name: str
    words: str
    href: str = ""
    offer: Link | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A constituency with its seats as cards."""

    heading: Heading
    cards: tuple[SeatCard, ...]


@dataclass(frozen=True, slots=True)
class MembersPage:
    """All the words of the members page."""

    strong: str
    lede: str
    missing: tuple[Missing, ...]
    nobody_missing: str
    quorum: Quorum
    sections: tuple[Section, ...]


def members_page(members: Members, reader: Reader) -> MembersPage:
    """The page for its reader."""
    named = dict(zip((sat.seat.pk for sat in members.seats), seat_labels(members.seats), strict=True))
    strong, lede = _lede(members)
    return MembersPage(
        strong,
        lede,
        missing=tuple(_missing(members, named, reader)),
        nobody_missing=f"Nobody: every seat is filled, and every GP organisation {_here(members)} has one.",
        quorum=todays_quorum(members),
        sections=tuple(_sections(members, named, reader)),
    )


def seat_labels(seats: Iterable[Sat]) -> list[str]:
    """What each seat is called on a page, no two alike."""
    return labels([sat.seat.title for sat in seats])


def todays_quorum(members: Members) -> Quorum:
    """The quorum as the people who sit at this instant could meet it."""
    core = [sat for sat in members.seats if sat.core]
    return quorum(
        members.group.quorum,
        [
            Counted(sat.seat.constituency, sat.seat.needed_for_quorum, sat.counts.person if sat.counts else "")
            for sat in core
        ],
    )


# ---- The first sentence ----


def _lede(members: Members) -> tuple[str, str]:
    core = [sat for sat in members.seats if sat.core]
    filled = sum(1 for sat in core if sat.holder)
    verb, as_they_stand = _tense(members, filled)
    said_when = f"On {long_date(members.on)}, " if members.on != today() else ""
    strong = f"{said_when}{filled} of {plural(len(core), 'seat')} {verb} filled{as_they_stand}."
    return strong, _gaps(members, len(core) - filled)


def _tense(members: Members, filled: int) -> tuple[str, str]:
    if members.on > today():
        return "will be", ", as terms stand today"
    if members.on < today():
        return ("was" if filled == 1 else "were"), ""
    return ("is" if filled == 1 else "are"), ""


def _gaps(members: Members, empty: int) -> str:
    unseated = len(members.unseated)
    empty_words = f"{capital(in_words(empty))} {'is' if empty == 1 else 'are'} empty" if empty else ""
    organisations = f"{in_words(unseated)} GP {'organisation' if unseated == 1 else 'organisations'} {_here(members)}"
    no_seat = f"{organisations} {'has' if unseated == 1 else 'have'} no seat" if unseated else ""
    if empty and unseated:
        return f"{empty_words}, and {no_seat}."
    if empty or unseated:
        return f"{capital(empty_words or no_seat)}."
    return f"Every GP organisation {_here(members)} has one."


def _here(members: Members) -> str:
    place = getattr(members.group, "place_name", "")
    return f"in {place}" if place else "of the place"


# ---- Who is missing ----


def _missing(members: Members, named: dict[int, str], reader: Reader) -> Iterable[Missing]:
    for sat in members.seats:
        if sat.core and sat.holder is None:
            _, since = emptiness(sat, members)
            yield Missing(named[sat.seat.pk], f", {since}", href=f"#{anchor(sat)}")
    for unseated in members.unseated:
        yield _unseated(members, unseated, reader)


def _unseated(members: Members, unseated: Unseated, reader: Reader) -> Missing:
    organisation = unseated.organisation
    kind = A_KIND.get(Kind(organisation.kind), "")
    words = f"{f', {kind},' if kind else ''} {'has no seat now' if unseated.had_one else 'has never had a seat'}."
    offer = None
    if reader.manages:
        address = reverse("seats:add_seat", args=[members.group.slug])
        offer = Link("Offer it a seat", f"{address}?organisation={organisation.pk}", f"({organisation.name})")
    return Missing(organisation.name, words, offer=offer)


# ---- Seats by constituency ----


def _sections(members: Members, named: dict[int, str], reader: Reader) -> Iterable[Section]:
    for constituency in Constituency:
        sats = [sat for sat in members.seats if sat.core and sat.seat.constituency == constituency]
        if sats:
            yield Section(_heading(constituency, sats), _cards(sats, members, named, reader))
    for seat_class, words in CLASS_WORDS.items():
        sats = [sat for sat in members.seats if sat.seat.seat_class == seat_class]
        if sats:
            name = "Observers" if seat_class == SeatClass.OBSERVER else seat_class.label
            yield Section(Heading(name, words, anchor=seat_class.value), _cards(sats, members, named, reader))
    officers = _officers(members, reader)
    if officers:
        words = "They run the group; an office gives no vote and no way into the closed room"
        yield Section(Heading("Offices without a seat", words, anchor="officers"), officers)


def _heading(constituency: Constituency, sats: list[Sat]) -> Heading:
    filled = sum(1 for sat in sats if sat.holder)
    needed = " · needed for quorum" if any(sat.seat.needed_for_quorum for sat in sats) else ""
    words = f"{filled} of {len(sats)} filled{needed}"
    return Heading(constituency.label, words, filled, len(sats) - filled, anchor=constituency.value)


def _cards(sats: list[Sat], members: Members, named: dict[int, str], reader: Reader) -> tuple[SeatCard, ...]:
    return tuple(seat_card(sat, named[sat.seat.pk], members, reader) for sat in sats)


def _officers(members: Members, reader: Reader) -> tuple[SeatCard, ...]:
    seated = {sat.holder.person_id for sat in members.seats if sat.holder}
    return tuple(_officer(term, members, reader) for term in members.offices if term.person_id not in seated)


def _officer(term: OfficeTerm, members: Members, reader: Reader) -> SeatCard:
    office, slug = term.title, members.group.slug
    links = []
    if reader.manages:
        links = [
            Link("Change", f"{reverse('seats:offices', args=[slug])}#office-{term.pk}", f"the term of {term.person}")
        ]
    elif term.person_id == reader.person_id:
        links = [Link("Step down", reverse("seats:step_down", args=[slug]), f"as {office.lower()}")]
    return SeatCard(office, str(term.person), "guest", until=until(term.period, members.on), links=tuple(links))
