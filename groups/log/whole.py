"""One act: all of it or nothing, its lines for the log included.

A refusal half-way rolls the database back, and the page is shown again in the same transaction; what
was noted on the way must not reach the log then.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from gpleadership.lib.scopes import required_scope


@contextmanager
def whole() -> Iterator[None]:
    """A savepoint that forgets, with the rows, what was noted for the log."""
    notes = required_scope().notes.setdefault("log", [])
    kept = len(notes)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        del notes[kept:]
        raise
