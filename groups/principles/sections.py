"""What the group's home says of principles: how many hold, and what is on its way."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import Count, QuerySet
from django.urls import reverse

from gpleadership.lib.parts import Fact, Link
from gpleadership.lib.words import listed, plural
from groups.home.asking import Asking, Facts
from groups.home.sections import register_section
from groups.principles.enums import State
from groups.principles.models import PrincipleVersion
from groups.tenancy.capabilities import Capability
from groups.tenancy.models import LeadershipGroup
from groups.tenancy.standing import Standing

ORDER: Final = 20
ON_THE_WAY: Final[Mapping[str, str]] = {
    State.OUT: "out for agreement",
    State.DISCUSSED: "in discussion",
    State.DRAFTED: "drafted",
}


def ask(asking: Asking) -> QuerySet[Any, Any]:
    """How many versions stand where, of each group."""
    counted = PrincipleVersion.objects.filter(group=asking.any_group, state__in=(State.ADOPTED, *ON_THE_WAY)).order_by()
    return counted.values("group_id", "state").annotate(n=Count("pk"))


def section(group: LeadershipGroup, standing: Standing, rows: Sequence[Facts], today: date) -> Iterable[Fact]:
    """One fact: what is adopted for everybody, what is on its way for those who read papers."""
    if not standing.can(Capability.READ_PRACTICES):
        return
    count = {row["state"]: row["n"] for row in rows if row["group_id"] == group.pk}
    if not standing.can(Capability.READ_PAPERS):
        count = {state: n for state, n in count.items() if state == State.ADOPTED}
    address = reverse("principles:list", args=[group.slug])
    if not count:
        if standing.can(Capability.MANAGE):
            said = "None yet. They are what the group measures each decision by."
            yield Fact("Principles", said, (Link("Draft the first principle", address),))
        return
    yield Fact("Principles", _words(count), (Link("Read our principles", address),))


def _words(count: Mapping[str, int]) -> str:
    adopted = f"{plural(count.get(State.ADOPTED, 0), 'principle')} adopted"
    return (
        f"{listed([adopted, *(f'{count[state]} {words}' for state, words in ON_THE_WAY.items() if state in count)])}."
    )


def register() -> None:
    """Name the fact, once, when Django starts."""
    register_section("principles", ORDER, ask, section)
