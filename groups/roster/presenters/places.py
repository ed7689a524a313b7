"""The roster in words: a row for each place, and its seats once it is opened."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import days_ago
from gpleadership.lib.parts import Fact, Link
from gpleadership.lib.words import capital, in_words, listed, plural
from groups.reference.models import System
from groups.roster.reading import Entry
from groups.roster.rows import OrganisationRow, PlaceRow, SeatRow

GROUPED: Final = {"pcn": "PCNs", "lmc": "LMC", "federation": "Federation", "ccg": "CCG", "other": "Others"}
_SMALL: Final = {key: label if key in {"pcn", "lmc", "ccg"} else label.lower() for key, label in GROUPED.items()}
_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Filled:
    """A constituency: seats filled of seats, in words, and whether one is empty."""

    words: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One place as the roster shows it. `silent`: why nobody speaks for it, if nobody does."""

    slug: str
    name: str
    size: str
    group: str
    silent: str
    who: str
    office: str
    missing: str
    contact: str
    write: str
    filled: int
    empty: int
    constituencies: tuple[Filled, ...]
    provider_view: bool
    changed: str
    href: str
    coverage: str
    start: str


def row(entry: Entry, system: System, today: date) -> Row:
    """A place's row."""
    place = entry.place
    chairs, secretariat = entry.in_office("chair"), entry.in_office("secretariat")
    who, office = (chairs[0], "chair") if chairs else (secretariat[0], "secretariat") if secretariat else ("", "")
    if who.endswith(" (acting)"):
        who, office = who.removesuffix(" (acting)"), f"acting {office}"
    held, seats = (sum(counts) for counts in zip(*place.table.values(), strict=True)) if place.table else (0, 0)
    return Row(
        slug=place.slug,
        name=place.name,
        size=f"{plural(entry.size.patients, 'patient')} · {plural(entry.size.pcns, 'PCN')}",
        group=place.group_name or "",
        silent=silent(place),
        who=who,
        office=office,
        missing="" if chairs else "No chair at present.",
        contact=place.contact or "",
        write=_mail(place.contact),
        filled=held,
        empty=seats - held,
        constituencies=tuple(_filled(place.table)),
        provider_view=place.basis == "advisory",
        changed=f"Seats last changed {days_ago(entry.size.changed, today)}" if entry.size.changed else "",
        href=reverse("roster:seats", args=[system.slug, place.slug]),
        coverage=reverse("roster:coverage", args=[system.slug, place.slug]),
        start="" if place.group_id else reverse("founding_start:start", args=[place.slug]),
    )


def silent(place: PlaceRow) -> str:
    """Why nobody speaks for a place: no group, or one that is still being founded."""
    if place.led:
        return ""
    if place.group_id is None:
        return f"No group yet, so nobody speaks for {place.name}’s practices together."
    return f"{place.group_name} is being founded. Until then nobody speaks for {place.name}’s practices together."


def _mail(contact: str | None) -> str:
    return f"mailto:{contact}" if _ADDRESS.fullmatch(contact or "") else ""


def _filled(table: Mapping[str, Sequence[int]]) -> Iterable[Filled]:
    for key, label in _SMALL.items():
        if key in table:
            held, seats = table[key]
            yield Filled(f"{label} {held} of {seats}", held < seats)


def lede(system: System, places: Sequence[PlaceRow]) -> tuple[str, str]:
    """The answer in two parts: how many places have a group, and (in bold) which have none."""
    count = len(places)
    if not count:
        return f"{system.name} has no places yet.", ""
    none = [place.name for place in places if not place.led]
    say = f"{capital(in_words(count))} place{'s' if count > 1 else ''} in {system.name}."
    led = count - len(none)
    if not none:
        return f"{say} {'Each has' if count > 1 else 'It has'} a GP leadership group.", ""
    if not led:
        return say, f"{'None has' if count > 1 else 'It has no'} {'a ' if count > 1 else ''}GP leadership group yet"
    who = listed(none) if len(none) <= 3 else f"{in_words(len(none))} places"
    have = f"{capital(in_words(led))} {'has' if led == 1 else 'have'} a GP leadership group;"
    return f"{say} {have}", f"{who} {'has' if len(none) == 1 else 'have'} none yet"


# ---- One place, opened ----


@dataclass(frozen=True, slots=True)
class Seated:
    """One seat: who holds it, or nobody."""

    seat: str
    holder: str
    job: str


@dataclass(frozen=True, slots=True)
class Table:
    """The seats of a constituency with who holds them."""

    name: str
    seats: tuple[Seated, ...]


def tables(seats: Sequence[SeatRow]) -> list[Table]:
    """Seats by constituency, in the order of the table; guests who are there come last."""
    found = [
        Table(label, tuple(_seated(seat) for seat in seats if seat.constituency == key and seat.seat_class == "core"))
        for key, label in GROUPED.items()
    ]
    found.append(
        Table("In attendance", tuple(_seated(seat) for seat in seats if seat.seat_class != "core" and seat.holder))
    )
    return [table for table in found if table.seats]


def _seated(seat: SeatRow) -> Seated:
    """A PCN's clinical director is nothing that must be said; under "PCNs" neither is "PCN"."""
    pcn = seat.constituency == "pcn"
    return Seated(
        seat.title.removesuffix(" PCN") if pcn else seat.title, seat.holder or "", "" if pcn else seat.job_title or ""
    )


def who_to_go_to(entry: Entry) -> list[Fact]:
    """Chair, secretariat and the contact route of a group."""
    facts = [Fact("Chair", listed(entry.in_office("chair")) or "Nobody at present")]
    for office, label in (("deputy_chair", "Deputy chair"), ("secretariat", "Secretariat")):
        if names := entry.in_office(office):
            facts.append(Fact(label, listed(names)))
    facts.append(_route("To reach the group", entry.place.contact, "No contact is kept here"))
    return facts


def contacts(organisations: Iterable[OrganisationRow]) -> list[Fact]:
    """Whom to write to in a place without a group."""
    return [_route(each.name, each.contact, "No contact is kept here") for each in organisations]


def _route(name: str, contact: str | None, otherwise: str) -> Fact:
    if write := _mail(contact):
        return Fact(name, "", (Link(contact or "", write),))
    return Fact(name, contact or otherwise)
