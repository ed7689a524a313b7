"""Reading support: roles and hours of one group, what terms of reference say of them, what needs somebody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from gpleadership.lib.dates import london_day
from groups.home.needs import Asking, Facts
from groups.reference.enums import Kind
from groups.reference.models import Organisation, PlaceOrganisation, System, in_force
from groups.support import rules
from groups.support.askers import askers_of
from groups.support.independence import note
from groups.support.models import SupportRole, SupportUse
from groups.support.rules import Spell
from groups.tenancy.models import LeadershipGroup

SHOWS: Final = ("open", "ended", "all")
SORTS: Final = ("role", "funder", "hours", "until")
MOST_FUNDERS: Final = 28
"""With the ICB and “another” a list of thirty, which is as long as one may be."""
Used = dict[tuple[int, date], Decimal]


def roles(group: LeadershipGroup) -> QuerySet[SupportRole]:
    """Every role of a group, with who does it and who pays."""
    return group.support_roles.select_related("person", "funder_organisation", "funder_system")


def listed(found: Iterable[SupportRole], asked: Mapping[str, str], today: date) -> tuple[list[SupportRole], str]:
    """The roles that were asked for, in the order asked for; and that order."""
    show = asked.get("show") if asked.get("show") in SHOWS else "open"
    shown = [
        role for role in found if show == "all" or (role.end is not None and role.end < today) == (show == "ended")
    ]
    sort = asked.get("sort", "")
    sort = sort if sort.removeprefix("-") in SORTS else "role"
    return sorted(shown, key=_KEYS[sort.removeprefix("-")], reverse=sort.startswith("-")), sort


def is_over(role: SupportRole, on: date) -> bool:
    """Whether its last day has passed."""
    return role.end is not None and role.end < on


_KEYS: Final[dict[str, Any]] = {
    "role": lambda role: (role.role.casefold(), role.start, role.pk),
    "funder": lambda role: (role.funder.casefold(), role.role.casefold(), role.pk),
    "hours": lambda role: (role.hours, role.role.casefold(), role.pk),
    "until": lambda role: (role.end or date.max, role.role.casefold(), role.pk),
}


def current(found: Iterable[SupportRole], on: date) -> list[SupportRole]:
    """Those of them that are in force on a day."""
    return [role for role in found if role.start <= on and (role.end is None or role.end >= on)]


def uses(group: LeadershipGroup, since: date) -> Used:
    """The hours that were entered for the group's roles since a month."""
    found = group.support_uses.filter(month__gte=since).values_list("role_id", "month", "hours")
    return {(role, month): hours for role, month, hours in found}


def uses_in(group: LeadershipGroup, month: date) -> dict[int, SupportUse]:
    """What was entered for a month, by role."""
    return {each.role_id: each for each in group.support_uses.filter(month=month)}


def there_in(found: Iterable[SupportRole], month: date) -> list[SupportRole]:
    """Those of the roles that were there on some day of a month."""
    return [role for role in found if rules.days_in(month, role.start, role.end)]


def spells(found: Iterable[SupportRole]) -> list[Spell]:
    """What of the roles counts for the hours."""
    return [Spell(role.pk, role.paid_hours, role.start, role.end) for role in found]


# ---- Who may pay ----


@dataclass(frozen=True, slots=True)
class Funders:
    """Who can be chosen as the one who pays."""

    system: System | None
    organisations: list[Organisation]


_LIKELY: Final = (Kind.LMC, Kind.FEDERATION, Kind.COUNCIL, Kind.TRUST, Kind.OTHER, Kind.CCG, Kind.PCN)


def funders(group: LeadershipGroup, on: date) -> Funders:
    """The place's ICB and its organisations but practices; where PCNs make the list too long, without them."""
    found = [spell.organisation for spell in _of_place(group, on).exclude(organisation__kind=Kind.PRACTICE)]
    found.sort(key=lambda each: (_LIKELY.index(Kind(each.kind)), each.name, each.pk))
    if len(found) > MOST_FUNDERS:
        found = [each for each in found if each.kind != Kind.PCN][:MOST_FUNDERS]
    system = System.objects.filter(in_force(on, "places__"), places__place=group.place_id).first()
    return Funders(system, found)


