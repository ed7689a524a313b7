"""Who supports the group, for how many hours, paid by whom."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, Concat, NullIf

from gpleadership.lib.dates import long_date
from groups.home.asking import Asking, Facts
from groups.support.independence import hours_words
from groups.support.models import SupportRole
from groups.tenancy.models import LeadershipGroup
from groups.terms.facts import Fact, plainly, register_facts

PAGE = "support:support"


def ask(asking: Asking) -> QuerySet[Any, Any]:
    """The roles in force today."""
    runs = Q(end=None) | Q(end__gte=asking.today)
    roles = SupportRole.objects.filter(runs, group=asking.any_group, start__lte=asking.today)
    icb = Concat(F("funder_system__name"), Value(" ICB"), output_field=TextField())
    return roles.order_by("role", "start", "pk").values(
        "role",
        "hours",
        "end",
        who=Coalesce(F("person__full_name"), F("name"), output_field=TextField()),
        of_system=F("funder_system_id"),
        icb=icb,
        payer=Coalesce(F("funder_organisation__name"), NullIf(F("funder_name"), Value("")), output_field=TextField()),
    )


def says(group: LeadershipGroup, rows: Sequence[Facts], today: date) -> Iterable[Fact]:
    """A sentence and a list."""
    if not rows:
        said = "Nobody is paid to support the group at present."
        yield Fact("support", "Support", said, missing=True, short="Nobody", route=PAGE)
        return
    total = hours_words(sum((Decimal(str(row["hours"])) for row in rows), Decimal(0)))
    lines = [f"- {_line(row)}" for row in rows]
    said = "\n".join([f"The group is supported for {total} a week:", "", *lines])
    yield Fact("support", "Support", said, short=f"{total} a week", route=PAGE)


def _line(row: Facts) -> str:
    who = plainly(row["who"]) if row["who"] else "nobody yet"
    payer = plainly(row["icb"] if row["of_system"] else row["payer"])
    until = f", until {long_date(date.fromisoformat(row['end']))}" if row["end"] else ""
    return f"{plainly(row['role'])}: {who}, {hours_words(Decimal(str(row['hours'])))}, paid by {payer}{until}"


def register() -> None:
    """Name the question."""
    register_facts("support", ask, says)
