"""Whom a letter about a term of office goes to, found when it goes."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from groups.people.models import Person
from groups.seats.enums import Occasion, Office, SeatClass
from groups.seats.models import OfficeLetter, OfficeTerm
from groups.tenancy.models import LeadershipGroup


def key(occasion: Occasion, term: int, version: int) -> str:
    """The name of an occasion among all of a group: a term ended, taken back and ended again is told again."""
    return f"{occasion}:{term}:{version}"


def office_term(group: LeadershipGroup, term: int) -> OfficeTerm | None:
    """The term, unless it was cancelled meanwhile."""
    return group.office_terms.filter(pk=term).select_related("person").first()


def chair_before(term: OfficeTerm) -> OfficeTerm | None:
    """The chair whose term ends when this one begins."""
    return _chair(term, period__endswith=term.period.lower)


def chair_after(term: OfficeTerm) -> OfficeTerm | None:
    """The chair whose term begins when this one ends."""
    return _chair(term, period__startswith=term.period.upper)


def chair_at(group: LeadershipGroup, at: datetime) -> OfficeTerm | None:
    """Who leads the group at an instant."""
    chairs = group.office_terms.filter(office=Office.CHAIR, period__contains=at)
    return chairs.select_related("person").first()


def _chair(term: OfficeTerm, **when: datetime) -> OfficeTerm | None:
    chairs = OfficeTerm.objects.filter(group_id=term.group_id, office=Office.CHAIR, **when)
    return chairs.select_related("person").first()


def officers(group: LeadershipGroup, at: datetime) -> list[Person]:
    """Chair, deputy chair and secretariat at an instant."""
    held = group.office_terms.filter(person=OuterRef("pk"), period__contains=at)
    return list(Person.objects.filter(Exists(held)).order_by("full_name", "pk"))


def core_table(group: LeadershipGroup, at: datetime) -> list[Person]:
    """Everybody who holds a core seat, or is deputy in one, and the officers."""
    seated = group.seat_terms.filter(
        person=OuterRef("pk"), period__contains=at, seat__seat_class=SeatClass.CORE, seat__withdrawn_at=None
    )
    office = group.office_terms.filter(person=OuterRef("pk"), period__contains=at)
    return list(Person.objects.filter(Q(Exists(seated)) | Q(Exists(office))).order_by("full_name", "pk"))


def told_of(group: LeadershipGroup, occasions: list[str]) -> list[Person]:
    """Who got a letter on one of these occasions."""
    told = OfficeLetter.objects.filter(group=group, occasion__in=occasions, person=OuterRef("pk"))
    return list(Person.objects.filter(Exists(told)).order_by("full_name", "pk"))


def stand_now(group: LeadershipGroup, at: datetime) -> set[int]:
    """To whom the group's pages are open: a link is of use to nobody else."""
    own = {"person": OuterRef("pk"), "period__contains": at}
    people = Person.objects.filter(
        Q(Exists(group.seat_terms.filter(**own, seat__withdrawn_at=None)))
        | Q(Exists(group.office_terms.filter(**own)))
        | Q(Exists(group.readerships.filter(**own)))
    )
    return set(people.values_list("pk", flat=True))
