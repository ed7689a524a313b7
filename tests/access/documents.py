"""Documents: each kind says who may read it; the tests register one for every member."""

from typing import Any

from gpleadership.lib.documents.making import Format
from gpleadership.lib.scopes import open_scope
from groups.documents.actions import keep
from tests.access.routes import Route, eastmere, members
from tests.cast import Cast
from tests.documents.samples import for_members, sample


def asked(cast: Cast) -> dict[str, Any]:
    """The address that asks for Eastmere's sample as a PDF."""
    for_members()
    return eastmere(cast) | {"kind": "sample", "subject": "4", "wanted": "pdf"}


def kept(cast: Cast) -> dict[str, Any]:
    """The address of a file of Eastmere's sample."""
    for_members()
    group = cast.eastmere
    with open_scope(read=[group.pk], write=[group.pk]):
        file = keep(group, "sample", "4", Format.PDF, sample(), b"%PDF-1.7")
    return eastmere(cast) | {"document": file.pk, "name": "eastmere-terms", "wanted": "pdf"}


ROUTES = [
    Route("documents:ask", members(302), asked, "post"),
    Route("documents:file", members(), kept),
]
