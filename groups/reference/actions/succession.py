"""A system passes to another on a day: its places move, and where they were before stays known."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import system_scope
from groups.log.models import PLATFORM
from groups.log.record import record
from groups.people.models import Person
from groups.reference.actions._clashes import clashes_in_words
from groups.reference.models import Place, PlaceSystem, System, SystemSuccession
from groups.reference.policies import check_can_close, check_platform, check_spell_passes, check_successor

MET = {"place_in_one_system_at_a_time": "One of these places was given another system just now. Look again."}


@dataclass(frozen=True, slots=True)
class Passing:
    """What a succession does: the spells that end, the places that stay, all as they are now."""

    predecessor: System
    successor: System
    on: date
    moving: tuple[PlaceSystem, ...]
    staying: tuple[PlaceSystem, ...]

    @property
    def last_day(self) -> date:
        """The last day in the old system."""
        return self.on - timedelta(days=1)


def spells_on(system: System, on: date) -> list[PlaceSystem]:
    """The spells of places in a system that reach a day, or come later."""
    return [
        spell
        for spell in system.places.select_related("place", "system").order_by("place__name", "start")
        if spell.end is None or spell.end >= on
    ]


def plan(predecessor: System, *, to: System, on: date, place_ids: Collection[int], closes: bool = False) -> Passing:
    """What would happen, without doing it. Raises `Refused` in words for each way that it cannot."""
    check_successor(predecessor, to, on)
    spells = spells_on(predecessor, on)
    moving = tuple(spell for spell in spells if spell.place_id in place_ids)
    if not moving:
        raise Refused(f"Choose at least one place that passes to {to}.", field="place")
    for spell in moving:
        check_spell_passes(spell, on)
    staying = tuple(spell for spell in spells if spell.place_id not in place_ids)
    if closes:
        check_can_close(predecessor, [str(spell.place) for spell in staying if spell.end is None])
    return Passing(predecessor, to, on, moving, staying)


def pass_system(
    predecessor: System, *, to: System, on: date, place_ids: Collection[int], closes: bool = False, by: Person
) -> Passing:
    """Move places to a successor on a day: the old spell ends the day before, a new one begins.

    With `closes` the old system's last day is the day before too; it must have no place left then.
    Other places may pass to other successors, on this or another day.
    """
    check_platform(by)
    with clashes_in_words(MET), system_scope("platform staff pass a system to its successor"):
        list(Place.objects.select_for_update(no_key=True).filter(pk__in=place_ids).order_by("pk"))
        passing = plan(predecessor, to=to, on=on, place_ids=place_ids, closes=closes)
        SystemSuccession.objects.get_or_create(predecessor=predecessor, successor=to, defaults={"on": on})
        _move(passing, by=by)
        if closes:
            _close(passing, by=by)
    return passing


def _move(passing: Passing, *, by: Person) -> None:
    moving = [spell.pk for spell in passing.moving]
    PlaceSystem.objects.filter(pk__in=moving).update(end=passing.last_day)
    PlaceSystem.objects.bulk_create(
        PlaceSystem(place_id=spell.place_id, system=passing.successor, start=passing.on) for spell in passing.moving
    )
    Place.objects.filter(systems__in=moving).update(version=F("version") + 1)
    for spell in passing.moving:
        record(
            PLATFORM,
            "place passed to another system",
            by=by,
            subject=spell.place,
            before={"system": passing.predecessor.ods_code},
            after={"system": passing.successor.ods_code, "from": passing.on},
        )


def _close(passing: Passing, *, by: Person) -> None:
    system = passing.predecessor
    before = {"closed": system.closed}
    system.closed = passing.last_day
    system.save(update_fields=["closed"])
    record(PLATFORM, "system closed", by=by, subject=system, before=before, after={"closed": system.closed})
