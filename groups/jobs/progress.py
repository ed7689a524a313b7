"""How far a job is, as its handler tells it."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event


class TakenOver(RuntimeError):  # noqa: N818
    """The run was given up as dead and another has the job: stop."""


@dataclass(slots=True)
class Progress:
    """What a handler says about how far it is. Telling costs nothing: `heartbeat` writes it down now and then."""

    done: int = 0
    total: int = 0
    note: str = ""
    watch: "Callable[[Progress], None] | None" = None
    taken_over: Event | None = None

    def tell(self, done: int, total: int, note: str = "") -> None:
        """Say that `done` of `total` is done, and what is being worked on. Raises `TakenOver`; let it pass."""
        self.done, self.total = done, total
        self.note = (note or self.note)[:200]
        if self.taken_over is not None and self.taken_over.is_set():
            raise TakenOver
        if self.watch is not None:
            self.watch(self)
