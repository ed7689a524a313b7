"""The embedded cluster as the rest of the portal sees it."""

import shutil
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from gpleadership.lib.postgres import making, roles, server, users
from gpleadership.lib.postgres.errors import PostgresUnavailable
from gpleadership.lib.postgres.folders import Folders
from gpleadership.lib.postgres.homes import Home, home_of
from gpleadership.lib.postgres.launching import PORT
from gpleadership.lib.postgres.locks import alone
from gpleadership.lib.postgres.passwords import Passwords


@dataclass(frozen=True)
class Cluster:
    """A running server that this process uses until it ends."""

    home: Home = field(repr=False)
    passwords: Passwords = field(repr=False)

    def url(self, role: Literal["owner", "app"], database: str = roles.DATABASE) -> str:
        """The address for a role, as psycopg takes it (read it with ``psycopg.conninfo``).

        The host is the folder of a socket, URL-encoded; Python's ``urlsplit`` would lower its case.
        """
        if role == "owner":
            return self._url(roles.OWNER, self.passwords.owner, database)
        return self._url(roles.APP, self.passwords.app, database)

    def superuser_url(self, database: str = roles.DATABASE) -> str:
        """For backups, which must see every row; the portal itself never uses it."""
        return self._url("postgres", self.passwords.superuser, database)

    def binary(self, name: str) -> Path:
        """The path of one of PostgreSQL's programs: pg_dump, pg_restore, psql."""
        return self.home.binaries.program(name)

    def is_up(self) -> bool:
        """Whether the server answers now."""
        return server.answers(self.home, self.passwords.superuser)

    def leave(self) -> None:
        """Stop using the server before this process ends; the last user stops it."""
        users.leave(self.home.folders)

    def delete(self) -> None:
        """Stop the server and delete its data. Refused while another process uses it."""
        folders = self.home.folders
        with alone(folders.gate):
            if users.used_by_others(folders):
                raise PostgresUnavailable("Another process is using the database. Stop it and try again.")
            server.stop(self.home, self.passwords.superuser)
            _delete_files(folders)
        self.leave()

    def _url(self, user: str, password: str, database: str) -> str:
        host = quote(str(self.home.folders.socket), safe="")
        return f"postgresql://{user}:{quote(password, safe='')}@{host}:{PORT}/{quote(database, safe='')}"


def embedded(var: Path) -> Cluster:
    """Make and start the database of a checkout if need be, and use it until this process ends."""
    home = home_of(var)
    with alone(home.folders.gate):
        known = making.ensure_made(home)
        users.join(home.folders, partial(server.stop, home, known.superuser))
        server.ensure_running(home, known.superuser)
        making.ensure_roles(home, known)
    return Cluster(home, known)


def _delete_files(folders: Folders) -> None:
    """All but the two locks, on which others may be waiting."""
    shutil.rmtree(folders.data)
    shutil.rmtree(folders.socket, ignore_errors=True)
    for file in (folders.passwords, folders.roles_made, folders.log):
        file.unlink(missing_ok=True)
