"""What a system role brings, said before it is declared and after it was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.urls import reverse

from gpleadership.lib.dates import last_day, london_day, long_date
from gpleadership.lib.parts import Link
from gpleadership.lib.words import small
from groups.people.models import Person
from groups.seats.enums import Office, Part
from groups.seats.models import OfficeTerm, SeatTerm
from groups.seats.queries.firewall import Move
from groups.system_roles.models import SystemRole

ROOM: Final = "The closed room, its papers and every ballot are closed to {who} from then."
NEW_ROUND: Final = "A ballot that is open then ends without a count, and a new round follows without {who}."
ELSEWHERE: Final = (
    "If {who} sits in other groups in which the role counts, the same happens there. You do not see those groups; "
    "they are told."
)


@dataclass(frozen=True, slots=True)
class GroupWords:
    """What happens in one group, from when, line by line."""

    name: str
    when: str
    lines: tuple[str, ...]
    links: tuple[Link, ...] = field(default=())


def what_happens(moves: Iterable[Move], person: Person, title: str, *, own: bool, now: datetime) -> list[GroupWords]:
    """Group by group, before it is declared."""
    return [_words(move, person, title, own=own, now=now) for move in moves]


def _words(move: Move, person: Person, title: str, *, own: bool, now: datetime) -> GroupWords:
    at = move.period.lower
    who, subject = ("you", "You") if own else (str(person), str(person))
    ending = move.ending()
    lines = [_seat(term, at, subject, own=own) for term in move.seats]
    lines += [_deputy(each) for each in move.deputies]
    lines += [_office(term, subject, own=own) for term in move.offices]
    lines.append(ROOM.format(who=who))
    if ending:
        lines.append(NEW_ROUND.format(who=who))
        sits = "You sit" if own else f"{person} sits"
        lines.append(f"{sits} in attendance as “{title}”{_until(ending)}: reading agendas and papers, without a vote.")
    return GroupWords(move.group.name, _when(at, now), tuple(lines))


def _when(at: datetime, now: datetime) -> str:
    return "As soon as this is confirmed" if at <= now else f"From {long_date(at)}"


def _seat(term: SeatTerm, at: datetime, subject: str, *, own: bool) -> str:
    deputy = term.part == Part.DEPUTY
    if term.period.lower >= at:
        whose, part = "Your" if own else f"{subject}’s", "as deputy in" if deputy else "in the seat of"
        return f"{whose} term {part} {term.seat}, from {long_date(term.period.lower)}, is cancelled."
    if deputy:
        return f"{subject} {'are' if own else 'is'} deputy in {term.seat} no longer."
    return f"{subject} {'lose' if own else 'loses'} the seat of {term.seat}. It stays a core seat and is empty."


def _deputy(term: SeatTerm) -> str:
    return f"{term.person}, deputy in {term.seat}, may be asked to act for it."


def _office(term: OfficeTerm, subject: str, *, own: bool) -> str:
    are = "are" if own else "is"
    ends = f"{subject} {are} {small(term.title)} no longer."
    if term.office != Office.CHAIR:
        return ends
    return f"{ends} The deputy chair acts, if there is one who can; otherwise the group has no chair and is told so."


def _until(ending: Sequence[SeatTerm]) -> str:
    ends = [term.period.upper for term in ending]
    if None in ends:
        return ""
    return f" until {long_date(max(ends) - datetime.resolution)}"


def role_days(period: Any, now: datetime) -> str:
    """From now on; from 3 May 2027 to 2 May 2028."""
    first = "From now" if period.lower <= now else f"From {long_date(london_day(period.lower))}"
    last = last_day(period)
    return f"{first} until {long_date(last)}" if last else f"{first}, with no end date"


# ---- Afterwards ----


def what_happened(
    role: SystemRole, seats: Iterable[SeatTerm], deputies: Iterable[SeatTerm], slug: str, *, manages: bool
) -> tuple[list[str], list[Link]]:
    """What a declared role has ended in this group, and what can be done about it."""
    lines = [_gone(term, role) for term in seats]
    links = []
    for each in deputies:
        lines.append(_deputy(each))
        if manages and not each.acting:
            address = reverse("seats:acting", kwargs={"group": slug, "term": each.pk})
            links.append(Link(f"Ask {each.person} to act for {each.seat}", address))
    return lines, links


def _gone(term: SeatTerm, role: SystemRole) -> str:
    part = "as deputy in" if term.part == Part.DEPUTY else "in the seat of"
    verb = "ended" if term.period.upper <= role.declared_at else "ends"
    return f"{term.person}’s term {part} {term.seat} {verb} on {long_date(term.period.upper)}."
