"""The bench's own database: made once, kept between runs, and put on its core while we measure."""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import psutil  # type: ignore[import-untyped]
from django.core.management import call_command

from gpleadership.lib import dates
from gpleadership.lib.postgres import embedded
from script.benchmarks.environment import OTHER_CORE, ROOT, VAR, can_pin, pin
from script.benchmarks.values import Fact

SCALE: Final = "england"
KEPT: Final = VAR / "loaded.json"


def ensure_loaded(*, fresh: bool) -> list[Fact]:
    """Load the demo if it is not there, measuring that; else what was measured when it was loaded."""
    if fresh or not KEPT.exists():
        KEPT.unlink(missing_ok=True)
        facts = [*_import(), *_load()]
        KEPT.write_text(json.dumps([[fact.name, fact.value, fact.note] for fact in facts]))
    else:
        call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    return [Fact(*words) for words in json.loads(KEPT.read_text())]


def _empty() -> None:
    from gpleadership.demo import load

    load.empty_database()
    call_command("migrate", verbosity=0)


def _import() -> list[Fact]:
    """The national files into an empty database, by the command that an operator would use."""
    from gpleadership.demo import ods

    _empty()
    with TemporaryDirectory() as folder:
        files = ods.write(Path(folder), SCALE, dates.today())
        megabytes = sum(file.stat().st_size for file in files) / 1_000_000
        options = ["--apply", "--minimum-rows", "1", "--accept-proposed-dates", "--verbosity", "0"]
        words = [sys.executable, "manage.py", "import_ods", *map(str, files), *options]
        seconds, memory = _run(words)
    what = f"{len(files)} files of the national demo, {megabytes:.1f} MB, staged and applied to an empty database"
    return [
        Fact("Import", f"{seconds:.1f} s", what),
        Fact("Import, peak memory", f"{memory:.0f} MB", "of the importing process, Python included"),
    ]


def _run(words: list[str]) -> tuple[float, float]:
    """Seconds, and the most memory that the process held at once, in megabytes."""
    began = perf_counter()
    process = subprocess.Popen(words, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return perf_counter() - began, kilobytes * 1024 / 1_000_000


def _load() -> list[Fact]:
    from gpleadership.demo import load

    _empty()
    began = perf_counter()
    load.load(SCALE, say=print)
    seconds = perf_counter() - began
    return [Fact("Loading the national demo", f"{seconds:.1f} s", "the import, then places, groups, seats and people")]


def settle() -> None:
    """Tell the planner what there is, so that no run is measured before PostgreSQL has looked by itself."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def keep_on_core() -> None:
    """Put PostgreSQL on its core, with what it has already started; what it starts later stays there."""
    if not can_pin():
        return
    note = embedded(VAR).home.folders.data / "postmaster.pid"
    postmaster = psutil.Process(int(note.read_text().splitlines()[0]))
    for process in (postmaster, *postmaster.children(recursive=True)):
        pin(process.pid, OTHER_CORE)
