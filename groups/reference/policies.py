"""Who may change reference data, and what must be so for a change to be made."""

from collections.abc import Sequence
from datetime import date, timedelta

from gpleadership.lib.dates import long_date
from gpleadership.lib.refusal import Refused
from groups.people.models import Person
from groups.reference.enums import Kind
from groups.reference.models import Organisation, PlaceOrganisation, PlaceSystem, System

BY_HAND = (Kind.LMC, Kind.FEDERATION, Kind.COUNCIL, Kind.CCG, Kind.OTHER)
"""Kinds that are entered and changed by hand; the others come from the ODS files."""
MEMBERS = (Kind.PCN, Kind.PRACTICE, Kind.LMC, Kind.FEDERATION, Kind.CCG, Kind.OTHER)
"""Kinds that a place consists of, or that serve it. Its council is named apart."""


def check_platform(by: Person) -> None:
    """Reference data is public knowledge, kept by platform staff alone."""
    if not by.is_platform_staff:
        raise Refused("Only platform staff change systems, places and shared organisations. Propose the change.")


def check_by_hand(kind: str) -> None:
    """What ODS says of a practice, a PCN or a trust is changed there, and read in again."""
    if kind not in BY_HAND:
        words = Kind(kind).label
        raise Refused(f"A {words if words[1:2].isupper() else words.lower()} comes from the ODS files, not by hand.")


def check_successor(predecessor: System, successor: System, on: date) -> None:
    """A system passes to another one, which is there on that day."""
    if predecessor == successor:
        raise Refused(f"{predecessor} cannot pass to itself. Choose another system.", field="to")
    if successor.opened and successor.opened > on:
        raise Refused(
            f"{successor} opens on {long_date(successor.opened)}. Choose that day or a later one.", field="on"
        )
    if successor.closed and successor.closed < on:
        raise Refused(f"{successor} closed on {long_date(successor.closed)}. Choose another system.", field="to")


def check_spell_passes(spell: PlaceSystem, on: date) -> None:
    """A place's spell in a system can end the day before `on`: it has begun, and has no end yet."""
    if spell.end is not None:
        raise Refused(
            f"{spell.place} already leaves {spell.system} after {long_date(spell.end)}. Leave it out.", field="place"
        )
    if spell.start >= on:
        later = long_date(spell.start + timedelta(days=1))
        raise Refused(
            f"{spell.place} came to {spell.system} on {long_date(spell.start)}. Choose {later} or a later day.",
            field="on",
        )


def check_can_close(system: System, staying: Sequence[str]) -> None:
    """A system closes when no place is left in it."""
    if staying:
        raise Refused(
            f"{system} cannot close while it has places: {', '.join(staying)}. Pass them too, or leave it open.",
            field="closes",
        )


def check_free_from(organisation: Organisation, spells: Sequence[PlaceOrganisation], start: date) -> None:
    """An organisation joins a place when no spell of it there runs then or begins later."""
    for spell in spells:
        if spell.end is None or spell.end >= start:
            until = f" until {long_date(spell.end)}" if spell.end else ""
            way_out = "Choose a day after that." if spell.end else "Leave it out."
            raise Refused(
                f"{organisation} is in this place from {long_date(spell.start)}{until}. {way_out}", field="start"
            )


def check_can_leave(spell: PlaceOrganisation, last_day: date) -> None:
    """A spell ends on or after its first day, and not later than it already does."""
    if last_day < spell.start:
        raise Refused(f"It joined on {long_date(spell.start)}. Choose that day or a later one.", field="last_day")
    if spell.end is not None and spell.end < last_day:
        raise Refused(
            f"It already leaves after {long_date(spell.end)}. Choose an earlier day, or add it again from later.",
            field="last_day",
        )
