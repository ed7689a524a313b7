"""The steps of an erasure, each with a name. Packages that keep words of people in places of their own add theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from groups.people.models import Person

NOBODY: Final = "Former member"
ERASED: Final = "Erased"


@dataclass(frozen=True, slots=True)
class Was:
    """Who is erased: what they were called, their addresses, the groups they have a part in, what they become.

    `told_apart`: their name is looked for in words. Not if somebody else is called so, or if any sentence may have it:
    whoever joins names themselves, and would take others’ names out of the record with their own.
    """

    person: Person
    name: str
    addresses: tuple[str, ...]
    group_ids: tuple[int, ...]
    gone: str
    told_apart: bool = True

    @property
    def names(self) -> list[str]:
        """Their name, where it is looked for."""
        return [self.name] if self.told_apart else []


Step = Callable[[Was], None]
_steps: Final[dict[str, Step]] = {}


def register_step(name: str, step: Step) -> None:
    """Add a step under its name. It may be run twice, and sees every group’s rows."""
    _steps[name] = step


def steps() -> list[Step]:
    """Every step, in the order they were added."""
    return list(_steps.values())
