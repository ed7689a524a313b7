"""Reading a group's log, and who looked at its roster. Needs a scope that reads the group."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from django.db.models import Count, F, JSONField, Max, Min, Model, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, TruncDate

from gpleadership.lib.dates import LONDON, end_of_day, start_of_day
from groups.audit.forms import Filter, LogFilter
from groups.audit.sentences import verbs_of
from groups.log.models import AccessEntry, LogEntry, LogHead
from groups.reference.models import Organisation
from groups.tenancy.models import LeadershipGroup, SystemStaffTerm

Rows = TypeVar("Rows", bound=Model)


# ---- The log ----


def head(group: LeadershipGroup) -> LogHead | None:
    """Where the group's chain ends; None before the first entry."""
    return LogHead.objects.filter(pk=group.pk).first()


def entries(group: LeadershipGroup, asked: LogFilter) -> QuerySet[LogEntry]:
    """The group's entries that answer what was asked, newest first, with actor and personal values."""
    found = _within(LogEntry.objects.filter(group_id=group.pk), asked)
    if who := asked.words("who"):
        name = KeyTextTransform("name", Cast(F("personal__data"), JSONField()))
        found = found.annotate(about_whom=name).filter(
            Q(actor__full_name__icontains=who) | Q(about_whom__icontains=who)
        )
    if about := asked.words("about"):
        found = found.filter(verb__in=verbs_of(about))
    if verb := asked.words("verb"):
        found = found.filter(verb=verb)
    return (
        found.order_by("-seq")
        .select_related("actor", "personal")
        .only("group_id", "seq", "at", "verb", "body", "hash", "actor__full_name", "personal__data")
    )


class Names(NamedTuple):
    """What numbers in the log are called."""

    seats: dict[int, str]
    organisations: dict[int, str]


def names(group: LeadershipGroup, organisations: Collection[int]) -> Names:
    """The titles of the group's seats, and the names of these organisations."""
    return Names(
        dict(group.seats.values_list("pk", "title")),
        dict(Organisation.objects.filter(pk__in=organisations).values_list("pk", "name")) if organisations else {},
    )


# ---- Who looked ----


class Summary(NamedTuple):
    """How much a group was looked at since a moment."""

    people: int
    times: int
    last: datetime | None


def views(group: LeadershipGroup, asked: Filter) -> QuerySet[AccessEntry]:
    """Every single view of the group that answers what was asked, newest first."""
    found = _within(AccessEntry.objects.filter(group_id=group.pk), asked)
    if who := asked.words("who"):
        found = found.filter(person__full_name__icontains=who)
    return found.order_by("-at", "-pk")


def looks(group: LeadershipGroup, asked: Filter) -> QuerySet[AccessEntry, Any]:
    """The same, one row for each day, person and thing: how often, and when first and last."""
    return (
        views(group, asked)
        .annotate(day=TruncDate("at", tzinfo=LONDON))
        .values("day", "person_id", "what", name=F("person__full_name"), staff=F("person__is_platform_staff"))
        .annotate(times=Count("pk"), first=Min("at"), last=Max("at"))
        .order_by("-day", "-last", "person_id", "what")
    )


def summary(group: LeadershipGroup, since: datetime) -> Summary:
    """How many people looked how often since then, and when last (ever)."""
    recent = Q(at__gte=since)
    found = AccessEntry.objects.filter(group_id=group.pk).aggregate(
        people=Count("person_id", distinct=True, filter=recent), times=Count("pk", filter=recent), last=Max("at")
    )
    return Summary(**found)


class StaffTerm(NamedTuple):
    """A spell on the staff of an ICB of the group's place."""

    begins: datetime
    ends: datetime | None
    job_title: str
    system: str


def staff_terms(group: LeadershipGroup, people: Collection[int]) -> dict[int, list[StaffTerm]]:
    """For these people, their spells on the staff of systems that the group's place is or was in."""
    found: dict[int, list[StaffTerm]] = {}
    rows = (
        SystemStaffTerm.objects.filter(person__in=people, system__places__place=group.place_id)
        .values_list("person_id", "period", "job_title", "system__name")
        .distinct()
    )
    for person, period, job_title, system in rows if people else ():
        found.setdefault(person, []).append(StaffTerm(period.lower, period.upper, job_title, system))
    return found


def at(terms: Iterable[StaffTerm], when: datetime) -> StaffTerm | None:
    """The spell that held at a moment."""
    return next((term for term in terms if term.begins <= when and (term.ends is None or when < term.ends)), None)


def _within(found: QuerySet[Rows], asked: Filter) -> QuerySet[Rows]:
    if since := asked.day("since"):
        found = found.filter(at__gte=start_of_day(since))
    if until := asked.day("until"):
        found = found.filter(at__lt=end_of_day(until))
    return found
