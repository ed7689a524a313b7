"""File locks that die with their process, also when it is killed."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gpleadership.lib.postgres.errors import PostgresUnavailable

PATIENCE = 120.0
"""Seconds to wait for another process that starts or stops the server."""


def open_lock(path: Path) -> int:
    """Open a lock file; the descriptor is not passed on to programs that this process runs."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def try_lock(descriptor: int, operation: int) -> bool:
    """Take a lock without waiting; say whether it was got."""
    try:
        fcntl.flock(descriptor, operation | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let one process at a time pass.

    The lock is given back by name and not only by closing: a child forked meanwhile holds a copy of
    the descriptor, which would keep it.
    """
    descriptor = open_lock(path)
    try:
        _wait_for(descriptor, path)
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        os.close(descriptor)


def _wait_for(descriptor: int, path: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not try_lock(descriptor, fcntl.LOCK_EX):
        if time.monotonic() > deadline:
            raise PostgresUnavailable(
                f"Another process has been starting or stopping the database for {PATIENCE:.0f} seconds. "
                f"Look at server.log in {path.parent}, and stop that process."
            )
        time.sleep(0.01)
