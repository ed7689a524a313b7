"""Terms of a seat, of a person and of offices, with the ends that could be taken back."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from groups.log.models import LogEntry
from groups.people.models import Person
from groups.seats.models import OfficeTerm, Seat, SeatTerm
from groups.seats.policies.undo import WHILE_FRESH, Ending
from groups.seats.verbs import CHANGES, ENDS, REOPENS
from groups.tenancy.models import LeadershipGroup


def not_over(now: datetime) -> Q:
    """The condition that a term runs, or will."""
    return Q(period__endswith=None) | Q(period__endswith__gt=now)


def running_or_fresh(seat: Seat) -> list[SeatTerm]:
    """The seat's terms that run or will, and those that ended within the last day."""
    fresh = not_over(timezone.now() - WHILE_FRESH - timedelta(hours=1))
    return list(seat.terms.filter(fresh).select_related("person").order_by("period"))


def history_of(seat: Seat) -> list[SeatTerm]:
    """Every term of a seat."""
    return list(seat.terms.select_related("person").order_by("period"))


def offices_of(group: LeadershipGroup, people: Iterable[int]) -> list[OfficeTerm]:
    """Every term of office of some people."""
    return list(group.office_terms.filter(person_id__in=list(people)).order_by("period"))


def all_offices(group: LeadershipGroup) -> list[OfficeTerm]:
    """Every term of office there was, is or will be."""
    return list(group.office_terms.select_related("person").order_by("office", "period"))


def own_seat_terms(group: LeadershipGroup, person: Person) -> QuerySet[SeatTerm]:
    """The person's terms in seats of the group that run or will."""
    own = group.seat_terms.filter(not_over(timezone.now()), person=person, seat__withdrawn_at=None)
    return own.select_related("seat", "person").order_by("period")


def own_office_terms(group: LeadershipGroup, person: Person) -> QuerySet[OfficeTerm]:
    """The person's terms of office in the group that run or will."""
    return group.office_terms.filter(not_over(timezone.now()), person=person).select_related("person")


def endings(group_id: int, terms: Iterable[SeatTerm | OfficeTerm]) -> dict[tuple[str, int], Ending]:
    """The ends that were set and could be taken back, by the kind and id of their term. One query."""
    wanted = {(str(term._meta.model_name), term.pk) for term in terms}
    entries = LogEntry.objects.filter(
        group_id=group_id,
        subject_type__in={kind for kind, _ in wanted},
        subject_id__in={pk for _, pk in wanted},
        verb__in=CHANGES,
    ).order_by("seq")
    ends: dict[tuple[str, int], list[Ending]] = defaultdict(list)
    for entry in entries:
        key = (entry.subject_type, entry.subject_id or 0)
        if entry.verb in ENDS:
            ends[key].append(_ending(entry))
        elif entry.verb in REOPENS:
            ends[key] = ends[key][:-1]  # an end before that one counts again
        else:
            ends[key].clear()
    return {key: set_ends[-1] for key, set_ends in ends.items() if key in wanted and set_ends}


def ending_of(term: SeatTerm | OfficeTerm) -> Ending | None:
    """The end that would be taken back; None if the term ends as it was agreed."""
    return endings(term.group_id, [term]).get((str(term._meta.model_name), term.pk))


def _ending(entry: LogEntry) -> Ending:
    ends = json.loads(entry.body)["before"]["ends"]
    return Ending(made_at=entry.at, ends_before=datetime.fromisoformat(ends) if ends else None)
