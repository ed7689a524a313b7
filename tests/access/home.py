"""The homes, and what everybody may read."""

from tests.access.routes import PERSONAS, Route, eastmere, members

ROUTES = [
    # Whoever has one place to go is led there; platform staff to theirs; an outsider is told how to join.
    Route("home", dict.fromkeys(PERSONAS, 302) | {"outsider": 200}),
    Route("home:group", members(), eastmere),
]
