"""Where the bench keeps its things, what it sets before Django starts, and which core does what."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent.parent
VAR: Final = ROOT / "var" / "bench"
WEB_CORE: Final = 0
OTHER_CORE: Final = 1


def prepare(settings: str = "gpleadership.settings") -> None:
    """The bench is by itself: its own data and settings, whatever else is set on this machine."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DEBUG", "REDIS_URL", "GPL_POSTGRES_FSYNC"):
        os.environ.pop(name, None)
    VAR.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": settings,
        "GPL_DEMO": "1",
        "GPL_VAR": str(VAR),
        "LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(ROOT),
    }


def can_pin() -> bool:
    """Whether this machine lets us choose cores, and has two of them."""
    return hasattr(os, "sched_setaffinity") and {WEB_CORE, OTHER_CORE} <= os.sched_getaffinity(0)


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """Whatever starts in here stays on one core; we go back to where we were."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    pin(0, core)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def pin(pid: int, core: int) -> None:
    """Keep a process (0: this one) on a core, where that can be done."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(pid, {core})
