"""A group of the demo with the people who act for it, and the scope in which they do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import timezone

from gpleadership.lib.scopes import open_scope
from groups.models import LeadershipGroup, Person, System


@dataclass(frozen=True)
class Who:
    """A group with its people by name, whoever writes for it, and its system."""

    group: LeadershipGroup
    people: dict[str, Person]
    secretariat: Person
    system: System


def who_is(group: LeadershipGroup) -> Who:
    """Everybody at a group's table now."""
    now = timezone.now()
    with inside(group):
        terms = group.seat_terms.filter(period__contains=now).select_related("person")
        offices = {each.office: each.person for each in group.office_terms.filter(period__contains=now)}
        people = {each.person.full_name: each.person for each in terms}
    people |= {each.full_name: each for each in offices.values()}
    system = System.objects.get(places__place=group.place_id, places__end=None)
    return Who(group, people, offices["secretariat"], system)


@contextmanager
def inside(group: LeadershipGroup, person: Person | None = None) -> Iterator[None]:
    """The scope of a group's own pages, for a person."""
    own = [group.pk]
    with open_scope(person=person.pk if person else None, read=own, write=own):
        yield
