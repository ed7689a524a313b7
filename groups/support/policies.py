"""Whether a role and its hours may be as somebody says."""

from datetime import date
from decimal import Decimal
from typing import Final

from gpleadership.lib.dates import MONTHS, long_date, today
from gpleadership.lib.refusal import Refused
from groups.people.models import Person
from groups.support.models import SupportRole
from groups.support.rules import last_of, month_of
from groups.support.values import RoleValues
from groups.tenancy.models import LeadershipGroup

MOST_A_WEEK: Final = Decimal(60)
MOST_A_MONTH: Final = Decimal(300)
QUARTER: Final = Decimal("0.25")


def month_words(month: date) -> str:
    """October 2026."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def check_values(values: RoleValues) -> None:
    """What any role must be."""
    if not values.role.strip():
        raise Refused("Enter what the role is called.", field="role")
    if not QUARTER <= values.hours <= MOST_A_WEEK or values.hours % QUARTER:
        raise Refused("Hours a week must be from 0.25 to 60, in quarter hours.", field="hours")
    paid = values.funded_hours
    if paid is not None and (not 0 <= paid <= values.hours or paid % QUARTER):
        raise Refused("Paid hours must be from 0 to the hours a week, in quarter hours.", field="funded_hours")
    if values.end is not None and values.end < values.start:
        raise Refused("Last day must be the first day or later.", field="end")


def check_person(person: Person | None) -> None:
    """Whoever does it can sign in."""
    if person is not None and not person.is_active:
        raise Refused(f"{person} can no longer sign in, so they cannot be named here. Type their name instead.")


def check_once(
    group: LeadershipGroup, role: str, *, person: Person | None, name: str, start: date, end: date | None, but: int = 0
) -> None:
    """Nobody does one role twice at once."""
    if person is None and not name:
        return
    same = group.support_roles.filter(role__iexact=role.strip()).exclude(pk=but)
    same = same.filter(person=person) if person else same.filter(name__iexact=name)
    for each in same:
        if (end is None or each.start <= end) and (each.end is None or each.end >= start):
            until = f" to {long_date(each.end)}" if each.end else " on"
            raise Refused(
                f"{person or name} is {role.strip()} from {long_date(each.start)}{until} already. "
                "Choose days outside that, or change that entry.",
                field="start",
            )


def check_entries_within(role: SupportRole, start: date, end: date | None) -> None:
    """Hours that were entered stay inside the role's days."""
    months = list(role.uses.filter(group_id=role.group_id).order_by("month").values_list("month", flat=True))
    if months and last_of(months[0]) < start:
        raise Refused(f"Hours are entered for {month_words(months[0])}, before that day.", field="start")
    if months and end is not None and months[-1] > end:
        raise Refused(f"Hours are entered for {month_words(months[-1])}, after that day.", field="end")


def check_can_end(role: SupportRole, last: date) -> None:
    """A role ends on or after its first day, and no later than it would anyway."""
    if last < role.start:
        raise Refused(f"It began on {long_date(role.start)}. Choose that day or a later one.", field="end")
    if role.end is not None and last > role.end:
        raise Refused(f"It ends on {long_date(role.end)} already. To let it run longer, change it.", field="end")


def check_can_fill(role: SupportRole, first: date) -> None:
    """Only a vacant role is filled, from a day on which it is there."""
    if role.who:
        raise Refused(f"{role.who} does this already. End it and add a role for whoever follows.")
    if first < role.start or (role.end is not None and first > role.end):
        until = f" to {long_date(role.end)}" if role.end else " on"
        raise Refused(f"The role is there from {long_date(role.start)}{until}. Choose a day of that.", field="first")


def check_no_hours(role: SupportRole) -> None:
    """What has hours is history, and is ended."""
    if role.uses.filter(group_id=role.group_id).exists():
        raise Refused("Hours were entered for this role, so it cannot be removed. End it instead.")


def check_begun(month: date) -> None:
    """Hours are of a month that has begun."""
    if month > month_of(today()):
        raise Refused(f"{month_words(month)} has not begun. Enter the hours of this month or an earlier one.")


def check_hours(role: SupportRole, month: date, hours: Decimal) -> None:
    """Hours belong to a month that has begun and in which the role was there."""
    check_begun(month)
    if last_of(month) < role.start or (role.end is not None and month > role.end):
        raise Refused(f"The role was not there in {month_words(month)}. Enter another month.")
    if not 0 <= hours <= MOST_A_MONTH or hours % QUARTER:
        raise Refused("Hours used must be from 0 to 300, in quarter hours.", field="hours")
