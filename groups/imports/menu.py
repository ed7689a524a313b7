"""The platform's menu line of imports, and what waits there."""

from collections.abc import Iterable

from gpleadership.lib.dates import days_ago
from gpleadership.lib.menus import Entry
from gpleadership.lib.menus import register as register_line
from gpleadership.lib.parts import Duty
from groups.imports import queries
from groups.imports.enums import State
from groups.reference.waiting import register_waiting


def register() -> None:
    """Name the line and the provider, once, when Django starts."""
    register_line("platform", Entry("Imports", "imports:imports", 40))
    register_waiting("imports", waiting)


def waiting() -> Iterable[Duty]:
    """Imports that wait for their dates or for approval."""
    from django.urls import reverse

    for batch in queries.undecided():
        what = "Give files their dates" if batch.state == State.DATES else "Approve changes to reference data"
        href = reverse("imports:import", args=[batch.public_id])
        yield Duty(what, href, f"Brought in {days_ago(batch.created_at)}")
