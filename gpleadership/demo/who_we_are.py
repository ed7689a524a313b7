"""Who the demo's groups are: support, interests, system roles, principles and terms of reference.

Everything is done by the portal's own actions, today, by the people whose doing it would be.
"""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from gpleadership.demo import agreed_terms, stands_by
from gpleadership.demo.cast import Who, inside, who_is
from gpleadership.demo.declared import DECLARED, NOTHING, Declares
from gpleadership.demo.supported import SUPPORT, Paid
from gpleadership.lib.dates import today
from gpleadership.lib.scopes import system_scope
from groups.interests import actions as interests
from groups.models import LeadershipGroup, Organisation, Person, SeatTerm, SystemRole
from groups.seats.actions import declare_system_role
from groups.support import actions as support
from groups.support.rules import later, month_of
from groups.support.values import Funder, RoleValues

DAY: Final = timedelta(days=1)
GROUPS: Final = ("ambleford", "eastmere", "fenbridge")


def build() -> None:
    """Tell of the groups of one system; England has too many."""
    for group in LeadershipGroup.objects.filter(slug__in=GROUPS).order_by("slug"):
        found = who_is(group)
        _support(found)
        _interests(found)
        _system_roles(found)
        stands_by.build(found)
        agreed_terms.build(found)


# ---- Support ----


def _support(who: Who) -> None:
    for paid in SUPPORT.get(who.group.slug, ()):
        _role(who, paid)


def _role(who: Who, paid: Paid) -> None:
    """A role with the hours of the months before this one."""
    values = RoleValues(
        role=paid.role,
        hours=paid.hours,
        funded_hours=paid.funded,
        funder=_funder(who, paid),
        start=today() - paid.since * DAY,
        end=today() + paid.left * DAY if paid.left else None,
    )
    person = who.secretariat if not paid.who else None
    with inside(who.group):
        role = support.add_role(who.group, values, person=person, name=paid.who, by=who.secretariat)
        first = later(month_of(today()), -len(paid.used))
        for number, hours in enumerate(paid.used):
            support.enter_hours(role, month=later(first, number), hours=hours, version=0, by=who.secretariat)


def _funder(who: Who, paid: Paid) -> Funder:
    if paid.funder == "icb":
        return Funder(system=who.system)
    found = Organisation.objects.filter(kind=paid.funder, places__place=who.group.place_id).order_by("pk").first()
    return Funder(organisation=found) if found else Funder(name="NHS transformation money")


# ---- Interests ----


def _interests(who: Who) -> None:
    for each in DECLARED.get(who.group.slug, ()):
        _declare(who, each)
    for name in NOTHING.get(who.group.slug, ()):
        person = who.people[name]
        with inside(who.group, person):
            interests.declare_nothing(who.group, by=person)


def _declare(who: Who, each: Declares) -> None:
    person = who.people[each.who]
    with inside(who.group, person):
        found = interests.declare(who.group, person, each.values(today()), by=person)
        if each.now:
            interests.correct(found, each.corrected(today()), version=found.version, by=person)


# ---- System roles ----

ROLES: Final = {
    "eastmere": ("Dr Helen Marsh", "Clinical lead for diabetes"),
    "ambleford": ("", "Clinical lead for frailty"),
}
"""By group: who takes which role; without a name, the last PCN's leader who runs nothing."""


def _system_roles(who: Who) -> None:
    """In Eastmere somebody who attends already; in Ambleford it moves a core member to attendance."""
    name, title = ROLES.get(who.group.slug, ("", ""))
    person = who.people.get(name) or _last_pcn_leader(who)
    if title and not SystemRole.objects.filter(person=person).exists():
        with inside(who.group):
            declare_system_role(
                person, who.system, kind="clinical", title=title, begins=timezone.now(), ends=None, by=who.secretariat
            )


def _last_pcn_leader(who: Who) -> Person:
    with system_scope("who of the demo takes up a system role"):
        now = timezone.now()
        runs = who.group.office_terms.filter(period__endswith__gt=now).values("person")
        terms = SeatTerm.objects.filter(
            group=who.group, part="holder", period__contains=now, seat__seat_class="core", seat__constituency="pcn"
        )
        return terms.exclude(person__in=runs).select_related("person").order_by("-seat__position")[0].person
