"""The database's half of a backup: out with pg_dump, and back in within one transaction."""

import contextlib
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from gpleadership.lib.postgres import roles
from gpleadership.lib.postgres.errors import PostgresUnavailable
from gpleadership.lib.postgres.installation import Installation

EMPTY_SCHEMA = [
    "DROP SCHEMA public CASCADE",
    "CREATE SCHEMA public AUTHORIZATION pg_database_owner",
]


def save(installation: Installation, file: Path) -> None:
    """Dump the database into a file."""
    command = installation.command("pg_dump", "--format=custom", f"--file={file}")
    result = subprocess.run(  # noqa: S603 (our own program and words)
        command, check=False, env=installation.environment(), capture_output=True, text=True
    )
    if result.returncode:
        raise PostgresUnavailable(f"The database could not be saved. pg_dump says: {result.stderr.strip()}")


def restore(installation: Installation, file: Path, *, extensions: dict[str, str], replace: bool) -> None:
    """Bring a dump back: all of it, or nothing.

    psql gets one transaction, whose COMMIT is sent only after pg_restore has ended well. If anything
    fails before, psql goes without it and the database stays as it was.
    """
    with TemporaryFile() as errors, _psql(installation, errors) as psql:
        assert psql.stdin is not None  # noqa: S101 (it is a pipe)
        with contextlib.suppress(BrokenPipeError), psql.stdin as to_database:
            _send(to_database, ["BEGIN", *_before(installation, extensions, replace=replace)])
            _send_dump(installation, file, to_database, errors)
            _send(to_database, ["COMMIT"])
        if psql.wait():
            errors.seek(0)
            reason = errors.read().decode(errors="replace").strip()
            raise PostgresUnavailable(f"Nothing was restored, the database is as it was. psql says: {reason}")


def _psql(installation: Installation, errors: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 (our own program and words)
        installation.command("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"),
        env=installation.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=errors,
    )


def _before(installation: Installation, extensions: dict[str, str], *, replace: bool) -> list[str]:
    """What a dump leaves to the place it goes to: an empty schema, and extensions owned as they were."""
    database = installation.connect()
    with database:
        name = database.info.dbname
    made = [
        statement
        for extension, owner in extensions.items()
        if owner == roles.OWNER
        for statement in (
            f"SET LOCAL ROLE {roles.OWNER}",
            f"CREATE EXTENSION IF NOT EXISTS {roles.identifier(extension)} WITH SCHEMA public",
            "RESET ROLE",
        )
    ]
    return [*(EMPTY_SCHEMA if replace else []), *roles.database_sql(name), *made]


def _send(to_database: IO[bytes], statements: list[str]) -> None:
    for statement in statements:
        to_database.write(f"{statement};\n".encode())
    to_database.flush()


def _send_dump(installation: Installation, file: Path, to_database: IO[bytes], errors: IO[bytes]) -> None:
    """Pass the dump's statements on; when it turns out unreadable, raise before anything is committed."""
    command = [str(installation.programs / "pg_restore"), "--file=-", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors) as dump:  # noqa: S603
        assert dump.stdout is not None  # noqa: S101 (it is a pipe)
        shutil.copyfileobj(dump.stdout, to_database)
    if dump.returncode:
        raise PostgresUnavailable("Nothing was restored: pg_restore cannot read the dump in the backup.")
