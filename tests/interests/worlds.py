"""Interests and roles for tests."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import open_scope
from groups.interests import actions
from groups.interests.models import Interest
from groups.interests.values import InterestValues
from groups.models import LeadershipGroup, Person, SystemRole
from groups.seats.actions import declare_system_role
from tests.cast import Cast

WHAT = "Partner in Quay Surgery"
SECRET = "My spouse is ill and is treated there"


def values(**changes: Any) -> InterestValues:
    """An interest as somebody would type it."""
    plain: dict[str, Any] = {
        "category": "financial",
        "what": WHAT,
        "with_whom": "Quay Surgery",
        "start": date(2024, 5, 1),
    }
    return InterestValues(**plain | changes)


def declare(group: LeadershipGroup, person: Person, **changes: Any) -> Interest:
    """Let somebody declare an interest of their own."""
    with open_scope(person=person.pk, read=[group.pk], write=[group.pk]):
        return actions.declare(group, person, values(**changes), by=person)


def withhold(group: LeadershipGroup, person: Person, **changes: Any) -> Interest:
    """The same, withheld from publication."""
    return declare(group, person, **{"what": SECRET, "withheld_because": "It is about somebody’s health"} | changes)


def take_role(cast: Cast, person: Person, *, begins: datetime | None = None, **changes: Any) -> SystemRole:
    """Let somebody declare a role in Tidewater for themselves. It began a little before: a test is one instant."""
    begins = begins or timezone.now() - timedelta(seconds=30)
    plain: dict[str, Any] = {"kind": "clinical", "title": "Pathway lead, frailty", "ends": None, "by": person}
    return declare_system_role(person, changes.pop("system", cast.system), begins=begins, **plain | changes)


def boxes(name: str, day: date | None = None) -> dict[str, str]:
    """A day as three boxes; today if none is named."""
    day = day or today()
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}
