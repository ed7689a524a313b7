"""Documents: each kind says who may read it; the tests register one for every member."""

from typing import Any

from gpleadership.lib.documents.making import Format
from gpleadership.lib.scopes import open_scope
from groups.documents.actions import keep
from groups.documents.enums import MAKE
from groups.jobs.models import Job
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


def making(cast: Cast) -> dict[str, Any]:
    """The address at which the core member's file is being made."""
    arguments = {"group": cast.eastmere.pk, "format": "pdf"}
    job = Job.objects.create(kind=MAKE, requested_by=cast["core_member"], arguments=arguments)
    return eastmere(cast) | {"job": job.public_id}


ROUTES = [
    Route("documents:ask", members(302), asked, "post"),
    # Whoever asked is led to the job's page; for others there is no such job.
    Route("documents:making", members(404) | {"core_member": 302, "icb_staff": 404}, making),
    Route("documents:file", members(), kept),
]
