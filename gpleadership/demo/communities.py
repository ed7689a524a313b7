"""The demo's places, groups and people, written in bulk: England's 40,000 people take seconds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from gpleadership.demo.accounts import ACCOUNTS, PASSWORD
from gpleadership.demo.folk import people
from gpleadership.demo.plan import Place as PlacePlan
from gpleadership.demo.plan import Plan
from gpleadership.demo.plan import System as SystemPlan
from gpleadership.demo.tables import EASTMERE, Chair, Name, Sitting, table_of
from gpleadership.lib.dates import end_of_day
from groups.log.record import record, record_views
from groups.models import (
    LeadershipGroup,
    OfficeTerm,
    Organisation,
    Person,
    Place,
    PlaceOrganisation,
    PlaceSystem,
    Readership,
    Seat,
    SeatTerm,
    System,
    SystemStaffTerm,
)
from groups.tenancy.grants import grant_all

BATCH = 4000
UNUSABLE = "!"
"""No password: everybody but the accounts signs in by no way at all."""
FOUNDED = date(2022, 7, 1)
AMBLEFORDS = (-660, 45)
"""First and last day of Ambleford's chair, counted from today: long enough for what is told of trust in them."""


@dataclass
class Rows:
    """Everything to be written, in the order in which rows point at each other."""

    now: datetime
    """The end of today, so that terms begin and end with a day."""
    people: dict[str, Person] = field(default_factory=dict)
    seats: list[Seat] = field(default_factory=list)
    seat_terms: list[SeatTerm] = field(default_factory=list)
    office_terms: list[OfficeTerm] = field(default_factory=list)
    readerships: list[Readership] = field(default_factory=list)

    def person(self, name: str, email: str = "") -> Person:
        """The person of this address, made once; without an address, one is made of the name."""
        email = email or f"{name.removeprefix('Dr ').lower().replace(' ', '.')}@people.example.org"
        if email not in self.people:
            self.people[email] = Person(email=email, full_name=name, password=UNUSABLE)
        return self.people[email]

    def term(self, begins: int, ends: int | None) -> DateTimeTZRange:
        """A term from days to days, counted from today."""
        begin = self.now + timedelta(days=begins)
        return DateTimeTZRange(begin, None if ends is None else self.now + timedelta(days=ends))


def build(plan: Plan, today: date, rng: Random) -> None:
    """Places, groups, seats, people, readers, staff and the accounts. Needs the system scope."""
    names = people(rng, doctors=0.7)
    rows = Rows(end_of_day(today))
    accounts = {account.key: rows.person(account.name, account.email) for account in ACCOUNTS}
    organisations = {each.ods_code or each.register_code or "": each for each in Organisation.objects.all()}
    systems = System.objects.in_bulk(field_name="ods_code")
    for system in plan.systems:
        _system(system, systems[system.code], organisations, rows, rng, names, accounts)
    _write(rows, accounts)


def _system(
    plan: SystemPlan,
    system: System,
    organisations: dict[str, Organisation],
    rows: Rows,
    rng: Random,
    names: Iterator[Name],
    accounts: dict[str, Person],
) -> None:
    System.objects.filter(pk=system.pk).update(slug=plan.slug, name=plan.short_name)
    lmc = Organisation.objects.create(kind="lmc", name=plan.lmc, contact="office@lmc.example.org")
    for place_plan in plan.places:
        place, found = _place(place_plan, system, organisations, lmc)
        if place_plan.group_name is None:
            continue
        group = _group(place, place_plan.group_name)
        by_hand = place_plan.slug == "eastmere"
        table = EASTMERE if by_hand else table_of(place_plan, plan, rng, names)
        _seats(group, table, found, rows, accounts if by_hand else {})
        _officers(group, rows, rng, names, accounts, by_hand=by_hand)
        _readers(group, place_plan, organisations, rows, rng, names)


