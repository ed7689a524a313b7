"""What the figures were measured on, in words that fit any machine."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

import psutil  # type: ignore[import-untyped]
from django.db import connection

from script.benchmarks.environment import OTHER_CORE, ROOT, WEB_CORE, can_pin
from script.benchmarks.values import Fact


def describe() -> tuple[Fact, ...]:
    """Processor, memory, system, versions, and who sits where."""
    return (
        Fact("Processor", f"{_processor()}, {os.cpu_count()} cores"),
        Fact("Memory", f"{psutil.virtual_memory().total / 1024**3:.0f} GiB"),
        Fact("System", f"{platform.system()} {platform.release()}, {platform.machine()}"),
        Fact("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        Fact("Packages", ", ".join(f"{name} {version(name)}" for name in ("Django", "Jinja2", "psycopg", "gunicorn"))),
        Fact("Database", f"PostgreSQL {_postgres()}, embedded, {_durability()}"),
        Fact("Cores", _cores()),
        Fact("Source", _commit()),
        Fact("Load before the run", f"{os.getloadavg()[0]:.2f} (one minute)"),
    )


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
