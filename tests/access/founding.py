"""Founding: staff start it, managers answer, platform staff activate and decide."""

from typing import Any

from gpleadership.lib.scopes import system_scope
from groups.founding.models import ProposedChange
from groups.models import Place, PlaceSystem
from tests.access.routes import Route, eastmere, managers, platform, system_staff
from tests.cast import Cast


def new_place(cast: Cast) -> dict[str, Any]:
    found, made = Place.objects.get_or_create(slug="norwold", name="Norwold")
    if made:
        PlaceSystem.objects.create(place=found, system=cast.system, start="2022-07-01")
    return {"place": found.slug}


def group(cast: Cast) -> dict[str, Any]:
    return {"slug": cast.eastmere.slug}


def change(cast: Cast) -> dict[str, Any]:
    with system_scope("a test's own row"):
        found = ProposedChange.objects.create(
            group=cast.eastmere, place=cast.eastmere.place, words="Wrong name", proposed_by=cast["chair"]
        )
    return {"pk": found.pk}


ROUTES = [
    Route("founding_start:start", system_staff(), new_place),
    Route("founding_start:start", system_staff(), new_place, "post"),
    Route("founding:overview", managers(302), eastmere),
    *(Route(f"founding:{step}", managers(302), eastmere) for step in ("basis", "seats", "people", "check")),
    *(Route(f"founding:{step}", managers(302), eastmere, "post") for step in ("basis", "seats", "people", "check")),
    Route("founding:place", managers(), eastmere),
    Route("founding:propose", managers(), eastmere),
    Route("founding:propose", managers(302), eastmere, "post", lambda cast: {"words": "Wrong name"}),
    *(Route(f"founding_platform:groups{end}", platform()) for end in ("", "_csv", "_xlsx")),
    Route("founding_platform:group", platform(), group),
    Route("founding_platform:activate", platform(302), group, "post"),
    Route("founding_platform:ask_again", platform(302), group, "post"),
    Route("founding_platform:offer_chair", platform(), group),
    Route("founding_platform:offer_chair", platform(), group, "post"),
    Route("founding_platform:close", platform(), group),
    Route("founding_platform:close", platform(302), group, "post", lambda cast: {"reason": "Merged"}),
    Route("founding_platform:changes", platform()),
    Route("founding_platform:change", platform(), change),
    Route("founding_platform:change", platform(), change, "post"),
]
