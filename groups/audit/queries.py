"""Reading a group's two logs: what was done, and who looked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gpleadership.lib.dates import end_of_day, start_of_day
from groups.log.models import AccessEntry, LogEntry, LogHead
from groups.tenancy.models import LeadershipGroup


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader of a log asks for; what makes no sense is left out."""

    words: str = ""
    verb: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """From the page's address."""
        words = " ".join(query.get("q", "").replace("\x00", "").split())[:100]
        return cls(words, query.get("verb", "")[:60].replace("\x00", ""), _day(query, "since"), _day(query, "until"))

    @property
    def narrows(self) -> bool:
        """Whether anything was asked at all."""
        return self != Asked()


def _day(query: Mapping[str, str], name: str) -> date | None:
    try:
        return date.fromisoformat(query.get(name, ""))
    except ValueError:
        return None


def acts(group: LeadershipGroup, asked: Asked) -> QuerySet[LogEntry]:
    """What was done in the group, newest first, with who did it."""
    found = LogEntry.objects.filter(group_id=group.pk).select_related("actor", "personal").order_by("-seq")
    if asked.words:
        found = found.filter(actor__full_name__icontains=asked.words)
    if asked.verb:
        found = found.filter(verb=asked.verb)
    if asked.since:
        found = found.filter(at__gte=start_of_day(asked.since))
    if asked.until:
        found = found.filter(at__lt=end_of_day(asked.until))
    return found


def verbs(group: LeadershipGroup) -> list[str]:
    """Every kind of act that the group's log holds."""
    return list(LogEntry.objects.filter(group_id=group.pk).order_by("verb").values_list("verb", flat=True).distinct())


def head(group: LeadershipGroup) -> LogHead | None:
    """Where the group's chain ends now."""
    return LogHead.objects.filter(pk=group.pk).first()


def looks(group: LeadershipGroup, asked: Asked) -> QuerySet[AccessEntry]:
    """Who looked at the group's roster, newest first."""
    found = AccessEntry.objects.filter(group_id=group.pk).select_related("person").order_by("-at", "-pk")
    if asked.words:
        found = found.filter(person__full_name__icontains=asked.words)
    if asked.since:
        found = found.filter(at__gte=start_of_day(asked.since))
    if asked.until:
        found = found.filter(at__lt=end_of_day(asked.until))
    return found
