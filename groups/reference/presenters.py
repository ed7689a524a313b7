"""Words for the pages of platform staff. No query."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from django.forms import Form
from django.urls import reverse
from django.utils.html import format_html

from gpleadership.lib.dates import long_date, period
from gpleadership.lib.parts import Column, Fact, Moment, Option, Tile
from gpleadership.lib.words import in_words, listed, number, plural, small
from groups.reference.enums import Kind
from groups.reference.models import (
    NetworkMembership,
    Organisation,
    Place,
    PlaceOrganisation,
    PlaceSystem,
    System,
    SystemSuccession,
)
from groups.reference.policies import BY_HAND, MEMBERS
from groups.reference.queries import Counts
from groups.reference.sizes import NOTHING, Size, Sizes

STAGES: Final = ("No group", "Being founded", "Ready to activate", "Active group")
STAGE_KINDS: Final = ("due", "", "due", "good")
SYSTEM_COLUMNS: Final = (
    Column("System", "name"),
    Column("Code", "code"),
    Column("Region", "region"),
    Column("Places", "places", number=True),
    Column("With an active group", number=True),
)
PLACE_COLUMNS: Final = (
    Column("Place", "name"),
    Column("System", "system"),
    Column("PCNs", "pcns", number=True),
    Column("Group", "group"),
)
ORGANISATION_COLUMNS: Final = (
    Column("Organisation", "name"),
    Column("Kind", "kind"),
    Column("Code", "code"),
    Column("Places", "places", number=True),
)
PLURALS: Final[dict[str, str]] = {
    Kind.PRACTICE: "Practices named on their own",
    Kind.PCN: "Primary care networks",
    Kind.LMC: "Local medical committees",
    Kind.FEDERATION: "Federations",
    Kind.CCG: "Clinical commissioning groups",
    Kind.OTHER: "Other organisations",
}


STAGE_OPTIONS: Final = tuple(
    Option(value, words) for value, words in zip(("none", "draft", "ready", "active"), STAGES, strict=True)
)


class Choice(NamedTuple):
    """Something to tick."""

    pk: int
    name: str
    note: str
    elsewhere: str
    ticked: bool


def link(text: object, name: str, *args: object) -> str:
    """A link to a route, safe in a table's cell."""
    return format_html('<a href="{}">{}</a>', reverse(name, args=args), text)


def kind_words(kind: str) -> str:
    """A kind inside a sentence: primary care network, NHS trust."""
    return small(Kind(kind).label)


def count_tiles(counts: Counts) -> list[Tile]:
    """How much there is, as tiles that lead to the lists."""
    organisations = reverse("reference:organisations")
    return [
        Tile(number(counts.systems), "Systems open", reverse("reference:systems")),
        Tile(
            number(counts.places),
            "Places",
            reverse("reference:places"),
            more=f"{number(counts.led)} with an active group",
        ),
        Tile(
            number(counts.organisations),
            "Shared organisations",
            organisations,
            more="LMCs, federations, councils, others",
        ),
        Tile(
            number(counts.practices),
            "Active practices",
            f"{organisations}?kind=practice",
            more=f"and {plural(counts.pcns, 'PCN')}",
        ),
    ]


# ---- Lists ----


def system_cells(system: System) -> list[object]:
    """A system as a row of the list."""
    name = link(system.name, "reference:system", system.slug)
    if system.closed:
        name = format_html("{} <br>Last day {}", name, long_date(system.closed))
    return [name, *system_values(system)[1:]]


def system_values(system: System) -> list[object]:
    """A system as a row of a file."""
    counted: tuple[int, int] = (getattr(system, "place_count", 0), getattr(system, "led_count", 0))
    return [system.name, system.ods_code, system.region, *counted]


def place_cells(place: Place) -> list[object]:
    """A place as a row of the list."""
    system, pcns = place_values(place)[1:3]
    return [link(place.name, "reference:place", place.slug), system, pcns, stage_badge(place)]


def place_values(place: Place) -> list[object]:
    """A place as a row of a file."""
    system: str = getattr(place, "system_name", None) or "None now"
    return [place.name, system, getattr(place, "pcn_count", 0), STAGES[_stage(place)]]


def stage_badge(row: Place | PlaceSystem) -> str:
    """How a place's group stands, as a badge."""
    stage = _stage(row)
    return format_html('<span class="gpl-badge gpl-badge--{}">{}</span>', STAGE_KINDS[stage], STAGES[stage])


def _stage(row: Place | PlaceSystem) -> int:
    return int(getattr(row, "stage", 0))


def organisation_cells(organisation: Organisation) -> list[object]:
    """An organisation as a row of the list."""
    name = link(organisation.name, "reference:organisation", organisation.pk)
    if organisation.status != "active":
        name = format_html("{} <br>{}", name, organisation.get_status_display())
    return [name, *organisation_values(organisation)[1:]]


def organisation_values(organisation: Organisation) -> list[object]:
    """An organisation as a row of a file."""
    places: int = getattr(organisation, "place_count", None) or 0
    return [organisation.name, organisation.get_kind_display(), organisation.ods_code or "None", places]


