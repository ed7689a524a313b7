"""One’s own data in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from gpleadership.lib.dates import date_and_clock, long_date
from gpleadership.lib.parts import Duty, Fact, Link
from gpleadership.lib.words import listed, plural, small
from groups.mydata.actions import Left
from groups.mydata.holdings import Holding
from groups.mydata.known.others import NAME as OTHERS
from groups.mydata.models import DataExport, ErasureRequest
from groups.mydata.queries import Holds
from groups.mydata.rules import forgotten_at
from groups.readers.models import Readership
from groups.seats.enums import Office, Part
from groups.seats.models import OfficeTerm, SeatTerm
from groups.seats.rules.spans import begun
from groups.tenancy.models import LeadershipGroup


@dataclass(frozen=True, slots=True)
class PartWords:
    """A part of what is held as the page tells it."""

    title: str
    count: str
    what: str
    seen_by: str
    kept: str


def parts(every: Iterable[Holding], counts: Mapping[str, int]) -> tuple[list[PartWords], list[PartWords]]:
    """What is held, each part with how much there is of it; and the parts of which there is nothing."""
    every = list(every)
    known = frozenset().union(*(holding.covers for holding in every))
    rest = sum(count for name, count in counts.items() if name not in known)
    found: list[PartWords] = []
    nothing: list[PartWords] = []
    for each in every:
        count = rest if each.name == OTHERS else sum(counts.get(key, 0) for key in each.covers)
        (found if count or each.more else nothing).append(_part(each, count))
    return found, nothing


def _part(each: Holding, count: int) -> PartWords:
    words = plural(count, "entry", "entries") if count else ""
    more = ("More in the copy" if count else "See the copy") if each.more else ""
    return PartWords(each.title, ". ".join(word for word in (words, more) if word), each.what, each.seen_by, each.kept)


def lede(counts: Mapping[str, int]) -> str:
    """How much is held: the answer, in a sentence."""
    seats, offices = counts.get("groups.SeatTerm.person", 0), counts.get("groups.OfficeTerm.person", 0)
    reads, acts = counts.get("groups.Readership.person", 0), counts.get("groups.LogEntry.actor", 0)
    told = [
        plural(seats, "term in a seat", "terms in seats") if seats else "",
        plural(offices, "term of office", "terms of office") if offices else "",
        plural(reads, "readership") if reads else "",
        plural(acts, "line in a log", "lines in logs") if acts else "",
    ]
    return f"We hold {listed(['your account', *(each for each in told if each)])}."


def copies(found: Iterable[DataExport]) -> list[Fact]:
    """Each copy that was asked for: how far it is, or until when it can be downloaded."""
    return [_copy(each) for each in found]


def _copy(each: DataExport) -> Fact:
    asked = f"Asked for on {date_and_clock(each.asked_at)}"
    if each.is_there and each.ready_at:
        until = long_date(forgotten_at(each.ready_at))
        address = reverse("mydata:download", args=[each.public_id])
        words = f"Ready: {size(each.size)}, until {until}."
        return Fact(asked, words, (Link("Download", address, f"the copy {small(asked)}"),))
    if each.is_being_made and each.job:
        how_far = Link("See how far it is", reverse("jobs:job", args=[each.job.public_id]))
        return Fact(asked, "Being made.", (how_far,))
    if each.forgotten_at:
        return Fact(asked, f"Deleted on {long_date(each.forgotten_at)}.")
    return Fact(asked, "It could not be made. Ask for another.")


def size(count: int) -> str:
    """12 KB, 1.4 MB."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} KB"


def waiting(request: ErasureRequest) -> str:
    """That one will be erased, and when."""
    return f"You asked to be erased. It happens on {long_date(request.due_at)}. Until then you can take it back."


# ---- What stands in the way ----


def in_the_way(holds: Holds, now: datetime) -> list[Duty]:
    """What has to go before somebody is erased, each with the page to do it on."""
    return [
        *(_office(term, now) for term in holds.offices),
        *(_seat(term) for term in holds.seats),
        *(
            Duty(f"You stand for the chair of {each.group}", reverse("chair:chair", args=[each.group.slug]), TELL_THEM)
            for each in holds.stands
        ),
    ]


TELL_THEM = "Say that you no longer stand, or wait until a chair is appointed."


def _office(term: OfficeTerm, now: datetime) -> Duty:
    slug, what = term.group.slug, f"You are {small(term.title)} of {term.group}"
    if not begun(term.period, now):
        what = f"You will be {small(term.title)} of {term.group} from {long_date(term.period.lower)}"
    if term.office == Office.CHAIR:
        return Duty(what, reverse("seats:hand_over", args=[slug]), "Hand over the chair, or leave it early.")
    return Duty(what, reverse("leaving:leave", args=[slug]), "Leave the group, or step down from this alone.")


def _seat(term: SeatTerm) -> Duty:
    part = small(Part(term.part).label)
    leave = reverse("leaving:leave", args=[term.group.slug])
    return Duty(f"You are {part} of {term.seat} in {term.group}", leave, "Leave the group, or step down.")


# ---- Leaving ----


def what_ends(holds: Holds, readings: Iterable[Readership], now: datetime) -> list[str]:
    """Each thing that ends or never begins, in a line."""
    return [
        *(_line(f"as {small(term.title)}", begun(term.period, now)) for term in holds.offices),
        *(_line(f"as {small(Part(term.part).label)} of {term.seat}", begun(term.period, now)) for term in holds.seats),
        *(f"Your reading for {each.practice} ends" for each in readings),
    ]


def _line(what: str, has_begun: bool) -> str:
    return f"Your term {what} ends" if has_begun else f"Your term {what} never begins"


def left(group: LeadershipGroup, what: Left) -> str:
    """What leaving has done, who is told, and how to come back."""
    ended = f" {listed(what.ended)} ended." if what.ended else ""
    cancelled = f" {listed(what.cancelled)} will not begin." if what.cancelled else ""
    said = f"{ended[:2].upper()}{ended[2:]}{cancelled}"
    return (
        f"You have left {group}.{said} Nobody is told by email. For a day its chair or secretariat can undo it; "
        "later they can invite you again."
    )
