"""A place without a group, its draft, and a chair-to-be."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from gpleadership.lib.scopes import open_scope
from groups.founding.actions import start_group
from groups.invitations.actions import accept
from groups.models import (
    Invitation,
    LeadershipGroup,
    NetworkMembership,
    OfficeTerm,
    Organisation,
    Person,
    Place,
    PlaceOrganisation,
    PlaceSystem,
    SeatTerm,
)
from tests.cast import Cast, term

SINCE = date(2022, 7, 1)


def make_norwold(cast: Cast) -> Place:
    """Two PCNs, an LMC and a federation that serve Eastmere too, a council."""
    council = Organisation.objects.create(kind="council", name="Norwold Council", register_code="E07")
    place = Place.objects.create(slug="norwold", name="Norwold", council=council)
    PlaceSystem.objects.create(place=place, system=cast.system, start=SINCE)
    pcns = [
        Organisation.objects.create(kind="pcn", ods_code=f"U9300{number}", name=f"Norwold {name} PCN")
        for number, name in enumerate(("Fen", "Marsh"), start=1)
    ]
    practice = Organisation.objects.create(kind="practice", ods_code="Z93001", name="Fen Surgery", list_size=40_000)
    NetworkMembership.objects.create(practice=practice, pcn=pcns[0], start=SINCE)
    for organisation in (*pcns, cast.organisations["lmc"], cast.organisations["federation"]):
        PlaceOrganisation.objects.create(place=place, organisation=organisation, start=SINCE)
    return place


def start(cast: Cast, place: Place, slug: str = "norwold") -> LeadershipGroup:
    """A draft whose chair-to-be is the outsider."""
    return start_group(
        place,
        name="Norwold GP Leaders",
        slug=slug,
        chair_name="Olive Outsider",
        chair_email="outsider@example.org",
        by=cast["platform_staff"],
    )


def accepted(cast: Cast, group: LeadershipGroup) -> LeadershipGroup:
    """The outsider accepts, and is chair from now."""
    with open_scope(person=cast["outsider"].pk, read=[group.pk], write=[group.pk]):
        accept(Invitation.objects.get(group=group), by=cast["outsider"])
        # In a test's one transaction the database's now() stands still: let the terms have begun before.
        for terms in (OfficeTerm, SeatTerm):
            terms.objects.filter(group=group).update(period=term(1))
    return group


@pytest.fixture
def norwold(cast: Cast) -> Place:
    return make_norwold(cast)


@pytest.fixture
def draft(cast: Cast, norwold: Place) -> LeadershipGroup:
    return accepted(cast, start(cast, norwold))


@pytest.fixture
def signed_in(cast: Cast) -> Callable[[str], Client]:
    def as_person(name: str) -> Client:
        client = Client()
        client.force_login(cast[name], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_person


@pytest.fixture
def chair(draft: LeadershipGroup, signed_in: Callable[[str], Client]) -> Client:
    return signed_in("outsider")


@pytest.fixture
def inside(draft: LeadershipGroup, cast: Cast) -> Iterator[Person]:
    """The draft's scope is open, as on a page of its chair's."""
    with open_scope(person=cast["outsider"].pk, read=[draft.pk], write=[draft.pk]):
        yield cast["outsider"]


def answers_of(form: Any) -> dict[str, str]:
    """What a browser would send of a form that nobody touched."""
    found: dict[str, str] = {}
    for bound in form:
        value = bound.value()
        if hasattr(bound.field.widget, "boxes"):
            parts = zip(("day", "month", "year"), bound.field.widget.boxes(value), strict=True)
            found |= {f"{bound.html_name}_{part}": text for part, text in parts}
        elif value is True:
            found[bound.html_name] = "on"
        elif value not in (None, False):
            found[bound.html_name] = str(value)
    return found
