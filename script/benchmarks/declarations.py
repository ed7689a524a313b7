"""What the people of the measured table declare, as rows of the register of interests."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.utils import timezone

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import system_scope
from groups.interests.queries import Sitter, sitters
from groups.models import Interest, InterestReview, LeadershipGroup

WHY: Final = "what the bench's people declare"


def gather(group: LeadershipGroup) -> list[str]:
    """One interest for everybody at the table who has none, and their names."""
    with system_scope(WHY):
        people = sitters(group, timezone.now())
        told = set(group.interests.values_list("person_id", flat=True))
        declare(group, (each for each in people if each.person_id not in told))
    return sorted({each.name for each in people}, key=str.casefold)


def declare(group: LeadershipGroup, people: Iterable[Sitter], each_says: int = 1) -> None:
    """So many interests for each of them, and the day on which they looked."""
    said = [
        Interest(
            group=group,
            person_id=each.person_id,
            declared_by_id=each.person_id,
            category="professional",
            what=f"Trustee of a hospice, unpaid, for the {number + 1}. time",
            with_whom="Bench Hospice",
            start=today() - timedelta(days=400),
            mitigation="Leaves the room for its items.",
        )
        for each in people
        for number in range(each_says)
    ]
    Interest.objects.bulk_create(said)
    InterestReview.objects.bulk_create(
        InterestReview(group=group, person_id=person) for person in {each.person_id for each in said}
    )
