"""A kind of job for the kill tests.

Each job keeps one row, however often it is run, and notes each run in a file.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from time import sleep
from typing import Any

from groups.jobs.progress import Progress
from groups.jobs.registry import job_kind

BETWEEN = 0.15
"""Seconds before and after the effect, so that a kill hits jobs half-way."""


@job_kind("tests.effect")
def effect(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Keep one row of this number."""
    from groups.models import SubIcb

    number = arguments["number"]
    with Path(os.environ["RUNS_FILE"]).open("a") as runs:
        runs.write(f"{number}\n")
    sleep(BETWEEN)
    progress.tell(1, 2)
    SubIcb.objects.get_or_create(ods_code=f"J{number:04}", defaults={"name": f"Effect {number}"})
    sleep(BETWEEN)
    return {"number": number}
