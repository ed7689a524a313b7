"""What every page costs, with few rows and with more; and that each has one green button."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groups.models import Organisation, Place, PlaceOrganisation, PlaceSystem, SubIcb, System
from tests.cast import Cast

FRAME = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK", "SELECT set_config")


def queries(client: Client, address: str, **headers: str) -> int:
    """How many statements a page asks beyond transaction, scope, session and person."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, headers=headers).status_code == 200
    asked = [query["sql"] for query in captured if not query["sql"].startswith(FRAME)]
    return len([sql for sql in asked if not re.search(r'FROM "(django_session|groups_person)"', sql)])


def grow(cast: Cast) -> None:
    for number in range(3):
        system = System.objects.create(ods_code=f"QX{number}", slug=f"more-{number}", name=f"More {number}")
        SubIcb.objects.create(ods_code=f"8{number}Z", name=f"More {number}", system=cast.system)
        place = Place.objects.create(slug=f"more-{number}", name=f"More {number}")
        PlaceSystem.objects.create(place=place, system=cast.system, start="2022-07-01")
        other = Organisation.objects.create(kind="lmc", name=f"More {number} LMC")
        for where in (place, cast.eastmere.place):
            PlaceOrganisation.objects.create(place=where, organisation=other, start="2022-07-01")
        assert system


COSTS = {
    "/platform/": 4,
    "/platform/systems/": 2,
    "/platform/systems/tidewater/": 4,
    "/platform/systems/tidewater/edit/": 1,
    "/platform/systems/tidewater/succession/?q=h": 2,
    "/platform/systems/tidewater/succession/?to=highmoor": 3,
    "/platform/places/": 2,
    "/platform/places/eastmere/": 5,
    "/platform/places/eastmere/council/?q=e": 2,
    "/platform/places/eastmere/members/?q=e": 4,
    "/platform/places/eastmere/members/?sub_icb=91Z": 4,
    "/platform/places/eastmere/members/add/?add=1": 3,
    "/platform/organisations/": 2,
    "/platform/systems.csv": 1,
}


@pytest.mark.parametrize("address", COSTS)
def test_a_page_costs_the_same_with_more_rows(browser: Client, cast: Cast, address: str) -> None:
    few = queries(browser, address)
    grow(cast)
    assert (few, queries(browser, address)) == (COSTS[address], COSTS[address])


def test_the_fragment_of_the_search_costs_three(browser: Client, cast: Cast) -> None:
    assert queries(browser, "/platform/places/eastmere/members/?q=e", **{"HX-Request": "true"}) == 3


def test_an_organisations_page_costs_the_same(browser: Client, cast: Cast) -> None:
    address = f"/platform/organisations/{cast.organisations['pcn'].pk}/"
    few = queries(browser, address)
    grow(cast)
    assert (few, queries(browser, address)) == (4, 4)


@pytest.mark.parametrize("address", [address for address in COSTS if ".csv" not in address])
def test_one_green_button_and_links_that_differ(browser: Client, cast: Cast, address: str) -> None:
    body = browser.get(address).content.decode()
    main = body[body.index("<main") :]
    green = re.findall(r'class="nhsuk-button"', main)
    assert len(green) <= 1
    links: dict[str, Any] = {}
    for href, words in re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', main, re.DOTALL):
        text = " ".join(re.sub(r"<[^>]+>", " ", words).split())
        assert links.setdefault(text, href) == href, text
    assert "style=" not in main
