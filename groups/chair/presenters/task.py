"""One step of an appointment, as its task list shows it."""

from dataclasses import dataclass, field
from typing import Final

from gpleadership.lib.parts import Badge, Link

RUN: Final = "Chair or secretariat"
NOT_YET: Final = Badge("Not yet")


@dataclass(slots=True)
class Task:
    """A step: its state in a word, whose turn it is, its clock. `button` is the page's one main action."""

    name: str
    badge: Badge
    lines: list[str] = field(default_factory=list)
    clock: str = ""
    when: str = ""
    button: Link | None = None
    links: list[Link] = field(default_factory=list)
