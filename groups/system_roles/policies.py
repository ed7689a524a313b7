"""Whether a system role may be declared, and whether it may end."""

from datetime import datetime, timedelta
from typing import Any, Final

from gpleadership.lib.dates import last_day, long_date
from gpleadership.lib.refusal import EditedMeanwhile, Refused
from groups.people.models import Person
from groups.reference.models import System
from groups.system_roles.enums import RoleKind
from groups.system_roles.models import SystemRole

A_MOMENT: Final = timedelta(minutes=1)
"""“Now” may be as old as the request that said it."""


def check_role(person: Person, system: System, *, kind: str, title: str, period: Any, now: datetime) -> None:
    """Whether a person may have a role in a system for a time: named, not in the past, once of its kind."""
    if not title.strip():
        raise Refused("Enter what the role is called.", field="title")
    if kind not in RoleKind.values:
        raise Refused("Select what kind of role it is.", field="kind")
    if period.lower < now - A_MOMENT:
        raise Refused(
            "The first day must be today or later: a role counts from when it is declared, and what was decided "
            "before stays as it was.",
            field="begins",
        )
    if period.upper is not None and period.upper <= max(period.lower, now):
        raise Refused("The role must end after it begins. Choose a later last day.", field="until")
    if not person.is_active:
        raise Refused(f"{person} can no longer sign in, so no role is declared for them.")
    met = SystemRole.objects.filter(person=person, system=system, kind=kind, period__overlap=period).first()
    if met is not None:
        raise Refused(_is_there(met), field="kind")


def _is_there(role: SystemRole) -> str:
    last = last_day(role.period)
    until = f" until {long_date(last)}" if last else ", with no end date"
    return (
        f"“{role.title}” is declared already as a role of this kind in this system, from "
        f"{long_date(role.period.lower)}{until}. End that one first, or choose other days."
    )


def check_can_end(role: SystemRole, *, version: int, at: datetime, now: datetime) -> None:
    """A role ends from now on, once, and no later than it would anyway."""
    if role.version != version:
        raise EditedMeanwhile("Somebody else has just changed this role. Nothing of yours was saved: look again.")
    if role.period.upper is not None and role.period.upper <= now:
        raise Refused(f"This role ended on {long_date(last_day(role.period) or now)}.")
    if at < now - A_MOMENT:
        raise Refused("Choose today or a later day.", field="on")
    if role.period.upper is not None and at > role.period.upper:
        raise Refused(f"This role already ends on {long_date(last_day(role.period) or now)}.", field="on")
