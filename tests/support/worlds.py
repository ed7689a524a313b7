"""A group with support: roles in the open form that tests need."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import open_scope
from groups.models import LeadershipGroup, Person, SupportRole, SupportUse
from groups.support import actions
from groups.support.values import Funder, RoleValues


def values(**changes: Any) -> RoleValues:
    """A role of 22.5 hours, paid by somebody, since a year."""
    said: dict[str, Any] = {
        "role": "Programme manager",
        "hours": Decimal("22.5"),
        "funder": Funder(name="The Tidewater Trust"),
        "start": today() - timedelta(days=365),
    }
    return RoleValues(**said | changes)


def add(group: LeadershipGroup, by: Person, **changes: Any) -> SupportRole:
    """A role as the action adds it."""
    who = {key: changes.pop(key) for key in ("person", "name") if key in changes}
    with open_scope(read=[group.pk], write=[group.pk]):
        return actions.add_role(group, values(**changes), **who, by=by)


def enter(role: SupportRole, month: date, hours: str, by: Person, version: int = 0) -> SupportUse:
    """The hours of a month, as the action enters them."""
    with open_scope(read=[role.group_id], write=[role.group_id]):
        return actions.enter_hours(role, month=month, hours=Decimal(hours), version=version, by=by)