def kind_options() -> list[Option]:
    """Kinds for a filter, those kept by hand first."""
    kinds = [*BY_HAND, *(kind for kind in Kind if kind not in BY_HAND)]
    return [Option(kind.value, kind.label) for kind in kinds]


# ---- A system ----


def _now(spell: PlaceSystem, on: date) -> bool:
    return spell.start <= on and (spell.end is None or spell.end >= on)


def system_lede(system: System, spells: Iterable[PlaceSystem], on: date) -> str:
    """How many places it has, and how many of them have a group."""
    if system.closed and system.closed < on:
        return f"{system} closed on {long_date(system.closed)}. Its places are in other systems now."
    now = [spell for spell in spells if _now(spell, on)]
    if not now:
        return f"{system} has no places yet."
    led = sum(_stage(spell) == 3 for spell in now)
    return f"{system} has {plural(len(now), 'place')}; {in_words(led)} with an active group."


def places_now(spells: Iterable[PlaceSystem], on: date) -> list[list[object]]:
    """A system's places now as table rows: place, since when, how its group stands."""
    return [
        [link(spell.place, "reference:place", spell.place.slug), _since(spell), stage_badge(spell)]
        for spell in spells
        if _now(spell, on)
    ]


def _since(spell: PlaceSystem) -> str:
    return period(spell.start, spell.end) if spell.end else f"Since {long_date(spell.start)}"


def places_not_now(spells: Iterable[PlaceSystem], on: date) -> list[Moment]:
    """The places that a system had before, or will have, as a history."""
    others = [spell for spell in spells if not _now(spell, on)]
    return [Moment(_days(spell, on), str(spell.place)) for spell in others]


def _days(spell: PlaceSystem, on: date) -> str:
    return f"From {long_date(spell.start)}" if spell.start > on and not spell.end else period(spell.start, spell.end)


def successions(system: System, found: Iterable[SystemSuccession]) -> list[str]:
    """Passed to Highmoor from 1 April 2027; took over from Oldham."""
    return [
        f"Passed to {each.successor} on {long_date(each.on)}"
        if each.predecessor_id == system.pk
        else f"Took over from {each.predecessor} on {long_date(each.on)}"
        for each in found
    ]


def saved(form: Form, shown: Mapping[str, Any]) -> list[Fact]:
    """What is saved now, to put beside what somebody typed meanwhile."""
    return [
        Fact(str(field.label), long_date(value) if isinstance(value, date) else str(value or "Nothing"))
        for name, field in form.fields.items()
        if name in shown and not field.widget.is_hidden
        for value in [shown[name]]
    ]


def holds(spell: PlaceOrganisation, on: date) -> bool:
    """Whether a spell is in force on a day."""
    return spell.start <= on and (spell.end is None or spell.end >= on)


def systems_of(spells: Sequence[PlaceSystem]) -> list[Moment]:
    """The systems of a place, as a history."""
    return [Moment(period(spell.start, spell.end), str(spell.system)) for spell in spells]


# ---- A place ----


def size_words(size: Size) -> str:
    """6 practices, 41,200 patients."""
    return f"{plural(size.practices, 'practice')}, {plural(size.patients, 'patient')}"


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
    return [Moment(period(spell.start, spell.end), str(spell.organisation)) for spell in others]


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


def place_lede(place: Place, size: Sizes, now: Sequence[PlaceOrganisation]) -> str:
    """What a place is, in a sentence."""
    if not now:
        return f"Nothing has been chosen yet that {place} consists of."
    practices, patients = size.before
    what = f"{plural(practices, 'practice')} and {plural(patients, 'patient')}"
    return f"{place} is {plural(size.pcns_before, 'PCN')} with {what}." if size.pcns_before else f"{place} is {what}."


# ---- An organisation ----


def organisation_facts(organisation: Organisation, size: Size | None) -> list[Fact]:
    """What is known of an organisation."""
    patients = size_words(size) if size and organisation.kind == Kind.PCN else ""
    if organisation.kind == Kind.PRACTICE and organisation.list_size is not None:
        patients = number(organisation.list_size)
    told = [
        ("Kind", organisation.get_kind_display()),
        ("ODS code", organisation.ods_code or "None"),
        ("Register", organisation.register_code),
        ("Standing", organisation.get_status_display()),
        ("Days", period(organisation.opened, organisation.closed) if organisation.opened else ""),
        ("Last day", long_date(organisation.closed) if organisation.closed and not organisation.opened else ""),
        ("Patients", patients),
        ("Where", ", ".join(part for part in (organisation.town, organisation.postcode) if part)),
        ("Sub-ICB", str(organisation.sub_icb) if organisation.sub_icb else ""),
        ("How to reach it", organisation.contact),
    ]
    return [Fact(name, value) for name, value in told if value]


def place_spells(spells: Iterable[PlaceOrganisation]) -> list[Moment]:
    """The places that an organisation was in, or will be, as a history."""
    return [Moment(period(spell.start, spell.end), str(spell.place)) for spell in spells]


def network_moments(organisation: Organisation, spells: Iterable[NetworkMembership]) -> list[Moment]:
    """A practice's PCNs, or a PCN's practices, as a history."""
    own = organisation.kind == Kind.PRACTICE
    return [Moment(period(spell.start, spell.end), str(spell.pcn if own else spell.practice)) for spell in spells]
