"""Roles and hours as rows for CSV and XLSX: the same roles, in the same order, as the page."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from groups.support.models import SupportRole
from groups.support.rules import Spell, paid_in

ROLES: Final = ("Role", "Who does it", "Hours a week", "Hours paid for", "Who pays", "First day", "Last day", "State")
COST: Final = "Cost a year in pounds"
HOURS: Final = ("Month", "Role", "Who does it", "Who pays", "Hours paid for", "Hours used")


def role_rows(found: Iterable[SupportRole], today: date, *, with_cost: bool) -> Iterator[tuple[object, ...]]:
    """A line for each role; its cost for those who manage alone."""
    for role in found:
        state = "To come" if role.start > today else "Ended" if role.end and role.end < today else "Now"
        line = (role.role, role.who or "Vacant", role.hours, role.paid_hours, role.funder, role.start, role.end, state)
        yield (*line, role.cost) if with_cost else line


def hour_rows(found: Iterable[SupportRole], used: Mapping[tuple[int, date], Decimal]) -> Iterator[tuple[object, ...]]:
    """A line for each month of a role that was entered, the newest first."""
    roles = {role.pk: role for role in found}
    for (pk, month), hours in sorted(used.items(), key=lambda each: (each[0][1], each[0][0]), reverse=True):
        role = roles[pk]
        paid = paid_in(month, Spell(pk, role.paid_hours, role.start, role.end))
        yield (f"{month:%Y-%m}", role.role, role.who or "Vacant", role.funder, round(float(paid), 2), hours)
