"""Adding and changing places."""

from datetime import date

from django.db.models import F

from gpleadership.lib.scopes import system_scope
from groups.log.models import PLATFORM
from groups.log.record import record
from groups.people.models import Person
from groups.reference.actions._clashes import clashes_in_words
from groups.reference.editing import check_unchanged
from groups.reference.models import Organisation, Place, PlaceSystem, System
from groups.reference.policies import check_platform

TAKEN = {"slug": "Another place has this address. Choose another."}


def add_place(*, name: str, slug: str, system: System, start: date, by: Person) -> Place:
    """Add a place to a system from a day on; what it consists of is chosen next. Raises `Refused`."""
    check_platform(by)
    with clashes_in_words(TAKEN), system_scope("platform staff add a place"):
        place = Place.objects.create(name=name, slug=slug)
        PlaceSystem.objects.create(place=place, system=system, start=start)
        after = {"name": name, "slug": slug, "system": system.ods_code, "from": start}
        record(PLATFORM, "place added", by=by, subject=place, after=after)
    return place


def edit_place(place: Place, *, version: int, name: str, council: Organisation | None, by: Person) -> Place:
    """Change a place's name or council; its address stays. Raises `EditedMeanwhile`."""
    check_platform(by)
    with system_scope("platform staff change a place"):
        place = hold_place(place, version)
        before = {"name": place.name, "council": place.council_id}
        place.name, place.council = name, council
        place.save(update_fields=["name", "council"])
        after = {"name": place.name, "council": place.council_id}
        record(PLATFORM, "place changed", by=by, subject=place, before=before, after=after)
    return place


def hold_place(place: Place, version: int) -> Place:
    """The place as it is now, held until the transaction ends and counted as changed once more."""
    place = Place.objects.select_for_update(no_key=True).get(pk=place.pk)
    check_unchanged(place, version, place.version)
    Place.objects.filter(pk=place.pk).update(version=F("version") + 1)
    place.version += 1
    return place
