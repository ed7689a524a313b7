"""A system’s page. No query."""

from collections.abc import Iterable
from datetime import date

from gpleadership.lib.dates import long_date, period
from gpleadership.lib.parts import Moment
from gpleadership.lib.words import in_words, plural
from groups.reference.models import (
    PlaceSystem,
    System,
    SystemSuccession,
)
from groups.reference.presenters.words import days_of, holds, link, stage_badge, stage_of


def system_lede(system: System, spells: Iterable[PlaceSystem], on: date) -> str:
    """How many places it has, and how many of them have a group."""
    if system.closed and system.closed < on:
        return f"{system} closed on {long_date(system.closed)}. Its places are in other systems now."
    now = [spell for spell in spells if holds(spell, on)]
    if not now:
        return f"{system} has no places yet."
    led = sum(stage_of(spell) == 3 for spell in now)
    return f"{system} has {plural(len(now), 'place')}; {in_words(led)} with an active group."


def places_now(spells: Iterable[PlaceSystem], on: date) -> list[list[object]]:
    """A system's places now as table rows: place, since when, how its group stands."""
    return [
        [link(spell.place, "reference:place", spell.place.slug), _since(spell), stage_badge(spell)]
        for spell in spells
        if holds(spell, on)
    ]


def _since(spell: PlaceSystem) -> str:
    return period(spell.start, spell.end) if spell.end else f"Since {long_date(spell.start)}"


def places_not_now(spells: Iterable[PlaceSystem], on: date) -> list[Moment]:
    """The places that a system had before, or will have, as a history."""
    others = [spell for spell in spells if not holds(spell, on)]
    return [Moment(days_of(spell), str(spell.place)) for spell in others]


def successions(system: System, found: Iterable[SystemSuccession]) -> list[str]:
    """Passed to Highmoor from 1 April 2027; took over from Oldham."""
    return [
        f"Passed to {each.successor} on {long_date(each.on)}"
        if each.predecessor_id == system.pk
        else f"Took over from {each.predecessor} on {long_date(each.on)}"
        for each in found
    ]
