"""Reading appointments: the group's, one with all that its page shows, and who may nominate."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from gpleadership.lib.scopes import required_scope
from groups.ballots.models import Ballot
from groups.ballots.queries import electorate
from groups.ballots.rules.electorate import Pool, pools_of
from groups.chair.enums import OVER, NominationState
from groups.chair.models import Appointment, AppointmentStep, Nomination
from groups.people.models import Person
from groups.seats.enums import Office
from groups.seats.models import OfficeTerm
from groups.seats.queries.letters import core_table
from groups.seats.queries.terms import not_over
from groups.tenancy.models import LeadershipGroup


def with_all(group: LeadershipGroup) -> QuerySet[Appointment]:
    """The group's appointments with ballot, chosen person and term of office."""
    return group.appointments.select_related("ballot", "chosen__person", "office_term__person")


def running(group: LeadershipGroup) -> Appointment | None:
    """The appointment that is under way."""
    found = with_all(group).exclude(status__in=OVER).first()
    if found is not None:
        _of(found, group)
    return found


@dataclass(frozen=True, slots=True)
class Nominee:
    """A nomination with whoever made it: their ids and names, the first one first."""

    nomination: Nomination
    by_ids: tuple[int, ...]
    by_names: tuple[str, ...]

    @property
    def state(self) -> NominationState:
        """What became of it."""
        return NominationState(self.nomination.state)


def nominees(appointment: Appointment) -> list[Nominee]:
    """Everybody who was nominated, and by whom. One query."""
    given: dict[str, Any] = {
        "filter": Q(supports__isnull=False),
        "order_by": ("supports__at", "supports__pk"),
        "default": Value([]),
    }
    found = appointment.nominations.select_related("person").annotate(
        by_ids=ArrayAgg("supports__person_id", **given),
        by_names=ArrayAgg("supports__person__full_name", **given),
    )
    rows: Any = found.order_by("proposed_at", "pk")
    return [Nominee(each, tuple(each.by_ids), tuple(each.by_names)) for each in rows]


def standing(appointment: Appointment) -> list[Nomination]:
    """Those who have accepted."""
    found = appointment.nominations.filter(state=NominationState.ACCEPTED).select_related("person")
    return list(found.order_by("proposed_at", "pk"))


def own_nomination(pk: int) -> Nomination | None:
    """A nomination of whoever the scope is, with its appointment and group: the database shows no others."""
    person = required_scope().person
    found = Nomination.objects.filter(pk=pk, person_id=person or 0)
    return found.select_related("person", "appointment", "group", "appointment__group").first()


def nominated_by(nomination: Nomination) -> list[str]:
    """The names of those who nominated somebody."""
    return list(nomination.supports.values_list("person__full_name", flat=True))


def steps(appointment: Appointment) -> list[AppointmentStep]:
    """What has happened, the first step first."""
    return list(appointment.steps.select_related("actor", "ballot"))


def who_nominates(group: LeadershipGroup, at: datetime | None = None) -> list[Person]:
    """Everybody who may nominate: core members with their deputies, and the officers."""
    return [person for person in core_table(group, at or timezone.now()) if person.is_active]


def who_is_told(appointment: Appointment) -> set[int]:
    """Who may nominate, and who was asked to stand or stands."""
    asked = Q(state__in=(NominationState.PROPOSED, NominationState.ACCEPTED))
    stand = appointment.nominations.filter(asked).values_list("person_id", flat=True)
    return {person.pk for person in who_nominates(appointment.group)} | set(stand)


def offices(group: LeadershipGroup, now: datetime) -> list[OfficeTerm]:
    """Terms of office that run or will, by office and time."""
    terms = group.office_terms.filter(not_over(now)).select_related("person")
    return list(terms.order_by("office", "period"))


def chair_of(terms: list[OfficeTerm], now: datetime) -> OfficeTerm | None:
    """The chair's term among them that runs."""
    return next((each for each in terms if each.office == Office.CHAIR and _runs(each, now)), None)


def _runs(term: OfficeTerm, now: datetime) -> bool:
    return bool(term.period.lower <= now)


def appointment_of(ballot: Ballot) -> Appointment | None:
    """The appointment that a ballot was a round of."""
    rounds = AppointmentStep.objects.filter(group_id=ballot.group_id, ballot_id=ballot.pk, appointment=OuterRef("pk"))
    found = Appointment.objects.filter(Exists(rounds), group_id=ballot.group_id)
    return found.select_related("group", "chosen__person", "office_term__person").first()


def all_of(group: LeadershipGroup) -> list[Appointment]:
    """Every appointment of the group, the newest first."""
    found = list(with_all(group))
    for each in found:
        _of(each, group)
    return found


def _of(appointment: Appointment, group: LeadershipGroup) -> None:
    appointment.group = group
    if appointment.ballot is not None:
        appointment.ballot.group = group


def offices_around(group: LeadershipGroup, term: OfficeTerm | None) -> list[OfficeTerm]:
    """A chair's term, and the one that ended when it began."""
    if term is None:
        return []
    ended = Q(period__endswith=term.period.lower)
    chairs = group.office_terms.filter(ended | Q(pk=term.pk), office=Office.CHAIR)
    return list(chairs.select_related("person"))


def pools_now(group: LeadershipGroup, now: datetime) -> tuple[Pool, ...]:
    """Who would vote with whom at this moment."""
    return pools_of(each.elector for each in electorate(group, now))


def version_of(nomination: Nomination) -> int:
    """The nomination's version as it is now."""
    versions = Nomination.objects.filter(group_id=nomination.group_id, pk=nomination.pk)
    return versions.values_list("version", flat=True).get()
