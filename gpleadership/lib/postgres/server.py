"""The server of one cluster: whether it runs, starting it, stopping it."""

import contextlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from gpleadership.lib.postgres.errors import PostgresUnavailable
from gpleadership.lib.postgres.homes import Home
from gpleadership.lib.postgres.launching import PORT, start

ANSWERS_WITHIN = 5
START_WITHIN = 60.0
STOP_WITHIN = 60.0


def ensure_running(home: Home, password: str) -> None:
    """Start the server unless it answers; what a killed one left behind is cleared first."""
    if answers(home, password):
        return
    if _postmaster(home) is not None:
        _wait_while(lambda: _postmaster(home) is not None, home, password)
    if answers(home, password):
        return
    _clear_leftovers(home)
    start(home)
    _wait_while(lambda: bool(_processes(home)), home, password)
    if not answers(home, password):
        raise PostgresUnavailable(
            f"The database did not start. The end of its log {home.folders.log} says: {_end_of_log(home)}"
        )


def stop(home: Home, password: str) -> None:
    """Stop the server in an orderly way, ending whatever sessions are left."""
    pid = _recorded_pid(home) if answers(home, password) else None
    if pid is None:
        return
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + STOP_WITHIN
    while _recorded_pid(home) == pid and time.monotonic() < deadline:
        time.sleep(0.01)


def answers(home: Home, password: str) -> bool:
    """Whether the server takes connections: by connecting, never by what a file says."""
    return _ping(home, password) == Ping.OK


def _ping(home: Home, password: str) -> int:
    address = make_conninfo(
        host=str(home.folders.socket),
        port=PORT,
        user="postgres",
        password=password,
        dbname="postgres",
        connect_timeout=ANSWERS_WITHIN,
    )
    return PGconn.ping(address.encode())


def _wait_while(alive: Callable[[], bool], home: Home, password: str) -> None:
    """Wait until a server answers that starts, or recovers after a crash; give up when it is gone."""
    deadline = time.monotonic() + START_WITHIN
    look_again = time.monotonic() + 0.5
    while not answers(home, password):
        if time.monotonic() > look_again:
            if not alive():
                return
            look_again = time.monotonic() + 0.5
        if time.monotonic() > deadline:
            raise PostgresUnavailable(
                f"The database has not answered for {START_WITHIN:.0f} seconds. "
                f"Look at {home.folders.log}; if it still recovers, wait and try again."
            )
        time.sleep(0.01)


def _clear_leftovers(home: Home) -> None:
    """Clear what a killed postmaster left: sessions that outlive it, and its notes of being alive.

    A note would stop the next start if its process id had meanwhile gone to another program.
    """
    note = home.folders.data / "postmaster.pid"
    if note.exists():
        from gpleadership.lib.postgres import processes  # slow to import, rarely needed

        processes.end(_processes(home))
        (home.folders.socket / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)
        note.unlink()


def _postmaster(home: Home) -> int | None:
    """The living postmaster, if there is one: the process of this server that the note names."""
    pid = _recorded_pid(home)
    return pid if pid is not None and pid in _processes(home) else None


def _processes(home: Home) -> list[int]:
    from gpleadership.lib.postgres import processes  # slow to import, rarely needed

    return processes.of_server(home.folders, home.user.uid if home.user else os.geteuid())


def _recorded_pid(home: Home) -> int | None:
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int((home.folders.data / "postmaster.pid").read_text(encoding="utf-8").split("\n")[0])
    return None


def _end_of_log(home: Home) -> str:
    lines = Path(home.folders.log).read_text(encoding="utf-8", errors="replace").splitlines()
    return " / ".join(lines[-3:])
