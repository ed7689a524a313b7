"""The two-group cast: Eastmere and its neighbour Ambleford, with a person for every way to stand."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher, make_password
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from gpleadership.lib.scopes import system_scope
from groups.models import (
    LeadershipGroup,
    NetworkMembership,
    OfficeTerm,
    Organisation,
    Person,
    Place,
    PlaceOrganisation,
    PlaceSystem,
    Readership,
    Seat,
    SeatTerm,
    SubIcb,
    System,
    SystemStaffTerm,
)
from groups.tenancy.grants import grant_all

PASSWORD = "a-password-for-tests"
HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
HASH = make_password(PASSWORD, hasher=MD5PasswordHasher())


@dataclass
class Cast:
    """Everybody and everything that tests of access need."""

    system: System
    other_system: System
    eastmere: LeadershipGroup
    ambleford: LeadershipGroup
    people: dict[str, Person] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Person:
        return self.people[name]


def term(days_ago: int = 30, days: int | None = None) -> DateTimeTZRange:
    """A term that began some days ago, with a length in days or open."""
    begin = timezone.now() - timedelta(days=days_ago)
    return DateTimeTZRange(begin, None if days is None else begin + timedelta(days=days))


def person(email: str, name: str, **fields: object) -> Person:
    """Somebody with the tests' password, whose address is known to be theirs."""
    made = Person.objects.create(email=f"{email}@example.org".lower(), password=HASH, full_name=name, **fields)
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def _organisation(kind: str, code: str | None, name: str, **fields: object) -> Organisation:
    return Organisation.objects.create(kind=kind, ods_code=code, name=name, **fields)


def _place(cast_system: System, name: str, number: int) -> tuple[Place, dict[str, Organisation]]:
    start = date(2022, 7, 1)
    place = Place.objects.create(slug=name.lower(), name=name)
    PlaceSystem.objects.create(place=place, system=cast_system, start=start)
    sub_icb = SubIcb.objects.create(ods_code=f"9{number}Z", name=f"{name} sub-ICB", system=cast_system)
    organisations = {
        "pcn": _organisation("pcn", f"U9{number}001", f"{name} Harbour PCN", sub_icb=sub_icb),
        "pcn2": _organisation("pcn", f"U9{number}002", f"{name} Old Town PCN", sub_icb=sub_icb),
        "lmc": _organisation("lmc", None, f"{name} LMC"),
        "federation": _organisation("federation", None, f"{name} Federation"),
        "practice": _organisation(
            "practice", f"Z9{number}001", f"{name} Quay Surgery", list_size=9_000, sub_icb=sub_icb
        ),
        "practice2": _organisation(
            "practice", f"Z9{number}002", f"{name} Hill Surgery", list_size=33_000, sub_icb=sub_icb
        ),
    }
    NetworkMembership.objects.create(practice=organisations["practice"], pcn=organisations["pcn"], start=start)
    NetworkMembership.objects.create(practice=organisations["practice2"], pcn=organisations["pcn2"], start=start)
    for key in ("pcn", "pcn2", "lmc", "federation"):
        PlaceOrganisation.objects.create(place=place, organisation=organisations[key], start=start)
    return place, organisations


def _group(place: Place, name: str) -> LeadershipGroup:
    group = LeadershipGroup.objects.create(
        place=place,
        name=name,
        slug=place.slug,
        status="active",
        activated_at=timezone.now() - timedelta(days=200),
        contact=f"office@{place.slug}.example.org",
        quorum=2,
    )
    grant_all([group])
    return group


def _seat(group: LeadershipGroup, title: str, constituency: str, position: int, **fields: object) -> Seat:
    return Seat.objects.create(group=group, title=title, constituency=constituency, position=position, **fields)


def _sit(group: LeadershipGroup, seat: Seat, who: Person, **fields: object) -> SeatTerm:
    return SeatTerm.objects.create(
        group=group,
        seat=seat,
        person=who,
        **{"period": term(100, 800), "job_title": "Clinical director"} | fields,
    )


