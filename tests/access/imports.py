"""Imports of reference data: platform staff alone."""

from typing import Any

from groups.imports.models import ImportBatch, ImportFile
from tests.access.routes import Route, platform
from tests.cast import Cast


def _in(state: str, cast: Cast) -> dict[str, Any]:
    batch = ImportBatch.objects.create(state=state, requested_by=cast["platform_staff"])
    ImportFile.objects.create(batch=batch, position=0, kind="practices", name="epraccur.csv", sha256="0" * 64)
    return {"batch": batch.public_id}


def failed(cast: Cast) -> dict[str, Any]:
    return _in("failed", cast)


def dates(cast: Cast) -> dict[str, Any]:
    return _in("dates", cast)


def staged(cast: Cast) -> dict[str, Any]:
    return _in("staged", cast)


ROUTES = [
    Route("imports:imports", platform()),
    Route("imports:add", platform()),
    Route("imports:add", platform(), method="post"),
    Route("imports:import", platform(), failed),
    Route("imports:dates", platform(), dates),
    Route("imports:dates", platform(), dates, "post"),
    Route("imports:apply", platform(302), staged, "post"),
    Route("imports:discard", platform(), staged),
    Route("imports:discard", platform(302), staged, "post"),
    Route("imports:changes_csv", platform(), staged),
    Route("imports:changes_xlsx", platform(), staged),
]
