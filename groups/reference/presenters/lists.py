"""Lists and their files: columns and rows. No query."""

from typing import Final

from django.urls import reverse
from django.utils.html import format_html

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Column, Option, Tile
from gpleadership.lib.words import number, plural
from groups.reference.enums import Kind
from groups.reference.models import (
    Organisation,
    Place,
    System,
)
from groups.reference.policies import BY_HAND
from groups.reference.presenters.words import STAGES, link, stage_badge, stage_of
from groups.reference.queries import Counts

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
STAGE_OPTIONS: Final = tuple(
    Option(value, words) for value, words in zip(("none", "draft", "ready", "active"), STAGES, strict=True)
)


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
    return [place.name, system, getattr(place, "pcn_count", 0), STAGES[stage_of(place)]]


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
