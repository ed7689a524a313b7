"""Launching a server: the folder of its socket, its log, and its settings."""

import os
import shlex
import stat

from gpleadership.lib.postgres.errors import PostgresUnavailable
from gpleadership.lib.postgres.homes import Home
from gpleadership.lib.postgres.programs import run

PORT = 5432
"""Names the socket; nothing listens on the network."""

LARGEST_LOG = 10_000_000


def start(home: Home) -> None:
    """Launch it, and do not wait until it answers."""
    _prepare_socket_folder(home)
    _prepare_log(home)
    folders, options = home.folders, " ".join(_options(home))
    run(home, "pg_ctl", ["start", "-W", "-D", str(folders.data), "-l", str(folders.log), "-o", options])


def _options(home: Home) -> list[str]:
    """The settings, given at every start so that a newer version of the portal can change them."""
    settings = {
        "cluster_name": home.folders.server_name,
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": f'"{home.folders.socket}"',
        "shared_buffers": "128MB",
        "max_connections": "100",
        # No personal data in the log: neither statements nor the values that broke a constraint.
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
    }
    if os.environ.get("GPL_POSTGRES_FSYNC") == "off":
        settings |= {"fsync": "off", "full_page_writes": "off"}
    return [f"-c {name}={shlex.quote(value)}" for name, value in settings.items()]


def _prepare_socket_folder(home: Home) -> None:
    folder = home.folders.socket
    folder.mkdir(mode=0o700, exist_ok=True)
    if home.user:
        home.user.give(folder)
    found = folder.lstat()
    owner = home.user.uid if home.user else os.geteuid()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
        raise PostgresUnavailable(f"{folder} is not a private folder of the database's user. Remove it.")


def _prepare_log(home: Home) -> None:
    log = home.folders.log
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
    if not log.exists():
        log.touch(mode=0o600)
        if home.user:
            home.user.give(log)
