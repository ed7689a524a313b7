"""The processes of one server, found by the names that it gives them.

Looking at their working folder would be surer, but root in a container may not.
"""

import contextlib
import signal
import time

import psutil  # type: ignore[import-untyped, unused-ignore]

from gpleadership.lib.postgres.folders import Folders


def of_server(folders: Folders, uid: int) -> list[int]:
    """The ids of all processes of a cluster's server: the postmaster and what it left behind."""
    found = []
    for process in psutil.process_iter(["pid", "uids", "cmdline"]):
        uids, command = process.info["uids"], " ".join(process.info["cmdline"] or ())
        if uids and uids.real == uid and _is_of_server(command, folders):
            found.append(process.info["pid"])
    return found


def end(pids: list[int], *, within: float = 5.0) -> None:
    """End processes that lost their postmaster: at once as PostgreSQL means it, then by force."""
    processes = []
    for pid in pids:
        with contextlib.suppress(psutil.NoSuchProcess):
            processes.append(psutil.Process(pid))
    for number in (signal.SIGQUIT, signal.SIGKILL):
        for process in processes:
            _send(process, number)
        _wait_for_the_end(processes, within)


def _is_of_server(command: str, folders: Folders) -> bool:
    """By the title that a server process has, or by the folder it (or the shell that becomes it) was given."""
    given = (f" -D {folders.data} ", f' -D "{folders.data}" ')
    return command.startswith(f"postgres: {folders.server_name}: ") or any(words in command for words in given)


def _wait_for_the_end(processes: list[psutil.Process], within: float) -> None:
    deadline = time.monotonic() + within
    while any(_alive(process) for process in processes) and time.monotonic() < deadline:
        time.sleep(0.01)


def _alive(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    return False


def _send(process: psutil.Process, number: signal.Signals) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        process.send_signal(number)
