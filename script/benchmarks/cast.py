"""Who asks in the bench, and the table they ask about. Added once to the loaded demo."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.contrib.auth.models import Permission
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Count, Q
from django.utils import timezone

from gpleadership.lib.scopes import system_scope
from groups.models import (
    LeadershipGroup,
    OfficeTerm,
    Person,
    PersonGrant,
    Place,
    PlaceOrganisation,
    Seat,
    SeatTerm,
    System,
    SystemStaffTerm,
)
from script.benchmarks import ballots
from script.benchmarks.ballots import Ballots

WHY: Final = "the bench's own people and table"
SECRETARIAT: Final = "secretariat@bench.example.org"
STAFF: Final = "staff@bench.example.org"
ROWS: Final = 35
"""Seats of the measured table: the target speaks of a page of so many rows."""
GROUPS: Final = 3
"""Groups of the person whose home is measured."""
VOTERS: Final = "bench-voters-"
"""How groups begin that only the journey of a vote uses."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The people who ask, and what they ask for."""

    secretariat: Person
    staff: Person
    group: LeadershipGroup
    groups: tuple[LeadershipGroup, ...]
    system: System
    place: Place
    ballots: Ballots
    seats_of_demo: int
    """How many seats the group had before the bench filled it up."""


def gather() -> Cast:
    """Everybody, made where they are missing. Asking twice changes nothing."""
    with system_scope(WHY):
        group, seats = _largest_table()
        others = LeadershipGroup.objects.filter(status="active").exclude(pk=group.pk)
        others = others.exclude(slug__startswith=VOTERS).order_by("slug")[: GROUPS - 1]
        groups = (group, *others)
        secretariat, staff = _person(SECRETARIAT, "Sam Archer"), _person(STAFF, "Jo Ellery")
        system = _largest_system()
        for each in groups:
            if not each.office_terms.filter(person=secretariat).exists():
                OfficeTerm.objects.create(group=each, office="secretariat", person=secretariat, period=now_on())
        if not SystemStaffTerm.objects.filter(person=staff).exists():
            SystemStaffTerm.objects.create(system=system, person=staff, period=now_on(), job_title="Head of place")
        _fill(group, found := group.seats.count())
        _grant_for_plain(groups, secretariat)
        _grant_for_plain(LeadershipGroup.objects.filter(place__systems__system=system), staff)
        place = _largest_place(system)
    return Cast(secretariat, staff, group, groups, system, place, ballots.gather(group), min(seats, found))


def _person(email: str, name: str) -> Person:
    person, _ = Person.objects.get_or_create(email=email, defaults={"full_name": name, "password": "!"})
    return person


def now_on() -> DateTimeTZRange:
    """A term that has run for a while and has no end."""
    return DateTimeTZRange(timezone.now() - timedelta(days=400), None)


def _largest_table() -> tuple[LeadershipGroup, int]:
    """The demo's group with the most seats; seats that the bench added do not count."""
    seats = Count("seats", filter=Q(seats__withdrawn_at=None) & ~Q(seats__title__startswith="Bench "))
    active = LeadershipGroup.objects.filter(status="active").exclude(slug__startswith=VOTERS)
    group = active.annotate(n=seats).order_by("-n", "slug")[0]
    return group, group.n


def _largest_system() -> System:
    return System.objects.annotate(n=Count("places", filter=Q(places__end=None))).order_by("-n", "slug")[0]


def _largest_place(system: System) -> Place:
    """The system's place of the most organisations."""
    places = Place.objects.filter(systems__system=system, systems__end=None)
    return places.annotate(n=Count("organisations")).order_by("-n", "slug")[0]


def _fill(group: LeadershipGroup, found: int) -> None:
    """More seats with holders, and deputies for every other, until the table has its rows."""
    for number in range(found, ROWS):
        add_seat(group, number)


def add_seat(group: LeadershipGroup, number: int) -> Seat:
    """A filled seat; every other has a deputy."""
    seat = Seat.objects.create(group=group, constituency="other", title=f"Bench seat {number}", position=number)
    people = [_person(f"{group.slug}.{number}.{n}@bench.example.org", f"Dr Bench {number} {n}") for n in range(2)]
    for person, part in list(zip(people, ("holder", "deputy"), strict=True))[: 1 + number % 2]:
        job = "Practice manager"
        SeatTerm.objects.create(group=group, seat=seat, person=person, part=part, job_title=job, period=now_on())
    return seat


def _grant_for_plain(groups: Iterable[LeadershipGroup], person: Person) -> None:
    """Guardian's rows for a person, as a portal without standings would keep them. Ours never reads them."""
    permissions = Permission.objects.filter(content_type__app_label="groups", codename__in=("see_members", "manage"))
    PersonGrant.objects.bulk_create(
        (PersonGrant(user=person, content_object=group, permission=each) for group in groups for each in permissions),
        ignore_conflicts=True,
    )


def networks_of(place: Place) -> list[str]:
    """The names of a place's PCNs now."""
    spells = PlaceOrganisation.objects.filter(place=place, end=None, organisation__kind="pcn")
    return list(spells.values_list("organisation__name", flat=True))
