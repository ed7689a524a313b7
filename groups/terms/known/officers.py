"""Chair, deputy chair and secretariat at this moment."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import F, QuerySet

from gpleadership.lib.dates import london_day, long_date
from gpleadership.lib.words import listed
from groups.home.asking import Asking, Facts
from groups.seats.enums import Office
from groups.seats.models import OfficeTerm
from groups.tenancy.models import LeadershipGroup
from groups.terms.facts import Fact, plainly, register_facts

OFFICES: Final = "seats:offices"


def ask(asking: Asking) -> QuerySet[Any, Any]:
    """Who is in office."""
    terms = OfficeTerm.objects.filter(group=asking.any_group, period__contains=asking.now)
    return terms.order_by("office", "period", "pk").values(
        "office", "acting", name=F("person__full_name"), ends=F("period__endswith")
    )


def says(group: LeadershipGroup, rows: Sequence[Facts], today: date) -> Iterable[Fact]:
    """One fact an office."""
    yield _office("chair", "Chair", "chair", [row for row in rows if row["office"] == Office.CHAIR])
    deputies = [row for row in rows if row["office"] == Office.DEPUTY_CHAIR]
    yield _office("deputy_chair", "Deputy chair", "deputy chair", deputies)
    yield _secretariat([row for row in rows if row["office"] == Office.SECRETARIAT])


def _office(key: str, label: str, words: str, rows: Sequence[Facts]) -> Fact:
    if not rows:
        return Fact(key, label, f"No {words} is in office.", missing=True, short="Nobody", route=OFFICES)
    row = rows[0]
    until = f", until {_last(row['ends'])}" if row["ends"] else ""
    as_what = f"acting {words}" if row["acting"] else words
    acts = " (acting)" if row["acting"] else ""
    said = f"{plainly(row['name'])} is {as_what}{until}."
    return Fact(key, label, said, short=f"{row['name']}{acts}{until}", route=OFFICES)


def _secretariat(rows: Sequence[Facts]) -> Fact:
    names = list(dict.fromkeys(row["name"] for row in rows))
    if not names:
        said = "No secretariat is in office."
        return Fact("secretariat", "Secretariat", said, missing=True, short="Nobody", route=OFFICES)
    said = f"The secretariat is {listed(plainly(name) for name in names)}."
    return Fact("secretariat", "Secretariat", said, short=listed(names), route=OFFICES)


def _last(ends: str) -> str:
    """The last day, of the instant that is no longer in the term."""
    return long_date(london_day(datetime.fromisoformat(ends) - timedelta(microseconds=1)))


def register() -> None:
    """Name the question."""
    register_facts("officers", ask, says)
