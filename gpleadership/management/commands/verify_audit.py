"""`manage.py verify_audit`: whether every chain of the log is whole, the platform's own included."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gpleadership.lib.scopes import system_scope
from groups.log.models import PLATFORM, LogEntry, LogHead
from groups.log.verify import Fault, verify
from groups.tenancy.models import LeadershipGroup


class Command(BaseCommand):
    """Say each fault with its place; exit 1 if there is one."""

    help = "Recompute every chain of the log from its words. Exits 1, with the place of each fault, if one is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify."""
        with system_scope("the log's chains are verified"):
            names = dict(LeadershipGroup.objects.values_list("pk", "slug"))
            chains = {PLATFORM, *names, *_chains()}
            faults = [fault for chain in sorted(chains) for fault in verify(chain)]
            entries = LogEntry.objects.count()
        for fault in faults:
            self.stdout.write(_words(fault, names))
        if faults:
            raise CommandError(f"The log is not whole: {len(faults)} faults.")
        self.stdout.write(f"The log is whole: {entries} entries in {len(chains)} chains.")


def _chains() -> Iterator[int]:
    """Chains that have entries or a head, their group there or not."""
    yield from LogEntry.objects.order_by().values_list("group_id", flat=True).distinct()
    yield from LogHead.objects.values_list("group_id", flat=True)


def _words(fault: Fault, names: dict[int, str]) -> str:
    chain = "platform" if fault.group_id == PLATFORM else names.get(fault.group_id, f"group {fault.group_id}")
    return f"{chain}, entry {fault.seq}: {fault.why}"
