"""Making a cluster: the data folder, then the roles and the database in it."""

import os
import shutil
import sys

import psycopg
from psycopg.conninfo import make_conninfo

from gpleadership.lib.postgres import passwords, roles
from gpleadership.lib.postgres.errors import PostgresUnavailable
from gpleadership.lib.postgres.homes import Home
from gpleadership.lib.postgres.launching import PORT
from gpleadership.lib.postgres.passwords import Passwords
from gpleadership.lib.postgres.programs import run

Connection = psycopg.Connection[tuple[object, ...]]

HBA = """\
# Everybody signs in with a password.
local  all  all                scram-sha-256
host   all  all  127.0.0.1/32  scram-sha-256
host   all  all  ::1/128       scram-sha-256
"""


def ensure_made(home: Home) -> Passwords:
    """Make the data folder unless there is one; refuse one that another major version made."""
    if not home.folders.data.exists():
        made = passwords.make(home.folders.passwords)
        _make_data(home, made)
        return made
    _refuse_other_version(home)
    return passwords.read(home.folders.passwords)


def ensure_roles(home: Home, known: Passwords) -> None:
    """Make roles and database, unless that was done. Interrupted, it is done again."""
    if home.folders.roles_made.exists():
        return
    with _superuser(home, known, "postgres") as connection:
        for statement in roles.cluster_sql(
            owner_password=_verifier(connection, roles.OWNER, known.owner),
            app_password=_verifier(connection, roles.APP, known.app),
        ):
            connection.execute(statement.encode())
        exists = "SELECT FROM pg_database WHERE datname = %s"
        if connection.execute(exists, [roles.DATABASE]).fetchone() is None:
            connection.execute(roles.create_database_sql(roles.DATABASE).encode())
    with _superuser(home, known, roles.DATABASE) as connection:
        for statement in roles.database_sql(roles.DATABASE):
            connection.execute(statement.encode())
    home.folders.roles_made.touch(mode=0o600)


def _make_data(home: Home, made: Passwords) -> None:
    folders = home.folders
    shutil.rmtree(folders.unfinished, ignore_errors=True)
    folders.unfinished.mkdir(mode=0o700)
    note = folders.home / "superuser.password"
    note.touch(mode=0o600)
    note.write_text(made.superuser, encoding="utf-8")
    if home.user:
        home.user.give(folders.unfinished)
        home.user.give(note)
    try:
        run(home, "initdb", ["-D", str(folders.unfinished), f"--pwfile={note}", *_initdb_options()])
    finally:
        note.unlink()
    (folders.unfinished / "pg_hba.conf").write_text(HBA, encoding="utf-8")
    folders.roles_made.unlink(missing_ok=True)
    folders.unfinished.rename(folders.data)


def _initdb_options() -> list[str]:
    """Text sorts the same on every machine; only the names of months and the like come from its own."""
    sync = ["--no-sync"] if os.environ.get("GPL_POSTGRES_FSYNC") == "off" else []
    return [
        "--username=postgres",
        "--auth-local=scram-sha-256",
        "--auth-host=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        f"--locale={'en_US.UTF-8' if sys.platform == 'darwin' else 'C.UTF-8'}",
        "--data-checksums",
        "--set=timezone=UTC",
        "--set=log_timezone=UTC",
        *sync,
    ]


def _refuse_other_version(home: Home) -> None:
    found = (home.folders.data / "PG_VERSION").read_text(encoding="utf-8").strip()
    ours = home.binaries.major
    if found != ours:
        raise PostgresUnavailable(
            f"The database in {home.folders.data} was made by PostgreSQL {found}, and this version of "
            f"the portal brings PostgreSQL {ours}, which cannot read it. Go back to the version of the "
            f"portal that you had and run script/backup FILE there; then come back to this version, "
            f"move {home.folders.home} away and run script/restore FILE."
        )


def _superuser(home: Home, known: Passwords, database: str) -> Connection:
    address = make_conninfo(
        host=str(home.folders.socket),
        port=PORT,
        user="postgres",
        password=known.superuser,
        dbname=database,
    )
    return psycopg.connect(address, autocommit=True)


def _verifier(connection: Connection, role: str, password: str) -> str:
    """What the server keeps of a password, worked out here so that the password never gets into a log."""
    made = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    return made.decode()
