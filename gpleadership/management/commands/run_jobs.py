"""Do the jobs that are due, without Celery: for the demo's start, for tests and for a look at what is wrong."""

from time import monotonic, sleep
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from groups.jobs.queue import waiting
from groups.jobs.worker import drain


class Command(BaseCommand):
    """Do all jobs that are due, and stop."""

    help = "Do all jobs that are due, and stop. Safe beside running workers."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--wait` for what others are still doing."""
        parser.add_argument(
            "--wait", type=float, default=0, metavar="SECONDS", help="wait this long for jobs that others are doing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many were done."""
        until = monotonic() + options["wait"]
        done = drain()
        while monotonic() < until and waiting():
            sleep(0.2)
            done += drain()
        self.stdout.write("1 job done." if done == 1 else f"{done} jobs done.")
        if options["wait"] and (left := waiting()):
            raise CommandError(f"{left} still to do.")
