"""What every page of founding costs, with few rows and with more."""

import pytest
from django.test import Client

from gpleadership.lib.scopes import open_scope, system_scope
from groups.founding.actions import propose_change
from groups.models import LeadershipGroup, Organisation, PlaceOrganisation, Seat
from tests.cast import Cast
from tests.reference.test_pages import queries

HERE = "/g/norwold/founding/"
COSTS = {
    "": 1,
    "basis/": 3,
    "seats/": 4,
    "people/": 2,
    "check/": 2,
    "place/": 3,
    "place/propose/": 0,
}


def grow(cast: Cast, group: LeadershipGroup) -> None:
    for number in range(3):
        other = Organisation.objects.create(kind="pcn", ods_code=f"U9400{number}", name=f"More {number} PCN")
        PlaceOrganisation.objects.create(place=group.place, organisation=other, start="2022-07-01")
        with open_scope(read=[group.pk], write=[group.pk]):
            Seat.objects.create(group=group, title=f"More {number}", constituency="other")
            propose_change(group, organisation_id=other.pk, words="Wrong", by=cast["outsider"])


@pytest.mark.parametrize("page", COSTS)
def test_a_page_costs_the_same_with_more_rows(cast: Cast, draft: LeadershipGroup, chair: Client, page: str) -> None:
    chair.get(HERE)  # the group's grants are read once
    few = queries(chair, f"{HERE}{page}") - 1
    grow(cast, draft)
    assert (few, queries(chair, f"{HERE}{page}") - 1) == (COSTS[page], COSTS[page])


PLATFORM = {
    "/platform/": 4,
    "/platform/groups/": 2,
    "/platform/groups/norwold/": 4,
    "/platform/groups/norwold/close/": 2,
    "/platform/changes/": 2,
    "/found/norwold/": 3,
}


@pytest.mark.parametrize("address", PLATFORM)
def test_staffs_pages_cost_the_same(cast: Cast, draft: LeadershipGroup, signed_in: object, address: str) -> None:
    browser = signed_in("platform_staff")  # type: ignore[operator]
    with open_scope(read=[draft.pk], write=[draft.pk]):
        propose_change(draft, organisation_id=None, words="Wrong", by=cast["outsider"])
    few = queries(browser, address)
    grow(cast, draft)
    with system_scope("a test's own rows"):
        LeadershipGroup.objects.create(place=draft.place, name="Second", slug="second", status="ready")
    assert (few, queries(browser, address)) == (PLATFORM[address], PLATFORM[address])
