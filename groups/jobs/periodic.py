"""Work that comes round: each kind named here has one open job, due a fixed time after the last one was.

Nothing but the rows remembers. A worker that looks makes sure of them; two that look at once wait for each other.
"""

from datetime import datetime, timedelta
from time import monotonic
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from groups.jobs.actions import enqueue
from groups.jobs.models import Job

LOOKS_EVERY: Final = 60.0
"""Seconds between two looks of one process: jobs are looked for far more often than they come round."""

_kinds: Final[dict[str, timedelta]] = {}
_looked: dict[str, float] = {}


def register_periodic(kind: str, every: timedelta) -> None:
    """Let jobs of a kind come round, once, when Django starts. They take no arguments, and bear being run twice."""
    _kinds[kind] = every


def keep_coming() -> int:
    """Ask for each periodic job that nobody has asked for yet: how many. Most calls ask the database nothing."""
    now = monotonic()
    if not _kinds or now - _looked.get("at", -LOOKS_EVERY) < LOOKS_EVERY:
        return 0
    _looked["at"] = now
    return ask()


def ask() -> int:
    """The same, at once. Whoever comes second finds what the first has asked for."""
    with transaction.atomic():
        if not _missing():
            return 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('periodic jobs', 0))")
        missing = _missing()
        for kind in missing:
            enqueue(kind, {}, by=None, key=key_of(kind), due_at=_due(kind))
    return len(missing)


def key_of(kind: str) -> str:
    """The key that one open job of a periodic kind has."""
    return f"periodic:{kind}"


def _missing() -> list[str]:
    """The kinds that have no open job."""
    keys = {key_of(kind): kind for kind in _kinds}
    there = set(Job.objects.filter(key__in=keys, state__in=Job.OPEN).values_list("key", flat=True))
    return [kind for key, kind in keys.items() if key not in there]


def _due(kind: str) -> datetime:
    """A fixed time after the last was due; now for the first, and where that time has passed: none is made up for."""
    now = timezone.now()
    last = Job.objects.filter(key=key_of(kind)).order_by("-due_at").values_list("due_at", flat=True).first()
    return now if last is None else max(last + _kinds[kind], now)
