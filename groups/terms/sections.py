"""What the group's home says of its terms: which version holds, and what is on its way."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Fact, Link
from groups.home.asking import Facts
from groups.home.sections import register_section
from groups.tenancy.capabilities import Capability
from groups.tenancy.models import LeadershipGroup
from groups.tenancy.standing import Standing
from groups.terms.enums import Status
from groups.terms.needs import ask

ORDER: Final = 10
NAME: Final = "Terms of reference"


def section(group: LeadershipGroup, standing: Standing, rows: Sequence[Facts], today: date) -> Iterable[Fact]:
    """One fact."""
    if not standing.can(Capability.READ_PRACTICES):
        return
    own = {row["status"]: row for row in rows if row["group_id"] == group.pk}
    said = [*_holds(own.get(Status.ADOPTED)), *(_on_its_way(own) if standing.can(Capability.READ_PAPERS) else ())]
    address = reverse("terms:terms", args=[group.slug])
    if said:
        yield Fact(NAME, " ".join(said), (Link("Read the terms of reference", address),))
    elif standing.can(Capability.MANAGE):
        yield Fact(NAME, "None agreed yet.", (Link("Draft terms of reference", address),))


def _holds(row: Facts | None) -> Iterable[str]:
    if row is not None:
        yield f"Version {row['number']}, in force since {long_date(date.fromisoformat(row['adopted_on']))}."


def _on_its_way(own: dict[str, Facts]) -> Iterable[str]:
    if Status.OUT in own:
        yield f"Version {own[Status.OUT]['number']} is out for agreement."
    if Status.DRAFT in own:
        yield f"Version {own[Status.DRAFT]['number']} is a draft."


def register() -> None:
    """Name the fact, once, when Django starts."""
    register_section("terms", ORDER, ask, section)
