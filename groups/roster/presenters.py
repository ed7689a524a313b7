"""The roster and coverage in words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from gpleadership.lib.parts import Dot, Fact, Strip
from gpleadership.lib.words import capital, in_words, listed, number, plural
from groups.reference.models import System
from groups.roster.finding import CONSTITUENCIES, Entry
from groups.roster.queries import OrganisationRow, SeatRow
from groups.roster.rules import LARGEST, SMALLEST, Coverage, NetworkSize

GROUPED: Final = {"pcn": "PCNs", "lmc": "LMC", "federation": "Federation", "ccg": "CCG", "other": "Others"}
_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Filled:
    """A constituency: seats filled of seats, in words, and whether one is empty."""

    words: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One place as the roster shows it."""

    slug: str
    name: str
    size: str
    group: str
    status: str
    who: str
    office: str
    missing: str
    contact: str
    write: str
    filled: int
    empty: int
    constituencies: tuple[Filled, ...]
    provider_view: bool
    href: str
    start: str


def row(entry: Entry, system: System) -> Row:
    """A place's row."""
    place = entry.place
    chairs, secretariat = entry.in_office("chair"), entry.in_office("secretariat")
    who, office = (chairs[0], "chair") if chairs else (secretariat[0], "secretariat") if secretariat else ("", "")
    return Row(
        slug=place.slug,
        name=place.name,
        size=f"{plural(place.patients, 'patient')} · {plural(place.pcns, 'PCN')}",
        group=place.group_name or "",
        status=place.status or "",
        who=who,
        office=office,
        missing="" if chairs else "No chair at present.",
        contact=place.contact or "",
        write=f"mailto:{place.contact}" if _ADDRESS.fullmatch(place.contact or "") else "",
        filled=len(entry.core) - len(entry.empty),
        empty=len(entry.empty),
        constituencies=tuple(_filled(entry.core)),
        provider_view=place.basis == "advisory",
        href=reverse("roster:seats", args=[system.slug, place.slug]),
        start="" if place.group_id else reverse("founding_start:start", args=[place.slug]),
    )


def _filled(core: Sequence[SeatRow]) -> Iterable[Filled]:
    for key, label in GROUPED.items():
        seats = [seat for seat in core if seat.constituency == key]
        if seats:
            held = sum(1 for seat in seats if seat.holder)
            words = label if key in {"pcn", "lmc", "ccg"} else label.lower()
            yield Filled(f"{words} {held} of {len(seats)}", held < len(seats))


def lede(system: System, entries: Sequence[Entry]) -> tuple[str, str]:
    """The answer in two parts: how many places have a group, and (in bold) which have none."""
    count = len(entries)
    if not count:
        return f"{system.name} has no places yet.", ""
    none = [entry.place.name for entry in entries if entry.place.status != "active"]
    places = f"{capital(in_words(count))} place{'s' if count > 1 else ''} in {system.name}."
    led = count - len(none)
    if not none:
        return f"{places} {'Each has' if count > 1 else 'It has'} a GP leadership group.", ""
    have = f"{capital(in_words(led))} {'has' if led == 1 else 'have'} a GP leadership group;"
    who = listed(none) if len(none) <= 3 else f"{in_words(len(none))} places"
    return f"{places} {have}", f"{who} {'has' if len(none) == 1 else 'have'} none yet"


@dataclass(frozen=True, slots=True)
class Table:
    """The seats of a constituency with who holds them."""

    name: str
    seats: tuple[tuple[str, str, str], ...]
    """(seat, holder or nothing, job)"""


def tables(seats: Iterable[SeatRow]) -> list[Table]:
    """Seats by constituency, in the order of the table; guests last."""
    rows = list(seats)
    found = [
        Table(label, tuple(_seat(seat) for seat in rows if seat.constituency == key and seat.seat_class == "core"))
        for key, label in GROUPED.items()
    ]
    found.append(
        Table("In attendance", tuple(_seat(seat) for seat in rows if seat.seat_class != "core" and seat.holder))
    )
    return [table for table in found if table.seats]


def _seat(seat: SeatRow) -> tuple[str, str, str]:
    return seat.title, seat.holder or "", seat.job_title or ""


def who_to_go_to(entry: Entry) -> list[Fact]:
    """Chair, secretariat and the contact route of a group."""
    facts = [Fact("Chair", listed(entry.in_office("chair")) or "Nobody at present")]
    for office, label in (("deputy_chair", "Deputy chair"), ("secretariat", "Secretariat")):
        if names := entry.in_office(office):
            facts.append(Fact(label, listed(names)))
    if entry.place.contact:
        facts.append(Fact("To reach the group", entry.place.contact))
    return facts


def contacts(organisations: Iterable[OrganisationRow]) -> list[Fact]:
    """Whom to write to in a place without a group."""
    return [Fact(each.name, each.contact or "No contact is kept here") for each in organisations]


# ---- Coverage ----


def coverage_lede(found: Coverage, place: str) -> str:
    """One sentence that answers whether every practice is represented."""
    if not found.practices:
        return f"No practices are known in {place} yet."
    if not found.unheard:
        return f"Yes. Every one of {place}’s {number(found.practices)} practices has somebody at the table."
    practices = plural(len(found.unheard), "practice")
    verb = "has" if len(found.unheard) == 1 else "have"
    if not found.patients:
        return f"No. {practices} of {number(found.practices)} {verb} nobody at the table."
    left = found.patients - found.covered
    return (
        f"No. {practices} of {number(found.practices)} {verb} nobody at the table: {plural(left, 'patient')},"
        f" {_percent(left / found.patients)} of {place}’s."
    )


def _percent(share: float) -> str:
    return "under 1%" if 0 < share < 0.01 else f"{share:.0%}"


def strip(found: Coverage) -> Strip:
    """PCNs by size, with the band that the contract expects."""
    dots = tuple(
        Dot(
            each.network.name,
            each.patients,
            f"{number(each.patients)} patients in {plural(each.practices, 'practice')}",
        )
        for each in sorted(found.networks, key=lambda each: -each.patients)
    )
    ticks = ((0.0, "0"), (float(SMALLEST), "30,000"), (float(LARGEST), "50,000"))
    return Strip(dots, SMALLEST, LARGEST, ticks)


def strip_words(found: Coverage) -> str:
    """The chart in a sentence."""
    inside = len(found.networks) - len(found.outside_band)
    say = f"{inside} of {plural(len(found.networks), 'PCN')} have between 30,000 and 50,000 patients."
    outside = [f"{each.network.name} has {number(each.patients)}" for each in found.outside_band]
    return f"{say} {listed(outside)}." if outside else say


def network_state(each: NetworkSize) -> tuple[str, str]:
    """Whether somebody sits for a PCN, in a word and its tone."""
    return ("Somebody sits for it", "good") if each.seated else ("Nobody sits for it", "due")


FILTER_CONSTITUENCIES: Final = tuple(CONSTITUENCIES.items())
