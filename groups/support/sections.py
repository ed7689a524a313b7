"""What the group's home says of support: how many hours are paid for, and until when."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Fact, Link
from gpleadership.lib.words import plural
from groups.home.asking import Facts
from groups.home.sections import register_section
from groups.support.queries import RoleNow, ask_for_needs, role_now
from groups.tenancy.capabilities import Capability
from groups.tenancy.models import LeadershipGroup
from groups.tenancy.standing import Standing

ORDER: Final = 40


def section(group: LeadershipGroup, standing: Standing, rows: Sequence[Facts], today: date) -> Iterable[Fact]:
    """One fact, for those who run the group: others find it on its page."""
    if not standing.can(Capability.MANAGE):
        return
    roles = [role for role in map(role_now, rows) if role.end is None or role.end >= today]
    address = reverse("support:support", args=[group.slug])
    if not roles:
        yield Fact("Support", "Nobody is paid to support the group.", (Link("Say who supports it", address),))
        return
    yield Fact("Support", _paid(roles), (Link("See support and hours", address),))


def _paid(roles: Sequence[RoleNow]) -> str:
    hours = sum((role.paid_hours for role in roles), Decimal(0)).normalize()
    paid = f"{plural(len(roles), 'role')}, {hours:f} hours a week paid for"
    ends = [role.end for role in roles if role.end and not role.followed]
    if not ends:
        return f"{paid}, with no last day."
    first = min(ends)
    all_of_them = len(ends) == len(roles) and len(set(ends)) == 1
    return f"{paid}{' until' if all_of_them else '; the first funding ends on'} {long_date(first)}."


def register() -> None:
    """Name the fact, once, when Django starts."""
    register_section("support", ORDER, ask_for_needs, section)
