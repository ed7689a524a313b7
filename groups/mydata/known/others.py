"""Everything else that names a person: rows of whatever tables there are, found by their keys."""

from collections.abc import Iterator

from groups.mydata.holdings import Held, covered, register_holding
from groups.mydata.keys import keys
from groups.mydata.rows import of_key, plainly
from groups.people.models import Person

NAME = "others"


def uncovered() -> list[str]:
    """The keys to people that no part with words of its own covers."""
    known = covered()
    return [key.name for key in keys() if key.name not in known]


def _rows(person: Person) -> Iterator[Held]:
    for name in uncovered():
        yield from of_key(name, plainly)(person)


def register() -> None:
    """Name the part."""
    register_holding(
        NAME,
        _rows,
        title="Everything else that names you",
        what="Whatever other parts of the portal keep about you.",
        seen_by="those of the group who may see the thing it is about",
        kept="with the thing it is about, without your name when you are erased",
    )
