"""Adding and changing systems."""

from datetime import date

from gpleadership.lib.scopes import system_scope
from groups.log.models import PLATFORM
from groups.log.record import record
from groups.people.models import Person
from groups.reference.actions._clashes import clashes_in_words
from groups.reference.actions.slugs import free_slug
from groups.reference.editing import SYSTEM_FIELDS, check_unchanged, mark, values
from groups.reference.models import System
from groups.reference.policies import check_platform

TAKEN = {"ods_code": "Another system has this code. Search for it in the list of systems."}


def add_system(*, ods_code: str, name: str, region: str, opened: date | None, by: Person) -> System:
    """Add a system by its ICB's code. Raises `Refused` if another has the code."""
    check_platform(by)
    with clashes_in_words(TAKEN), system_scope("platform staff add a system"):
        system = System.objects.create(
            ods_code=ods_code, slug=free_slug(System, name), name=name, region=region, opened=opened
        )
        record(PLATFORM, "system added", by=by, subject=system, after=values(system, ("ods_code", *SYSTEM_FIELDS)))
    return system


def edit_system(
    system: System, *, seen: str, name: str, region: str, opened: date | None, closed: date | None, by: Person
) -> System:
    """Change what is said of a system; its code and address stay. Raises `EditedMeanwhile`."""
    check_platform(by)
    with system_scope("platform staff change a system"):
        system = System.objects.select_for_update(no_key=True).get(pk=system.pk)
        check_unchanged(system, seen, mark(system, SYSTEM_FIELDS))
        before = values(system, SYSTEM_FIELDS)
        system.name, system.region, system.opened, system.closed = name, region, opened, closed
        system.save(update_fields=SYSTEM_FIELDS)
        record(PLATFORM, "system changed", by=by, subject=system, before=before, after=values(system, SYSTEM_FIELDS))
    return system