def _place(
    plan: PlacePlan, system: System, organisations: dict[str, Organisation], lmc: Organisation
) -> tuple[Place, dict[str, Organisation]]:
    council = organisations.get(plan.council.code)
    place = Place.objects.create(slug=plan.slug, name=plan.name, council=council)
    PlaceSystem.objects.create(place=place, system=system, start=FOUNDED)
    found = {pcn.name: organisations[pcn.code] for pcn in plan.pcns} | {"lmc": lmc}
    if council:
        found["council"] = council
    chosen = [organisations[pcn.code] for pcn in plan.pcns] + [lmc]
    chosen += [organisations[practice.code] for practice in plan.practices_without_pcn]
    for kind, titles in (("federation", plan.federations), ("other", plan.others)):
        for title in titles:
            organisation = Organisation.objects.create(kind=kind, name=title, contact="hello@federation.example.org")
            found.setdefault(kind, organisation)
            found[title] = organisation
            chosen.append(organisation)
    PlaceOrganisation.objects.bulk_create(
        PlaceOrganisation(place=place, organisation=each, start=FOUNDED) for each in chosen
    )
    return place, found


def _group(place: Place, name: str) -> LeadershipGroup:
    group = LeadershipGroup.objects.create(
        place=place,
        name=name,
        slug=place.slug,
        status="active",
        basis="advisory" if "Collaborative" in name else "representative",
        activated_at=timezone.now() - timedelta(days=1500),
        contact=f"office@{place.slug}.example.org",
        quorum=8 if place.slug == "eastmere" else 5,
    )
    grant_all([group])
    record(group.pk, "group activated", by=None, subject=group, after={"place": place.pk})
    return group


def _seats(
    group: LeadershipGroup,
    table: tuple[Chair, ...],
    found: dict[str, Organisation],
    rows: Rows,
    accounts: dict[str, Person],
) -> None:
    by_name = {person.full_name: person for person in accounts.values()}
    for position, chair in enumerate(table):
        seat = Seat(
            group=group,
            organisation=found.get(chair.of),
            constituency=chair.constituency,
            seat_class=chair.kind,
            title=chair.title,
            votes=chair.kind == "core",
            needed_for_quorum=chair.needed,
            position=position,
        )
        rows.seats.append(seat)
        rows.seat_terms += [_sitting(group, seat, sitting, rows, by_name) for sitting in chair.sittings]


def _sitting(group: LeadershipGroup, seat: Seat, sitting: Sitting, rows: Rows, by_name: dict[str, Person]) -> SeatTerm:
    return SeatTerm(
        group=group,
        seat=seat,
        person=by_name.get(sitting.name) or rows.person(sitting.name, sitting.email),
        part="deputy" if sitting.deputy else "holder",
        job_title=sitting.job,
        period=rows.term(sitting.begins, sitting.ends),
    )


def _officers(
    group: LeadershipGroup,
    rows: Rows,
    rng: Random,
    names: Iterator[Name],
    accounts: dict[str, Person],
    *,
    by_hand: bool,
) -> None:
    sitting = [term for term in rows.seat_terms if term.group_id == group.pk and term.part == "holder"]
    now = [term.person for term in sitting if rows.now in term.period and term.seat.seat_class == "core"]
    if by_hand:
        chair, secretariat = accounts["chair"], accounts["secretariat"]
    else:
        chair = accounts["neighbour"] if group.slug == "ambleford" else rng.choice(now)
        secretariat = rows.person(*next(names))
        if chair not in now:
            holder = next(term for term in sitting if rows.now in term.period and term.seat.constituency == "pcn")
            holder.person = chair
    if by_hand:
        rows.office_terms += _officers_before(group, rows, sitting)
    drawn = (-206, 69) if by_hand else (-rng.randrange(60, 700), rng.randrange(40, 700))
    term = rows.term(*(AMBLEFORDS if group.slug == "ambleford" else drawn))
    rows.office_terms += [
        OfficeTerm(group=group, office="chair", person=chair, period=term),
        OfficeTerm(group=group, office="secretariat", person=secretariat, period=rows.term(-300, None)),
    ]


