"""Settling the floor of the pulses to come."""

from gpleadership.lib.refusal import EditedMeanwhile
from groups.ballots.policies import check_floor
from groups.log.record import record
from groups.log.whole import whole
from groups.people.models import Person
from groups.pulse.models import PulseSettings
from groups.pulse.queries import settings_of
from groups.tenancy.models import LeadershipGroup


@whole()
def settle_floor(group: LeadershipGroup, *, floor: int, version: int, by: Person) -> PulseSettings:
    """Let pulses that open from now on have this floor. Raises `Refused` or `EditedMeanwhile`.

    `version`: that of the settings on the page, 0 for none.
    """
    check_floor(floor)
    group = LeadershipGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    settings = settings_of(group)
    if settings.floor == floor:
        return settings
    if settings.version != version:
        raise EditedMeanwhile(
            f"Somebody else has set the floor to {settings.floor}% meanwhile. Nothing was overwritten: "
            "your floor is still below. Save again to use it."
        )
    before = settings.floor
    settings.floor, settings.version = floor, settings.version + 1
    settings.save()
    record(
        group.pk, "trust pulse floor changed", by=by, subject=settings, before={"floor": before}, after={"floor": floor}
    )
    return settings
