"""Systems, places and shared organisations: platform staff alone."""

from typing import Any

from groups.models import PlaceOrganisation
from tests.access.routes import Route, platform
from tests.cast import Cast


def system(cast: Cast) -> dict[str, Any]:
    return {"slug": cast.system.slug}


def place(cast: Cast) -> dict[str, Any]:
    return {"slug": cast.eastmere.place.slug}


def spell(cast: Cast) -> dict[str, Any]:
    found = PlaceOrganisation.objects.get(organisation=cast.organisations["pcn"])
    return place(cast) | {"spell": found.pk}


def organisation(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.organisations["lmc"].pk}


def successor(cast: Cast) -> dict[str, Any]:
    day = {"on_day": "1", "on_month": "4", "on_year": "2032"}
    return {"to": cast.other_system.slug, "place": cast.eastmere.place_id} | day


LISTS = ("systems", "places", "organisations")
ROUTES = [
    Route("reference:overview", platform()),
    *(Route(f"reference:{name}{end}", platform()) for name in LISTS for end in ("", "_csv", "_xlsx")),
    Route("reference:system", platform(), system),
    Route("reference:system_add", platform()),
    Route("reference:system_add", platform(), method="post"),
    Route("reference:system_edit", platform(), system),
    Route("reference:system_edit", platform(), system, "post"),
    Route("reference:succession", platform(), system),
    Route("reference:succession_check", platform(), system, data=successor),
    Route("reference:succession_check", platform(302), system, "post", successor),
    Route("reference:place", platform(), place),
    Route("reference:place_add", platform()),
    Route("reference:place_add", platform(), method="post"),
    Route("reference:place_edit", platform(), place),
    Route("reference:place_edit", platform(), place, "post"),
    Route("reference:place_council", platform(), place),
    Route("reference:place_council", platform(302), place, "post", lambda cast: {"council": 0, "version": 1}),
    Route("reference:place_find", platform(), place),
    Route("reference:place_join", platform(), place),
    Route("reference:place_join", platform(), place, "post"),
    Route("reference:place_leave", platform(), spell),
    Route("reference:place_leave", platform(), spell, "post"),
    Route("reference:organisation", platform(), organisation),
    Route("reference:organisation_add", platform()),
    Route("reference:organisation_add", platform(), method="post"),
    Route("reference:organisation_edit", platform(), organisation),
    Route("reference:organisation_edit", platform(), organisation, "post"),
]
