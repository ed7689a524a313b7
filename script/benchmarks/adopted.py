"""What the measured group stands by: adopted principles, as rows of their list."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import system_scope
from groups.models import LeadershipGroup, Person, Principle, PrincipleVersion, Round
from groups.principles.enums import State

WHY: Final = "what the bench's group stands by"
ROWS: Final = 12
DAY: Final = timedelta(days=1)


def gather(group: LeadershipGroup, by: Person) -> list[str]:
    """A dozen adopted principles, made where they are missing, and what they are called."""
    with system_scope(WHY):
        for number in range(group.principles.count() + 1, ROWS + 1):
            adopt(group, number, by)
        held = group.principle_versions.filter(state=State.ADOPTED).order_by("principle__number")
        return list(held.values_list("title", flat=True))


def adopt(group: LeadershipGroup, number: int, by: Person) -> None:
    """A principle that all organisations agreed to."""
    now = timezone.now()
    principle = Principle.objects.create(group=group, number=number)
    title = f"Bench principle {number}"
    version = PrincipleVersion(
        group=group,
        principle=principle,
        number=1,
        title=title,
        statement="Money and people go where the need is greatest, not to everybody alike by list size.",
        meaning="Every proposal that shares something out shows need beside list size.",
        state=State.ADOPTED,
        adopted_at=now,
    )
    version.round = Round.objects.create(
        group=group,
        kind="principle",
        subject_id=principle.pk,
        title=title,
        answer_by=today() + DAY,
        opened_by=by,
        closed_at=now,
        closed_by=by,
        outcome="adopted",
        explanation="All organisations agree. So it is adopted.",
        agreed=12,
        asked=12,
    )
    version.save()
