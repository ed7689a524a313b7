"""What a backup is made of and goes back into: a database, reached by someone who sees every row, and uploads."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from gpleadership.lib.postgres import roles
from gpleadership.lib.postgres.binaries import from_wheel
from gpleadership.lib.postgres.cluster import embedded
from gpleadership.lib.postgres.errors import PostgresUnavailable

Connection = psycopg.Connection[tuple[object, ...]]

ROOT = Path(__file__).parents[3]
SEES_ALL = "SELECT rolsuper, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"


@dataclass(frozen=True)
class Installation:
    """A database and the folder of its uploads."""

    address: str = field(repr=False)
    uploads: Path
    programs: Path
    """The folder of pg_dump, pg_restore and psql, all of one version."""

    def command(self, program: str, *arguments: str) -> list[str]:
        """A program pointed at the database; its password goes by the environment, which no list shows."""
        shown = {name: value for name, value in conninfo_to_dict(self.address).items() if name != "password"}
        return [str(self.programs / program), f"--dbname={make_conninfo('', **shown)}", *arguments]

    def environment(self) -> dict[str, str]:
        """For a program that ``command`` names."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return kept | {"PGPASSWORD": str(conninfo_to_dict(self.address).get("password") or "")}

    def connect(self) -> Connection:
        """A session that sees every row."""
        return psycopg.connect(self.address, autocommit=True)


def from_environment() -> Installation:
    """The installation that the portal's own settings mean."""
    var = Path(os.environ.get("GPL_VAR", str(ROOT / "var")))
    uploads = Path(os.environ.get("MEDIA_ROOT", str(var / "uploads")))
    own_server = os.environ.get("DATABASE_OWNER_URL") or os.environ.get("DATABASE_URL")
    if own_server:
        return external(os.environ.get("DATABASE_SUPERUSER_URL") or own_server, uploads)
    cluster = embedded(var)
    return Installation(cluster.superuser_url(), uploads, cluster.binary("pg_dump").parent)


def external(address: str, uploads: Path) -> Installation:
    """An operator's own server, reached by somebody from whom row security hides nothing."""
    try:
        connection = psycopg.connect(address, connect_timeout=10)
    except psycopg.OperationalError as error:
        raise PostgresUnavailable(f"The database does not answer ({str(error).strip()}).") from error
    with connection:
        row = connection.execute(SEES_ALL).fetchone()
        major = connection.info.server_version // 10000
    if row is None or not row[1]:
        raise PostgresUnavailable(
            "This needs a database role that sees every row: row security hides them even from the owner, "
            "and a backup without them would be empty. Set DATABASE_SUPERUSER_URL to the address of a "
            "superuser (for a backup, a role with BYPASSRLS that may read every table will do)."
        )
    return Installation(address, uploads, _programs(major))


def refuse_without_roles(connection: Connection) -> None:
    """Restoring gives everything its owner back, so the owners must be there and we above them."""
    wanted = "SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)"
    found = connection.execute(wanted, [[roles.OWNER, roles.APP, roles.KEEPER]]).fetchone()
    if found != (3,):
        raise PostgresUnavailable(
            f"The roles {roles.OWNER}, {roles.APP} and {roles.KEEPER} are missing from this server. Make them "
            "first, with docker/roles.sql (docs/operations.md says how)."
        )
    above = connection.execute(SEES_ALL).fetchone()
    if above is None or not above[0]:
        raise PostgresUnavailable(
            "Restoring gives every table its owner back, which needs a superuser. "
            "Set DATABASE_SUPERUSER_URL to the address of one."
        )


def _programs(major: int) -> Path:
    """Programs not older than the server: the machine's own, which can encrypt, before the wheel's."""
    if (found := shutil.which("pg_dump")) and shutil.which("psql") and _major_of(found) >= major:
        return Path(found).parent
    wheel = from_wheel()
    if int(wheel.major) >= major:
        return wheel.program("pg_dump").parent
    raise PostgresUnavailable(
        f"The server is PostgreSQL {major} and there is no pg_dump of that version here. "
        f"Install one (Debian: apt-get install postgresql-client-{major}) and put it into PATH."
    )


def _major_of(program: str) -> int:
    said = subprocess.run([program, "--version"], check=True, capture_output=True, text=True)  # noqa: S603
    number = re.search(r"\d+", said.stdout)
    return int(number.group()) if number else 0
