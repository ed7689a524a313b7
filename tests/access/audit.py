"""The group's logs."""

from tests.access.routes import Route, eastmere, managers, members

ROUTES = [
    Route("audit:acts", managers(), eastmere),
    Route("audit:acts_csv", managers(), eastmere),
    Route("audit:acts_xlsx", managers(), eastmere),
    Route("audit:views", members(), eastmere),
    Route("audit:views_csv", members(), eastmere),
    Route("audit:views_xlsx", members(), eastmere),
]
