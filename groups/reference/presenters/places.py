"""A place’s page, and what may be added to it. No query."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from django.urls import reverse

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Fact, Moment
from gpleadership.lib.words import listed, plural
from groups.reference.enums import Kind
from groups.reference.models import (
    Organisation,
    Place,
    PlaceOrganisation,
    PlaceSystem,
)
from groups.reference.policies import MEMBERS
from groups.reference.presenters.words import days_of, holds, size_words
from groups.reference.sizes import NOTHING, Size, Sizes

PLURALS: Final[dict[str, str]] = {
    Kind.PRACTICE: "Practices named on their own",
    Kind.PCN: "Primary care networks",
    Kind.LMC: "Local medical committees",
    Kind.FEDERATION: "Federations",
    Kind.CCG: "Clinical commissioning groups",
    Kind.OTHER: "Other organisations",
}


class Choice(NamedTuple):
    """Something to tick."""

    pk: int
    name: str
    note: str
    elsewhere: str
    ticked: bool


def place_lede(place: Place, size: Sizes, now: Sequence[PlaceOrganisation]) -> str:
    """What a place is, in a sentence."""
    if not now:
        return f"Nothing has been chosen yet that {place} consists of."
    practices, patients = size.before
    what = f"{plural(practices, 'practice')} and {plural(patients, 'patient')}"
    return f"{place} is {plural(size.pcns_before, 'PCN')} with {what}." if size.pcns_before else f"{place} is {what}."


def members_by_kind(
    spells: Sequence[PlaceOrganisation], each: Mapping[int, Size]
) -> list[tuple[str, list[tuple[PlaceOrganisation, str]]]]:
    """A place's spells now, by kind in a fixed order, each with its size or who it is."""
    found = []
    for kind in MEMBERS:
        rows = [(spell, member_note(spell, each)) for spell in spells if spell.organisation.kind == kind]
        if rows:
            found.append((PLURALS[kind], rows))
    return found


def member_note(spell: PlaceOrganisation, each: Mapping[int, Size]) -> str:
    """What stands beside a member: code, size, since when, until when."""
    organisation = spell.organisation
    parts = [organisation.ods_code or ""]
    if organisation.kind in {Kind.PCN, Kind.PRACTICE}:
        size = each.get(organisation.pk, NOTHING)
        parts.append(size_words(size) if organisation.kind == Kind.PCN else plural(size.patients, "patient"))
    parts.append(f"since {long_date(spell.start)}")
    if spell.end:
        parts.append(f"until {long_date(spell.end)}")
    return " · ".join(part for part in parts if part)


def members_not_now(spells: Iterable[PlaceOrganisation], on: date) -> list[Moment]:
    """Who was in a place before, or will be, as a history."""
    others = [spell for spell in spells if not holds(spell, on)]
    return [Moment(days_of(spell), str(spell.organisation)) for spell in others]


def systems_of(spells: Sequence[PlaceSystem]) -> list[Moment]:
    """The systems of a place, as a history."""
    return [Moment(days_of(spell), str(spell.system)) for spell in spells]


def groups_of(groups: Iterable[Any]) -> list[tuple[str, str, str, str]]:
    """A place's groups: name, how it stands, since when, and the address of its page here."""
    return [
        (
            group.name,
            group.get_status_display(),
            f"since {long_date(group.activated_at or group.created_at)}",
            reverse("founding_platform:group", args=[group.slug]),
        )
        for group in groups
    ]


def choices(found: Iterable[Organisation], ticked: set[int], each: Mapping[int, Size]) -> list[Choice]:
    """What may be added, with its size and where else it is."""
    return [Choice(one.pk, one.name, option_note(one, each), elsewhere_words(one), one.pk in ticked) for one in found]


def option_note(organisation: Organisation, each: Mapping[int, Size]) -> str:
    """What stands beside something that may be added: kind, code and size."""
    parts = [Kind(organisation.kind).label, organisation.ods_code or ""]
    if organisation.kind in {Kind.PCN, Kind.PRACTICE}:
        size = each.get(organisation.pk, NOTHING)
        parts.append(size_words(size) if organisation.kind == Kind.PCN else plural(size.patients, "patient"))
    elif organisation.town:
        parts.append(organisation.town)
    return " · ".join(part for part in parts if part)


def elsewhere_words(organisation: Organisation) -> str:
    """Already in Ambleford: allowed, but said."""
    others: list[str] = getattr(organisation, "elsewhere", [])
    return f"Already in {listed(others)}" if others else ""


def total_words(pcns: int, size: Size) -> str:
    """8 PCNs, 41 practices, 318,900 patients."""
    return f"{plural(pcns, 'PCN')}, {size_words(size)}"


def running_totals(place: Place, size: Sizes) -> list[Fact]:
    """What a place is now, and what it would be."""
    return [
        Fact(f"{place} now", total_words(size.pcns_before, size.before)),
        Fact("With what is ticked", total_words(size.pcns_after, size.after)),
    ]
