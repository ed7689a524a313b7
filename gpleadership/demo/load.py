"""Loading the demo: fictional ODS files through the real importer, then places, groups and their people."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.db import connections

from gpleadership.demo import communities, ods, trust, who_we_are
from gpleadership.demo.accounts import ACCOUNTS
from gpleadership.demo.plan import Scale
from gpleadership.lib.scopes import system_scope

SEED = 20_220_701
Say = Callable[[str], None]


def load(scale: str, *, say: Say, today: date | None = None) -> None:
    """Fill an empty, migrated database with the demo of one scale."""
    today = today or date.today()  # noqa: DTZ011 -- a day of the demo's own calendar
    plan = ods.plan(Scale(scale))
    say(f"Loading the demo: {len(plan.places)} places, {len(plan.practices):,} practices …")
    import_reference(scale, today)
    with system_scope("the demo's places, groups and people"):
        communities.build(plan, today, Random(SEED))
    if plan.scale != Scale.ENGLAND:
        trust.build({account.email for account in ACCOUNTS})
        who_we_are.build()
    connections["default"].close()


def import_reference(scale: str, today: date) -> None:
    """Write the ODS files of a scale and bring them in through the real importer."""
    with TemporaryDirectory() as folder:
        files = ods.write(Path(folder), scale, today)
        call_command(
            "import_ods", *map(str, files), apply=True, minimum_rows=1, accept_proposed_dates=True, verbosity=0
        )


def empty_database() -> None:
    """Take the demo's database away and make an empty one, ready to be migrated."""
    connections.close_all()
    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP OWNED BY gpl_keeper CASCADE")
        cursor.execute("DROP SCHEMA IF EXISTS public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connections.close_all()
