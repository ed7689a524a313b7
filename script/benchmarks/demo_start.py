"""A second start of `script/demo`, from the command to the first answer of /readyz.

Run as a module this is the demo itself, with its data in the bench's folder instead of the visitor's.
"""

import os
import signal
import subprocess
import sys
import time
from time import perf_counter
from typing import Final

from script.benchmarks.environment import ROOT, VAR
from script.benchmarks.generator import answer_once, request_bytes
from script.benchmarks.servers import ServerError, free_port
from script.benchmarks.values import Fact

WITHIN: Final = 300.0


def measure() -> list[Fact]:
    """Start and stop the demo twice: with nothing there, and with everything."""
    first, again = _start(reset=True), _start(reset=False)
    what = "from the command to /readyz, set-up checked, migrations checked, web server, worker and beat started"
    return [
        Fact("First start of the demo, one system", f"{first:.1f} s", "the database made, migrated and filled"),
        Fact("Second start of the demo", f"{again:.1f} s", what),
    ]


def _start(*, reset: bool) -> float:
    port = free_port()
    words = f'script/setup base && exec "$0" -m script.benchmarks.demo_start --port {port}{" --reset" * reset}'
    log = VAR / "logs" / "demo.log"
    log.parent.mkdir(exist_ok=True)
    began = perf_counter()
    with log.open("wb") as out:
        process = subprocess.Popen(
            ["bash", "-c", words, sys.executable],
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if name != "LOG_LEVEL"},
            stdout=out,
            stderr=out,
        )
    try:
        while not _is_ready(port):
            if process.poll() is not None or perf_counter() - began > WITHIN:
                raise ServerError(f"The demo did not start: {log.read_text(errors='replace')[-1500:]}")
            time.sleep(0.02)
        return perf_counter() - began
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def _is_ready(port: int) -> bool:
    try:
        return answer_once(port, request_bytes("/readyz"))[0] == 200
    except OSError:
        return False


def _demo() -> int:
    from gpleadership.demo import __main__ as demo

    demo.ROOT = VAR / "demo"
    return demo.main()


if __name__ == "__main__":
    sys.exit(_demo())
