"""One gunicorn a subject: the portal's own settings, one synchronous worker, on the web server's core."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil  # type: ignore[import-untyped]

from script.benchmarks.environment import ROOT, VAR, WEB_CORE, on_core
from script.benchmarks.generator import HOST, answer_once, request_bytes

START_WITHIN: Final = 30.0


class ServerError(Exception):
    """A server did not start; its log says why."""


@dataclass(frozen=True)
class Server:
    """A running gunicorn."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def worker(self) -> psutil.Process:
        """The one process that answers."""
        [worker] = psutil.Process(self.process.pid).children()
        return worker

    def own_memory(self) -> float:
        """Megabytes that the worker alone holds (USS): what it would give back if it stopped."""
        return float(self.worker().memory_full_info().uss) / 1_000_000


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(name: str, application: str, **environment: str) -> Iterator[Server]:
    """A server that answers by the time we begin, and is gone when we are done."""
    port, logs = free_port(), VAR / "logs"
    logs.mkdir(exist_ok=True)
    log = logs / f"{name}.log"
    words = ["gunicorn", application, "--config", "python:gpleadership.gunicorn", "--workers", "1"]
    with log.open("wb") as out, on_core(WEB_CORE):
        process = subprocess.Popen(
            [sys.executable, "-m", *words, "--bind", f"{HOST}:{port}"],
            cwd=ROOT,
            env=os.environ | {"LOG_LEVEL": "INFO"} | environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    try:
        server = Server(name, port, process, log)
        _wait_for(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(server: Server) -> None:
    until = time.monotonic() + START_WITHIN
    while server.process.poll() is None and time.monotonic() < until:
        try:
            status, _, _ = answer_once(server.port, request_bytes("/healthz"))
        except OSError:
            time.sleep(0.05)
            continue
        if status == 200:
            return
        break
    raise ServerError(f"{server.name} did not start. Its log ends: {server.log.read_text(errors='replace')[-2000:]}")