def funder_named(group: LeadershipGroup, words: str, on: date) -> Organisation | None:
    """The one organisation of the place with this name or ODS code."""
    named = Q(organisation__name__iexact=words) | Q(organisation__ods_code__iexact=words)
    found = list(_of_place(group, on).filter(named)[:2])
    return found[0].organisation if len(found) == 1 else None


def _of_place(group: LeadershipGroup, on: date) -> QuerySet[PlaceOrganisation]:
    return PlaceOrganisation.objects.filter(in_force(on), place=group.place_id).select_related("organisation")


# ---- What terms of reference say ----


@dataclass(frozen=True, slots=True)
class SupportFact:
    """One role as terms of reference tell it; `who` is empty where nobody does it yet."""

    role: str
    who: str
    hours: Decimal
    funder: str
    until: date | None


@dataclass(frozen=True, slots=True)
class SupportFacts:
    """Who supports the group, and the note on independence; empty where there is nothing to say."""

    roles: tuple[SupportFact, ...]
    note: str


def facts(group: LeadershipGroup, at: date | datetime) -> SupportFacts:
    """The roles in force on the London day of an instant, and the note. Two queries."""
    on = london_day(at)
    found = current(roles(group).order_by("role", "start", "pk"), on)
    told = tuple(SupportFact(role.role, role.who, role.hours, role.funder, role.end) for role in found)
    return SupportFacts(told, note(found, askers_of(group, on)) if found else "")


# ---- What needs somebody ----


_TOLD: Final = ("pk", "group_id", "role", "hours", "funded_hours", "start", "end", "funder_name")


@dataclass(frozen=True, slots=True)
class RoleNow:
    """A role that counts now or did lately: what was used of it, and whether its funding goes on after its last day."""

    pk: int
    group_id: int
    role: str
    funder: str
    paid_hours: Decimal
    start: date
    end: date | None
    entered: dict[date, Decimal]
    followed: bool

    @property
    def spell(self) -> Spell:
        """What of it counts for the hours."""
        return Spell(self.pk, self.paid_hours, self.start, self.end)


def ask_for_needs(asking: Asking) -> QuerySet[SupportRole, Any]:
    """The roles of the groups that somebody manages, as `home.needs` asks for them."""
    since = asking.day(rules.shown_from)
    next_spell = SupportRole.objects.filter(
        Q(end=None) | Q(end__gt=OuterRef("end")),
        group_id=OuterRef("group_id"),
        role__iexact=OuterRef("role"),
        start__lte=OuterRef("end") + timedelta(days=1),
    ).exclude(pk=OuterRef("pk"))
    entered = JSONBAgg(
        JSONObject(month=F("uses__month"), hours=F("uses__hours")), filter=Q(uses__month__gte=since), default=[]
    )
    lately = Q(end=None) | Q(end__gte=since)
    asked: QuerySet[SupportRole, Any] = (
        SupportRole.objects.filter(lately, group=asking.any_managed, start__lte=asking.today)
        .order_by("group_id", "pk")
        .values(
            *_TOLD,
            organisation=F("funder_organisation__name"),
            icb=F("funder_system__name"),
            entered=entered,
            followed=Exists(next_spell),
        )
    )
    return asked


def role_now(row: Facts) -> RoleNow:
    """One row of what was asked for."""
    paid = row["hours"] if row["funded_hours"] is None else row["funded_hours"]
    return RoleNow(
        row["pk"],
        row["group_id"],
        row["role"],
        f"{row['icb']} ICB" if row["icb"] else row["organisation"] or row["funder_name"],
        Decimal(str(paid)),
        date.fromisoformat(row["start"]),
        date.fromisoformat(row["end"]) if row["end"] else None,
        {date.fromisoformat(each["month"]): Decimal(str(each["hours"])) for each in row["entered"]},
        row["followed"],
    )
