"""`manage.py check_access`: whether the database grants what the matrix in code says, and nothing else."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from groups.tenancy.check import differences
from groups.tenancy.models import LeadershipGroup


class Command(BaseCommand):
    """Say each difference; exit 1 if there is one."""

    help = "Compare the granted capabilities with the matrix in code, for every group. Exits 1 at any difference."

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare."""
        found = list(differences())
        for difference in found:
            self.stdout.write(difference)
        if found:
            raise CommandError(f"Access is not as the matrix says: {len(found)} differences.")
        self.stdout.write(f"Access is as the matrix says, in {LeadershipGroup.objects.count()} groups.")
