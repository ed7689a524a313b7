"""How much is held about a person and where, their copies and wishes, and what they hold that stands in the way."""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from gpleadership.lib.scopes import EVERY, open_scope, system_scope
from groups.chair.enums import OVER, NominationState
from groups.chair.models import Nomination
from groups.mydata.keys import Key, keys
from groups.mydata.models import DataExport, ErasureRequest
from groups.people.models import Person
from groups.readers.models import Readership
from groups.seats.models import OfficeTerm, SeatTerm
from groups.seats.queries.terms import not_over
from groups.tenancy.models import LeadershipGroup, SystemStaffTerm


def addresses_of(person: Person) -> list[str]:
    """Every address that is the person’s, confirmed or not."""
    others = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    return list(dict.fromkeys([person.email, *(email.lower() for email in others)]))


# ---- How much, and where ----


def counts(person: Person) -> dict[str, int]:
    """How many rows name the person, by key, in every group. One query."""
    parts = [f"SELECT %s, count(*) FROM {_table(key)} WHERE {_column(key)} = %s" for key in keys()]
    params = [value for key in keys() for value in (key.name, person.pk)]
    with system_scope("a person sees how much is held about them"), open_scope(person=person.pk, read=EVERY):
        return dict(_rows(" UNION ALL ".join(parts), params))


def groups_of(person: Person) -> list[int]:
    """The groups in which rows name the person, or in which they are invited. One query.

    The caller’s scope decides what is found: the system’s finds all.
    """
    named = [key for key in keys() if key.has_group]
    parts = [f"SELECT group_id FROM {_table(key)} WHERE {_column(key)} = %s" for key in named]
    parts.append("SELECT group_id FROM groups_invitation WHERE email = ANY (%s)")
    params: list[Any] = [*(person.pk for _ in named), addresses_of(person)]
    return sorted(pk for (pk,) in _rows(" UNION ".join(parts), params) if pk)


def _rows(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _table(key: Key) -> str:
    return connection.ops.quote_name(key.model._meta.db_table)


def _column(key: Key) -> str:
    return connection.ops.quote_name(key.column)


# ---- Copies and wishes ----


def exports(person: Person) -> QuerySet[DataExport]:
    """The person’s copies, the newest first."""
    return DataExport.objects.filter(person=person).select_related("job")


def open_request(person: Person) -> ErasureRequest | None:
    """The person’s wish to be erased that waits for its day."""
    return ErasureRequest.objects.filter(person=person, taken_back_at=None, refused_at=None, done_at=None).first()


def carried_out() -> QuerySet[ErasureRequest]:
    """The wishes that were carried out, the newest first: all that platform staff see of them."""
    return ErasureRequest.objects.exclude(done_at=None).order_by("-done_at", "-pk")


# ---- What somebody holds ----


@dataclass(frozen=True, slots=True)
class Holds:
    """What a person holds now or will, in every group; `stands`: where they stand as chair."""

    seats: list[SeatTerm]
    offices: list[OfficeTerm]
    stands: list[Nomination]

    @property
    def nothing(self) -> bool:
        """Whether nothing stands in the way of being erased."""
        return not (self.seats or self.offices or self.stands)


def holds(person: Person) -> Holds:
    """What stands in the way, in every group. The person’s own scope is enough; three queries."""
    stands = Nomination.objects.filter(person=person, state=NominationState.ACCEPTED)
    still = stands.exclude(appointment__status__in=OVER).select_related("group").order_by("group")
    return Holds(list(_seats(person)), list(_offices(person)), list(still))


def holds_in(group: LeadershipGroup, person: Person) -> Holds:
    """What a person holds in one group, but for standing for its chair; two queries."""
    return Holds(list(_seats(person).filter(group=group)), list(_offices(person).filter(group=group)), [])


def _seats(person: Person) -> QuerySet[SeatTerm]:
    terms = SeatTerm.objects.filter(not_over(timezone.now()), person=person, seat__withdrawn_at=None)
    return terms.select_related("group", "seat", "person").order_by("group", "period")


def _offices(person: Person) -> QuerySet[OfficeTerm]:
    terms = OfficeTerm.objects.filter(not_over(timezone.now()), person=person)
    return terms.select_related("group", "person").order_by("group", "office", "period")


def readings(person: Person, group: LeadershipGroup | None = None) -> list[Readership]:
    """The person’s readerships that run, in a group or everywhere."""
    found = Readership.objects.filter(not_over(timezone.now()), person=person).select_related(
        "group", "practice", "person"
    )
    return list(found.filter(group=group) if group else found)


def staff_terms(person: Person) -> list[SystemStaffTerm]:
    """The person’s terms on an ICB’s staff that run."""
    return list(SystemStaffTerm.objects.filter(not_over(timezone.now()), person=person).select_related("system"))
