"""What somebody of an ICB looked at: the same rows that the groups see."""

from collections.abc import Collection
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Max, Min, QuerySet
from django.db.models.functions import TruncDate

from gpleadership.lib.dates import LONDON
from groups.log.models import AccessEntry
from groups.people.models import Person
from groups.tenancy.models import LeadershipGroup


def own_views(person: Person, group_ids: Collection[int]) -> QuerySet[AccessEntry, Any]:
    """What this person looked at in these groups, newest first: one row for each day and thing."""
    return (
        AccessEntry.objects.filter(person=person, group_id__in=group_ids)
        .annotate(day=TruncDate("at", tzinfo=LONDON))
        .values("day", "what")
        .annotate(first=Min("at"), last=Max("at"), seen=ArrayAgg("group_id", distinct=True))
        .order_by("-day", "-last", "what")
    )


def place_names(group_ids: Collection[int]) -> dict[int, str]:
    """Whose place each group is."""
    return dict(LeadershipGroup.objects.filter(pk__in=group_ids).values_list("pk", "place__name"))
