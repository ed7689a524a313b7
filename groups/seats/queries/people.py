"""People who stand in a group: nobody else's account can be found from here."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from groups.people.models import Person
from groups.seats.enums import Office
from groups.seats.queries.terms import not_over
from groups.tenancy.models import LeadershipGroup

SHOWN = 10


def known(group: LeadershipGroup) -> QuerySet[Person]:
    """Everybody with a seat, an office or a readership in the group, now or to come."""
    own = Q(person=OuterRef("pk")) & not_over(timezone.now())
    return Person.objects.filter(
        Exists(group.seat_terms.filter(own, seat__withdrawn_at=None))
        | Exists(group.office_terms.filter(own))
        | Exists(group.readerships.filter(own)),
        is_active=True,
    )


def matching(group: LeadershipGroup, words: str) -> list[Person]:
    """Those whose name has these words, each with `through`: how they stand in the group. One query."""
    own = Q(person=OuterRef("pk")) & not_over(timezone.now())
    seat = group.seat_terms.filter(own, seat__withdrawn_at=None).order_by("-part", "period").values("seat__title")[:1]
    office = group.office_terms.filter(person=OuterRef("pk"), period__contains=timezone.now()).values("office")[:1]
    practice = group.readerships.filter(own).values("practice__name")[:1]
    found = known(group)
    for word in words.split()[:6]:
        found = found.filter(full_name__icontains=word)
    people = found.annotate(seat=Subquery(seat), office=Subquery(office), practice=Subquery(practice))
    named = people.annotate(through=Coalesce(F("seat"), F("practice")))
    return list(named.order_by("seat", "full_name", "pk")[:SHOWN])


def through(person: Person) -> str:
    """How somebody found by `matching` stands in the group."""
    office = getattr(person, "office", None)
    parts = [Office(office).label if office else "", getattr(person, "through", None) or ""]
    return ", ".join(part for part in parts if part)
