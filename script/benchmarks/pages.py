"""The pages that are measured: their addresses, who asks, and what every subject must show."""

import html
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from gpleadership.lib.scopes import system_scope
from groups.models import LeadershipGroup, Person, Place
from script.benchmarks import adopted, agreed, declarations
from script.benchmarks.cast import ROWS, WHY, Cast, networks_of


@dataclass(frozen=True, slots=True)
class Page:
    """A page, with the addresses of its plain twin and of the admin's list of the same rows, where it has them."""

    name: str
    title: str
    path: str
    plain: str
    admin: str
    person: Person | None
    rows: tuple[str, ...] = ()

    @property
    def public(self) -> bool:
        """Whether nobody need be signed in."""
        return self.person is None

    def missing_from(self, body: bytes) -> list[str]:
        """Rows that an answer does not show."""
        text = html.unescape(body.decode())
        return [row for row in self.rows if row not in text]


def pages_of(cast: Cast) -> list[Page]:
    """Every page of the bench that the portal has."""
    with system_scope(WHY):
        return list(_pages(cast))


def _pages(cast: Cast) -> Iterator[Page]:
    group, person = cast.group, cast.secretariat
    yield Page("sign-in", "Sign-in", reverse("account_login"), "/plain/sign-in/", "/bench-admin/login/", None)
    yield Page(
        "home",
        f"Home of somebody in {len(cast.groups)} groups",
        reverse("home"),
        "/plain/",
        _admin("leadershipgroup", id__in=",".join(str(each.pk) for each in cast.groups)),
        person,
        tuple(each.name for each in cast.groups),
    )
    yield Page(
        "group-home",
        "Group home",
        reverse("home:group", args=[group.slug]),
        f"/plain/g/{group.slug}/",
        _admin("officeterm", group__id__exact=group.pk),
        person,
        _officers(group),
    )
    yield Page(
        "members",
        f"Members of {ROWS} seats",
        reverse("seats:members", args=[group.slug]),
        f"/plain/g/{group.slug}/members/",
        _admin("seat", group__id__exact=group.pk),
        person,
        _holders(group),
    )
    yield from _system_pages(cast)
    yield from _ballot_pages(cast)
    yield _register(cast)
    yield _principles(cast)
    yield _terms(cast)


def _system_pages(cast: Cast) -> Iterator[Page]:
    system, place = cast.system, cast.place
    places = Place.objects.filter(systems__system=system, systems__end=None).values_list("name", flat=True)
    yield Page(
        "roster",
        f"Roster of the largest system, {len(places)} places",
        reverse("roster:places", args=[system.slug]),
        f"/plain/s/{system.slug}/",
        _admin("place", systems__system__id__exact=system.pk),
        cast.staff,
        tuple(places),
    )
    networks = networks_of(place)
    yield Page(
        "coverage",
        f"Coverage of a place, {len(networks)} PCNs",
        reverse("roster:coverage", args=[system.slug, place.slug]),
        f"/plain/s/{system.slug}/places/{place.slug}/",
        _admin("organisation", kind="pcn", places__place__id__exact=place.pk),
        cast.staff,
        tuple(networks),
    )


def _ballot_pages(cast: Cast) -> Iterator[Page]:
    """Nobody else's portal has a twin of these: a secret ballot is compared with its own statements alone."""
    for name, title, ballot, route in (
        ("ballot", "Ballot paper of {names} names", cast.ballots.open, "ballots:vote"),
        ("ballot-result", "Result of a ballot of {electors} electors", cast.ballots.counted, "ballots:result"),
    ):
        named = tuple(ballot.candidates.values_list("name", flat=True))
        path = reverse(route, args=[cast.group.slug, ballot.number])
        words = title.format(names=ballot.names, electors=ballot.electors)
        yield Page(name, words, path, "", "", cast.ballots.elector, named)


def _register(cast: Cast) -> Page:
    """The first page of the register of interests."""
    names = declarations.gather(cast.group)
    title = f"Register of interests, {len(names)} people"
    path = reverse("interests:register", args=[cast.group.slug])
    return Page("interests", title, path, "", "", cast.secretariat, tuple(names[:10]))


def _principles(cast: Cast) -> Page:
    """What the group stands by, in full."""
    titles = adopted.gather(cast.group, cast.secretariat)
    path = reverse("principles:list", args=[cast.group.slug])
    return Page("principles", f"List of {len(titles)} principles", path, "", "", cast.secretariat, tuple(titles))


def _terms(cast: Cast) -> Page:
    """The version in force, with every organisation's word."""
    sections = agreed.gather(cast.group, cast.secretariat)
    path = reverse("terms:terms", args=[cast.group.slug])
    return Page("terms", "Terms of reference", path, "", "", cast.secretariat, sections)


def _admin(model: str, **filters: object) -> str:
    return f"/bench-admin/groups/{model}/?" + "&".join(f"{name}={value}" for name, value in filters.items())


def _officers(group: LeadershipGroup) -> tuple[str, ...]:
    """Who runs the group."""
    terms = group.office_terms.filter(period__contains=timezone.now())
    return tuple(terms.values_list("person__full_name", flat=True))


def _holders(group: LeadershipGroup) -> tuple[str, ...]:
    """Who sits at the table."""
    terms = group.seat_terms.filter(part="holder", period__contains=timezone.now(), seat__withdrawn_at=None)
    return tuple(terms.values_list("person__full_name", flat=True))
