"""Django's migrate, as the database's owner: the app's own role may not change tables."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate


class Command(migrate.Command):
    """As Django's, on the connection `owner` unless told otherwise."""

    def add_arguments(self, parser: CommandParser) -> None:
        """The owner's connection is the default."""
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate."""
        super().handle(*args, **options)
