"""What the group is called, its place, the place’s LMC, and what a chair needs to be appointed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from gpleadership.lib.words import listed
from groups.chair.models import Appointment
from groups.chair.rules import USUAL_FLOOR
from groups.home.asking import Asking, Facts
from groups.reference.enums import Kind
from groups.reference.models import PlaceOrganisation, in_force
from groups.tenancy.models import LeadershipGroup
from groups.terms.facts import Fact, plainly, register_facts

NO_LMC = "the local medical committee"


def ask(asking: Asking) -> QuerySet[Any, Any]:
    """The place’s name, and the floor of the last appointment of a chair."""
    last = Appointment.objects.filter(group=OuterRef("pk")).order_by("-pk")
    asked = LeadershipGroup.objects.filter(pk=asking.any_group).order_by()
    return asked.values("name", called=F("place__name"), floor=Subquery(last.values("floor")[:1]))


def says(group: LeadershipGroup, rows: Sequence[Facts], today: date) -> Iterable[Fact]:
    """Name, place and floor."""
    row = rows[0] if rows else {"name": group.name, "called": "", "floor": None}
    yield Fact("name", "Name of the group", plainly(row["name"]), route="seats:details", phrase=True)
    yield Fact("place", "Place", plainly(row["called"]), phrase=True)
    yield Fact(
        "floor",
        "Trust that a chair needs",
        f"A chair is appointed who is trusted by at least {row['floor'] or USUAL_FLOOR}% of those who vote, in every"
        " constituency.",
        route="chair:chair",
    )


def ask_lmcs(asking: Asking) -> QuerySet[Any, Any]:
    """The LMCs of the place today."""
    groups = LeadershipGroup.objects.filter(pk=asking.any_group).values("place")
    found = PlaceOrganisation.objects.filter(
        in_force(asking.today), place__in=groups, organisation__kind=Kind.LMC
    ).order_by("organisation__name", "pk")
    return found.values(name=F("organisation__name"))


def says_lmc(group: LeadershipGroup, rows: Sequence[Facts], today: date) -> Iterable[Fact]:
    """By name, so that a reader knows where to go."""
    names = listed(dict.fromkeys(plainly(row["name"]) for row in rows))
    yield Fact("lmc", "Local medical committee", names or NO_LMC, missing=not names, phrase=True)


def register() -> None:
    """Name both questions."""
    register_facts("group", ask, says)
    register_facts("lmc", ask_lmcs, says_lmc)