def _officers_before(group: LeadershipGroup, rows: Rows, sitting: list[SeatTerm]) -> list[OfficeTerm]:
    """Eastmere's earlier chairs: one left early, and the deputy chair acted until a chair was appointed."""
    people = {term.person.full_name: term.person for term in sitting}
    before, deputy = people["Dr Helen Marsh"], people["Dr Niamh Corrigan"]
    left = "Moved to the ICS as clinical lead"
    return [
        OfficeTerm(group=group, office="chair", person=people["Dr Jonah Pryce"], period=rows.term(-1500, -937)),
        OfficeTerm(group=group, office="chair", person=before, period=rows.term(-937, -222), end_reason=left),
        OfficeTerm(group=group, office="chair", person=deputy, acting=True, period=rows.term(-222, -206)),
        OfficeTerm(group=group, office="deputy_chair", person=deputy, period=rows.term(-750, -222)),
        OfficeTerm(group=group, office="deputy_chair", person=deputy, period=rows.term(-206, 200)),
    ]


def _readers(
    group: LeadershipGroup,
    plan: PlacePlan,
    organisations: dict[str, Organisation],
    rows: Rows,
    rng: Random,
    names: Iterator[Name],
) -> None:
    for practice in plan.practices:
        for _ in range(0 if rng.random() < 0.07 else rng.randrange(2, 12)):
            rows.readerships.append(
                Readership(
                    group=group,
                    practice=organisations[practice.code],
                    person=rows.person(*next(names)),
                    period=rows.term(-rng.randrange(10, 900), None),
                )
            )


def _write(rows: Rows, accounts: dict[str, Person]) -> None:
    _accounts(rows, accounts)
    Person.objects.bulk_create(rows.people.values(), batch_size=BATCH)
    EmailAddress.objects.bulk_create(
        (EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in rows.people.values()),
        batch_size=BATCH,
    )
    Seat.objects.bulk_create(rows.seats, batch_size=BATCH)
    SeatTerm.objects.bulk_create(rows.seat_terms, batch_size=BATCH)
    OfficeTerm.objects.bulk_create(rows.office_terms, batch_size=BATCH)
    Readership.objects.bulk_create(rows.readerships, batch_size=BATCH)
    SystemStaffTerm.objects.bulk_create(
        SystemStaffTerm(system=system, person=person, period=rows.term(-200, None), job_title="Head of primary care")
        for system, person in _staff(System.objects.order_by("pk"), accounts)
    )
    _looks(accounts["icb"], {term.group_id for term in rows.office_terms if term.group.slug == "eastmere"})


def _looks(staff: Person, groups: set[int]) -> None:
    """The ICB has looked already, so that the groups' page has lines."""
    for what in ("Roster of places", "Seats of the place"):
        record_views(groups, what, by=staff)


def _staff(systems: Iterable[System], accounts: dict[str, Person]) -> Iterator[tuple[System, Person]]:
    """Somebody at each ICB: at Tidewater's the demo's account."""
    for system in systems:
        if system.slug == "tidewater":
            yield system, accounts["icb"]
        else:
            email = f"staff.{system.ods_code.lower()}@icb.example.org"
            yield system, Person.objects.create(email=email, full_name=f"Staff of {system.name}", password=UNUSABLE)


def _accounts(rows: Rows, accounts: dict[str, Person]) -> None:
    """One password, hashed once; the reader of a practice of Eastmere."""
    password = make_password(PASSWORD)
    for person in accounts.values():
        person.password = password
    accounts["platform"].is_platform_staff = True
    eastmere = next(term.group for term in rows.office_terms if term.person is accounts["chair"])
    first = next(reading for reading in rows.readerships if reading.group_id == eastmere.pk)
    rows.readerships.append(
        Readership(group=eastmere, practice=first.practice, person=accounts["practice"], period=rows.term(-120, None))
    )
