"""Telling somebody that chair or secretariat wrote down, changed or ended an interest of theirs."""

from typing import Any, Final

from groups.interests.models import Interest
from groups.jobs.actions import enqueue
from groups.people.models import Person

TELL: Final = "interests.tell"
DONE: Final = {"declared": "wrote down", "changed": "changed", "ended": "ended"}


def tell(interest: Interest, done: str, *, by: Person) -> None:
    """Let a letter go to its person, unless they did it themselves. `done`: a key of `DONE`."""
    if by.pk == interest.person_id:
        return
    arguments: dict[str, Any] = {"group": interest.group_id, "interest": interest.pk, "done": done, "by": by.pk}
    enqueue(TELL, arguments, by=by)
