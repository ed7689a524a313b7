"""A periodic kind of job for the tests of workers: each run is noted in a file, in two steps."""

import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from time import sleep
from typing import Any, Final

from groups.jobs import periodic
from groups.jobs.progress import Progress
from groups.jobs.registry import job_kind

TICK: Final = "tests.tick"
BETWEEN: Final = 1.5


@job_kind(TICK)
def tick(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Note that a run began; some time later that it was done."""
    with Path(os.environ["RUNS_FILE"]).open("a") as runs:
        runs.write("began\n")
    sleep(BETWEEN)
    with Path(os.environ["RUNS_FILE"]).open("a") as runs:
        runs.write("done\n")
    return {}


if "RUNS_FILE" in os.environ:  # in a worker alone
    periodic._kinds.clear()
    periodic.register_periodic(TICK, timedelta(hours=1))