def make_cast() -> Cast:
    """Two groups of one system, a second system, and the cast in the first group."""
    with system_scope("the tests' cast"):
        system = System.objects.create(ods_code="QZ1", slug="tidewater", name="Tidewater", region="East")
        other = System.objects.create(ods_code="QZ2", slug="highmoor", name="Highmoor", region="North")
        place, orgs = _place(system, "Eastmere", 1)
        place2, orgs2 = _place(system, "Ambleford", 2)
        cast = Cast(system, other, _group(place, "Eastmere GP Leadership Group"), _group(place2, "Ambleford GP Forum"))
        cast.organisations = orgs | {f"other_{key}": value for key, value in orgs2.items()}
        _seats(cast, orgs)
        _people(cast, orgs)
        _neighbours(cast, orgs2)
    return cast


def _seats(cast: Cast, orgs: dict[str, Organisation]) -> None:
    group = cast.eastmere
    cast.seats = {
        "pcn": _seat(group, "Harbour PCN", "pcn", 1, organisation=orgs["pcn"]),
        "empty": _seat(group, "Old Town PCN", "pcn", 2, organisation=orgs["pcn2"]),
        "lmc": _seat(group, "Tidewater LMC", "lmc", 3, organisation=orgs["lmc"], needed_for_quorum=True),
        "federation": _seat(group, "Eastmere Federation", "federation", 4, organisation=orgs["federation"]),
        "council": _seat(group, "Council partner", "partner", 5, seat_class="in_attendance", votes=False),
    }


def _people(cast: Cast, orgs: dict[str, Organisation]) -> None:
    group, seats = cast.eastmere, cast.seats
    cast.people = {
        "outsider": person("outsider", "Olive Outsider"),
        "practice_reader": person("reader", "Dr Rosa Klein"),
        "in_attendance": person("attends", "Joanna Pike"),
        "core_member": person("core", "Dr Leila Nasser"),
        "deputy": person("deputy", "Dr Ben Achterberg"),
        "chair": person("chair", "Ruth Calder"),
        "secretariat": person("secretariat", "Kofi Mensah"),
        "icb_staff": person("icb", "Helen Castle"),
        "platform_staff": person("platform", "Pat Forme", is_platform_staff=True),
    }
    _sit(group, seats["pcn"], cast["core_member"])
    _sit(group, seats["pcn"], cast["deputy"], part="deputy")
    _sit(group, seats["lmc"], cast["chair"], job_title="Practice manager")
    _sit(group, seats["council"], cast["in_attendance"], job_title="Director of public health")
    OfficeTerm.objects.create(group=group, office="chair", person=cast["chair"], period=term(90, 700))
    OfficeTerm.objects.create(group=group, office="secretariat", person=cast["secretariat"], period=term(90))
    Readership.objects.create(group=group, practice=orgs["practice"], person=cast["practice_reader"], period=term(60))
    SystemStaffTerm.objects.create(
        system=cast.system, person=cast["icb_staff"], period=term(60), job_title="Head of primary care"
    )


def _neighbours(cast: Cast, orgs: dict[str, Organisation]) -> None:
    group = cast.ambleford
    cast.people["other_chair"] = person("other.chair", "Dr Imran Sheikh")
    cast.people["other_icb_staff"] = person("other.icb", "Ivor Elsewhere")
    cast.seats["other"] = _seat(group, "Ambleford LMC", "lmc", 1, organisation=orgs["lmc"])
    _sit(group, cast.seats["other"], cast["other_chair"])
    OfficeTerm.objects.create(group=group, office="chair", person=cast["other_chair"], period=term(90, 700))
    Readership.objects.create(
        group=group,
        practice=orgs["practice"],
        person=person("other.reader", "Dr Other Reader"),
        period=term(60),
    )
    SystemStaffTerm.objects.create(system=cast.other_system, person=cast["other_icb_staff"], period=term(60))
