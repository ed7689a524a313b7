"""The roster of places."""

from typing import Any

from tests.access.routes import Route, eastmere, members, system_staff, tidewater
from tests.cast import Cast


def place(cast: Cast) -> dict[str, Any]:
    return tidewater(cast) | {"place": "eastmere"}


ROUTES = [
    Route("roster:places", system_staff(), tidewater),
    Route("roster:places_csv", system_staff(), tidewater),
    Route("roster:places_xlsx", system_staff(), tidewater),
    Route("roster:views", system_staff(), tidewater),
    Route("roster:seats", system_staff(), place),
    Route("roster:coverage", system_staff(), place),
    Route("roster:coverage_csv", system_staff(), place),
    Route("roster:coverage_xlsx", system_staff(), place),
    Route("coverage:own", members(), eastmere),
    Route("coverage:own_csv", members(), eastmere),
    Route("coverage:own_xlsx", members(), eastmere),
]
