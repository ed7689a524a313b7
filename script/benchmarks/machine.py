"""What the figures were measured on, in words that fit any machine."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Final

import psutil  # type: ignore[import-untyped]
from django.db import connection

from script.benchmarks.environment import OTHER_CORE, ROOT, WEB_CORE, can_pin
from script.benchmarks.values import Fact

QUIET: Final = 0.6
"""The load of a machine that does nothing else."""


def describe(load: float) -> tuple[Fact, ...]:
    """Processor, memory, system, versions, who sits where, and how busy it was before."""
    return (
        Fact("Processor", f"{_processor()}, {os.cpu_count()} cores"),
        Fact("Memory", f"{psutil.virtual_memory().total / 1024**3:.0f} GiB"),
        Fact("System", f"{platform.system()} {platform.release()}, {platform.machine()}"),
        Fact("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        Fact("Packages", ", ".join(f"{name} {version(name)}" for name in ("Django", "Jinja2", "psycopg", "gunicorn"))),
        Fact("Database", f"PostgreSQL {_postgres()}, embedded, {_durability()}"),
        Fact("Cores", _cores()),
        Fact("Source", _commit()),
        Fact("Load", _load(load)),
    )


def _load(load: float) -> str:
    disturbed = ": **something else was running, so these figures say little**" if load > QUIET else ""
    return f"{load:.2f} in the minute before{disturbed}"


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _postgres() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0]).split()[0]


def _durability() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW fsync")
        return f"fsync {cursor.fetchone()[0]}"


def _cores() -> str:
    if not can_pin():
        return "not pinned: this system does not let us choose, so figures are not a core’s"
    return f"web worker alone on core {WEB_CORE}; PostgreSQL and the load generator on core {OTHER_CORE}"


def _commit() -> str:
    words = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    found = subprocess.run(words, capture_output=True, text=True, check=False)
    return found.stdout.strip().replace("-dirty", ", with changes not yet committed") or "not a checkout"
