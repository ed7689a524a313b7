"""The homes in words: the answer first, then what it rests on."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Fact, Tile
from gpleadership.lib.words import capital, in_words, listed, plural
from groups.home.queries import OfficerNow, SeatNow
from groups.seats.enums import Office
from groups.tenancy.models import LeadershipGroup

BASIS: Final = {
    "representative": "It speaks for general practice here.",
    "advisory": "It gives a provider's view and is not a representative body.",
    "mandated": "Its organisations have given it a mandate.",
}


def chair_lede(seats: Sequence[SeatNow], unread: int) -> tuple[str, str]:
    """One sentence that says whether the group is working, in two parts: what weighs most, and the rest."""
    core = [seat for seat in seats if seat.is_core]
    if not core:
        return "The table has no seats yet.", " Begin with who sits at it."
    empty = sum(1 for seat in core if seat.person_id is None)
    table = (
        f"{capital(in_words(empty))} seat{' is' if empty == 1 else 's are'} empty" if empty else "Every seat is filled"
    )
    if not unread:
        return table, f", {'but' if empty else 'and'} every practice has somebody who reads for it."
    practices = "practice has" if unread == 1 else "practices have"
    return table, f", and {in_words(unread)} {practices} nobody who reads what you decide."


def chair_tiles(
    group: LeadershipGroup,
    seats: Sequence[SeatNow],
    practices: int,
    unread: int,
    ending: Sequence[SeatNow],
    views: int,
) -> list[Tile]:
    """Four measures in words."""
    core = [seat for seat in seats if seat.is_core]
    empty = [seat for seat in core if seat.person_id is None]
    address = {name: reverse(name, args=[group.slug]) for name in ("seats:members", "readers:list", "audit:views")}
    return [
        Tile(
            figure=str(len(empty)),
            label="seat empty" if len(empty) == 1 else "seats empty",
            href=address["seats:members"],
            verdict="Somebody is missing" if empty else "Everybody is here",
            tone="due" if empty else "good",
            more=_some([seat.title for seat in empty]) or f"{len(core)} of {len(core)} filled.",
            alert=bool(empty),
        ),
        Tile(
            figure=str(len(ending)),
            label="term ends in 90 days" if len(ending) == 1 else "terms end in 90 days",
            href=address["seats:members"] + "#terms",
            verdict="Ask who comes next" if ending else "Nothing to renew",
            tone="due" if ending else "good",
            more=_some([str(seat.holder) for seat in ending]),
            alert=bool(ending),
        ),
        Tile(
            figure=str(unread),
            label="practice without a reader" if unread == 1 else "practices without a reader",
            href=address["readers:list"],
            verdict="They do not hear from you" if unread else "Every practice can read you",
            tone="due" if unread else "good",
            more=f"{practices - unread} of {practices} have one.",
            alert=bool(unread),
        ),
        Tile(
            figure=str(views),
            label="view of your roster" if views == 1 else "views of your roster",
            href=address["audit:views"],
            more="By ICB staff, in the last 30 days.",
        ),
    ]


def _some(names: Sequence[str], most: int = 3) -> str:
    """The first few names, and how many more there are."""
    few = list(dict.fromkeys(names))
    rest = len(few) - most
    told = [*few[:most], plural(rest, "more", "more")] if rest > 0 else few
    return f"{listed(told)}." if told else ""


def who_runs(group: LeadershipGroup, officers: Sequence[OfficerNow]) -> list[Fact]:
    """Chair, deputy chair and secretariat with the last day of each, and how to reach the group."""
    facts = []
    for office in Office:
        held = [_officer(term) for term in officers if term.office == office]
        if held or office == Office.CHAIR:
            facts.append(Fact(_title(office, officers), ", ".join(held) or "Nobody at present"))
    if group.contact:
        facts.append(Fact("To reach the group", group.contact))
    return facts


def _title(office: Office, officers: Sequence[OfficerNow]) -> str:
    return next((term.title for term in officers if term.office == office), office.label)


def _officer(term: OfficerNow) -> str:
    return f"{term.name}, until {long_date(term.last_day)}" if term.last_day else term.name


def who_speaks(group: LeadershipGroup, officers: Sequence[OfficerNow], seats: Sequence[SeatNow]) -> list[Fact]:
    """For a practice: the chair, how to reach the group, and who sits for whom."""
    facts = [Fact(term.title, term.name) for term in officers if term.office in {Office.CHAIR, Office.DEPUTY_CHAIR}]
    if not any(term.office == Office.CHAIR for term in officers):
        facts.insert(0, Fact(Office.CHAIR.label, "Nobody at present"))
    facts += [Fact(seat.title, seat.holder or "Empty at present") for seat in seats if seat.is_core]
    if group.contact:
        facts.append(Fact("To reach the group", group.contact))
    return facts


def ending_soon(seats: Sequence[SeatNow], today: date, days: int = 90) -> list[SeatNow]:
    """Seats whose present term ends within so many days, soonest first."""
    soon = [seat for seat in seats if seat.person_id and seat.last_day and (seat.last_day - today).days <= days]
    return sorted(soon, key=lambda seat: seat.last_day or today)
