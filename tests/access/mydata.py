"""One's own data: everybody their own, and nobody another's."""

from typing import Any

from groups.models import DataExport
from tests.access.routes import Route, eastmere, members, platform, signed_in
from tests.cast import Cast


def copy(cast: Cast) -> dict[str, Any]:
    """The address of the secretariat's copy."""
    return {"export": DataExport.objects.create(person=cast["secretariat"]).public_id}


ROUTES = [
    Route("mydata:overview", signed_in()),
    Route("mydata:export", signed_in(302), method="post"),
    # Others' copies are not found; one's own asks first whether it is still the same person.
    Route("mydata:download", signed_in(404) | {"secretariat": 302}, copy),
    Route("mydata:erase", signed_in()),
    Route(
        "mydata:erase", signed_in(), method="post", data=lambda cast: {"email": "somebody@example.org"}
    ),  # not theirs
    Route("mydata:take_back", signed_in(302)),  # nothing waits
    Route("mydata:take_back", signed_in(302), method="post"),
    Route("leaving:leave", members(), eastmere),
    Route("leaving:leave", members(302) | {"chair": 200}, eastmere, "post"),
    Route("erased:list", platform()),
]
