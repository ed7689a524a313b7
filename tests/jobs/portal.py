"""Real processes for the kill tests: Celery workers on the tests' database, a Redis server, and their ends."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from django.conf import settings
from psycopg.conninfo import make_conninfo

ROOT = Path(__file__).resolve().parents[2]


def address(alias: str) -> str:
    """The tests' database as another process is told of it."""
    parts = settings.DATABASES[alias]
    return make_conninfo(
        dbname=parts["NAME"],
        user=parts["USER"],
        password=parts["PASSWORD"],
        host=str(parts["HOST"]),
        port=parts["PORT"] or None,
    )


def until(what: Callable[[], bool], seconds: float, why: str) -> None:
    """Wait for something to become so."""
    end = monotonic() + seconds
    while not what():
        assert monotonic() < end, f"not within {seconds} seconds: {why}"
        sleep(0.05)


@dataclass
class Processes:
    """What a test starts, each in a session of its own, and takes down again."""

    folder: Path
    redis_port: int | None = None
    beat_seconds: int = 1
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """Of the portal's processes."""
        own = {
            "DATABASE_URL": address("default"),
            "DATABASE_OWNER_URL": address("owner"),
            "SECRET_KEY": "of the kill tests",
            "DJANGO_SETTINGS_MODULE": "gpleadership.settings",
            "GPL_VAR": str(self.folder),
            "RUNS_FILE": str(self.folder / "runs"),
            "JOBS_STALE_SECONDS": "2",
            "BEAT_SECONDS": str(self.beat_seconds),
            "PYTHONPATH": str(ROOT),
        }
        redis = {"REDIS_URL": f"redis://127.0.0.1:{self.redis_port}/0"} if self.redis_port else {}
        return {key: value for key, value in os.environ.items() if key != "REDIS_URL"} | own | redis

    def start(self, name: str, *command: str, **options: Any) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True, **options
            )

    def start_worker(self) -> None:
        flags = ("-B", "--include", "tests.jobs.effects", "--without-gossip", "--without-mingle", "--without-heartbeat")
        self.start("worker", sys.executable, "-m", "celery", "-A", "gpleadership", "worker", *flags)

    def start_redis(self) -> None:
        server = shutil.which("redis-server")
        if server is None:
            pytest.skip("NOT RUN: no redis-server on this machine")
        if self.redis_port is None:
            self.redis_port = free_port()
        options = f"--bind 127.0.0.1 --port {self.redis_port} --save --appendonly no --dir {self.folder}".split()
        options[options.index("--save") + 1 : options.index("--save") + 1] = [""]
        self.start("redis", server, *options)
        until(self._redis_answers, 10, "redis answers")

    def _redis_answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.redis_port or 0)) == 0

    def ask(self, first: int, count: int) -> None:
        """Ask for jobs as a web server would: in another process, with the broker of this test."""
        subprocess.run(
            [sys.executable, "-m", "tests.jobs.asking", str(first), str(count)],
            env=self.environment,
            cwd=ROOT,
            check=True,
            capture_output=True,
        )

    def kill(self, name: str) -> None:
        """As kill -9 does, with all it has forked."""
        process = self.running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)

    def says(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text()

    def runs(self) -> list[int]:
        """The number of each job, once for each time it was run."""
        return [int(line) for line in (self.folder / "runs").read_text().split()]

    def end(self) -> None:
        for name in list(self.running):
            self.kill(name)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
