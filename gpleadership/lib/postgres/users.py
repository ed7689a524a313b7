"""Who uses the server: counted by shared file locks, which the kernel gives back when a process dies.

Each process that uses a cluster holds its own shared lock. At its end it tries to turn that into an
exclusive one: whoever can was the last, and stops the server. A process that was killed counts no
more, so the next one to leave clears up after it.
"""

import atexit
import fcntl
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from gpleadership.lib.postgres.errors import PostgresUnavailable
from gpleadership.lib.postgres.folders import Folders
from gpleadership.lib.postgres.locks import alone, open_lock, try_lock

logger = logging.getLogger(__name__)


@dataclass
class _Use:
    descriptor: int
    stop: Callable[[], None]


_uses: dict[Folders, _Use] = {}


def join(folders: Folders, stop: Callable[[], None]) -> None:
    """Count this process as a user. The caller stands in the gate, so nobody is leaving just now."""
    if folders in _uses:
        return
    _watch_this_process()
    descriptor = open_lock(folders.users)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    _uses[folders] = _Use(descriptor, stop)


def leave(folders: Folders) -> None:
    """Stop being a user; the last one stops the server."""
    use = _uses.pop(folders, None)
    if use is None:
        return
    try:
        with alone(folders.gate):
            if try_lock(use.descriptor, fcntl.LOCK_EX):
                use.stop()
    except (OSError, PostgresUnavailable) as error:
        logger.warning("The embedded database could not be stopped: %s", error)
    finally:
        os.close(use.descriptor)


def used_by_others(folders: Folders) -> bool:
    """Whether another process uses the server. The caller stands in the gate."""
    use = _uses[folders]
    if not try_lock(use.descriptor, fcntl.LOCK_EX):
        fcntl.flock(use.descriptor, fcntl.LOCK_SH)
        return True
    fcntl.flock(use.descriptor, fcntl.LOCK_SH)
    return False


@cache
def _watch_this_process() -> None:
    atexit.register(_leave_all)
    os.register_at_fork(after_in_child=_join_for_the_child)


def _leave_all() -> None:
    for folders in list(_uses):
        leave(folders)


def _join_for_the_child() -> None:
    """Make a forked child a user of its own.

    It inherits its parent's lock, which is one lock with two holders: kept, it would outlive the
    parent and hide that the child was the last; given back, it would take the parent's away. So the
    child takes its own first and then only closes the inherited one.
    """
    for folders, use in list(_uses.items()):
        try:
            descriptor = open_lock(folders.users)
            try_lock(descriptor, fcntl.LOCK_SH)
        except OSError:
            del _uses[folders]
        else:
            _uses[folders] = _Use(descriptor, use.stop)
        os.close(use.descriptor)
