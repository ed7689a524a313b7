"""Starting the demo's processes, watching them, stopping them in order."""

import hashlib
import json
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent.parent
READY_WITHIN: Final = 60.0
"""Seconds that the web server may take to answer."""
STOP_WITHIN: Final = 10.0
"""Seconds that a process may take to stop before it is killed."""
DEFAULT_SCALE: Final = "system"


class DemoError(Exception):
    """The demo cannot start or go on; the sentence says what to do."""


class _Stop(Exception):  # noqa: N818
    """Somebody asked the demo to stop."""


def port_is_free(port: int) -> bool:
    """Whether nobody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def run(folder: Path, port: int, scale: str | None, *, reset: bool, ready: Callable[[int, float], None]) -> int:
    """Prepare, start, wait until somebody stops it. Returns the exit status."""
    began = time.monotonic()
    folder.mkdir(parents=True, exist_ok=True)
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _stop)
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        _prepare(folder, scale, reset=reset)
        if not port_is_free(port):
            raise DemoError(f"Port {port} was taken meanwhile. Choose another: script/demo --port {port + 1}")
        children["web"] = _start("web", folder, port)
        _wait_for(port, children, folder)
        for service in ("worker", "beat"):  # after the web server, which somebody waits for
            children[service] = _start(service, folder, port)
        ready(port, time.monotonic() - began)
        _watch(children, folder)
    except _Stop:
        print("\nStopping.", flush=True)
    finally:
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)
        _end(children)
    return 0


def _stop(number: int, frame: FrameType | None) -> None:
    raise _Stop


# ---- Before the processes ----


def _prepare(folder: Path, scale: str | None, *, reset: bool) -> None:
    """Bring the database and the static files up to date; load the demo where there is none.

    A start that finds everything as the last one left it needs no Django of its own, and saves two seconds.
    """
    kept = folder / "loaded.json"
    last: dict[str, str] = {} if reset or not kept.exists() else json.loads(kept.read_text())
    loaded = last.get("scale", "")
    if loaded and scale and loaded != scale:
        raise DemoError(f"The demo holds “{loaded}”. To load “{scale}” instead: script/demo --reset --scale {scale}")
    wanted = loaded or scale or DEFAULT_SCALE
    now = {"scale": wanted, "code": _fingerprint()}
    if last != now:
        if not loaded:
            kept.unlink(missing_ok=True)  # a load that is broken off begins anew
        _bring_up_to_date(folder, wanted, anew=not loaded)
        kept.write_text(json.dumps(now))


def _fingerprint() -> str:
    """What the database's tables and the static files follow from."""
    migrations = sorted(ROOT.glob("*/migrations/*.py"))
    static = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    words = b"".join(str(path.relative_to(ROOT)).encode() + path.read_bytes() for path in (*migrations, *static))
    return hashlib.sha256(words + (ROOT / "requirements/base.txt").read_bytes()).hexdigest()


def _bring_up_to_date(folder: Path, scale: str, *, anew: bool) -> None:
    import django  # slow, and only after the environment is set

    django.setup()
    from django.core.management import call_command

    from gpleadership.demo import load

    if anew:
        shutil.rmtree(folder / "demo-mail", ignore_errors=True)
        load.empty_database()
    if _unapplied():
        call_command("migrate", verbosity=0)
    if anew:
        load.load(scale, say=lambda words: print(words, flush=True))
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    _close_connections()


def _unapplied() -> bool:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()
    connections["default"].close_pool()  # type: ignore[attr-defined]


# ---- The processes ----


_GUNICORN: Final = ("gunicorn", "gpleadership.wsgi", "--config", "python:gpleadership.gunicorn")


def _start(name: str, folder: Path, port: int) -> subprocess.Popen[bytes]:
    logs = folder / "logs"
    logs.mkdir(exist_ok=True)
    celery = ["celery", "-A", "gpleadership", name, "--loglevel", "WARNING"]
    words = {
        "web": [
            *"gunicorn gpleadership.wsgi --config python:gpleadership.gunicorn --bind".split(),
            f"127.0.0.1:{port}",
        ],
        "worker": [*celery, "--concurrency", "1"],
        "beat": [*celery, "--schedule", str(folder / "beat"), "--pidfile="],
    }
    return _spawn(words[name], logs / f"{name}.log")


def _spawn(words: list[str], log: Path) -> subprocess.Popen[bytes]:
    """A child in a session of its own, so that Ctrl-C reaches us alone and we stop things in order."""
    with log.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-m", *words], stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
        )


def _wait_for(port: int, children: dict[str, subprocess.Popen[bytes]], folder: Path) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        _check(children, folder)
        with (
            suppress(urllib.error.URLError, OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer,
        ):
            if answer.status == 200:
                return
        time.sleep(0.05)
    raise DemoError(f"The portal did not answer within {READY_WITHIN:.0f} seconds. See {folder / 'logs' / 'web.log'}.")


def _watch(children: dict[str, subprocess.Popen[bytes]], folder: Path) -> None:
    while True:
        _check(children, folder)
        time.sleep(0.5)


def _check(children: dict[str, subprocess.Popen[bytes]], folder: Path) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise DemoError(f"The {name} process has stopped by itself. See {folder / 'logs' / name}.log.")


def _end(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for child in reversed(children.values()):
        with suppress(ProcessLookupError):
            child.terminate()
    until = time.monotonic() + STOP_WITHIN
    for child in children.values():
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
