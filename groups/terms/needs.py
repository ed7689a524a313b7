"""What terms ask of those who run the group: a draft to finish, a review to begin."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse

from gpleadership.lib.dates import days_left, long_date
from gpleadership.lib.parts import Duty
from groups.home.needs import Asking, Facts, Need, Standings, register_asked
from groups.tenancy.capabilities import Capability
from groups.terms.enums import Status
from groups.terms.models import Terms

SOON: Final = timedelta(days=90)
ON_ITS_WAY: Final = (Status.DRAFT, Status.OUT)


def ask(asking: Asking) -> QuerySet[Any, Any]:
    """The versions that hold or are on their way."""
    found = Terms.objects.filter(group=asking.any_group, status__in=(*ON_ITS_WAY, Status.ADOPTED))
    return found.order_by("group", "number").values(
        "group_id", "number", "status", "review_on", "adopted_on", "edited_at"
    )


def needs(standings: Standings, rows: Sequence[Facts], person_id: int, today: date) -> Iterable[Need]:
    """For those who manage. What the organisations are asked, sign-off tells."""
    for group, standing in standings:
        if not standing.can(Capability.MANAGE):
            continue
        own = [row for row in rows if row["group_id"] == group.pk]
        yield from (_draft(row, group.slug) for row in own if row["status"] == Status.DRAFT)
        if not any(row["status"] in ON_ITS_WAY for row in own):
            yield from (_review(row, group.slug, today) for row in own if _is_due(row, today))


def _is_due(row: Facts, today: date) -> bool:
    return bool(row["review_on"]) and date.fromisoformat(row["review_on"]) - today <= SOON


def _draft(row: Facts, slug: str) -> Need:
    duty = Duty(
        what=f"Finish version {row['number']} of the terms of reference",
        href=reverse("terms:edit", args=[slug]),
        why="It is a draft: nobody has been asked about it yet.",
        when="no date set",
    )
    return Need(row["group_id"], duty)


def _review(row: Facts, slug: str, today: date) -> Need:
    due = date.fromisoformat(row["review_on"])
    duty = Duty(
        what="Look at the terms of reference again",
        href=reverse("terms:terms", args=[slug]),
        why=f"Version {row['number']} promises it. Begin a draft, and ask the organisations.",
        clock=days_left(due, today),
        tone="late" if due < today else "due",
        when=long_date(due),
    )
    return Need(row["group_id"], duty, due)


def register() -> None:
    """Name the provider, once, when Django starts."""
    register_asked("terms", ask, needs)
