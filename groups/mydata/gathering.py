"""Gathering everything that is held about a person, in their own scope and that of the groups it lies in."""

from dataclasses import dataclass

from gpleadership.lib.scopes import open_scope, system_scope
from groups.jobs.progress import Progress
from groups.log.models import PLATFORM
from groups.mydata.holdings import Held, Holding, holdings
from groups.mydata.queries import groups_of
from groups.people.models import Person


@dataclass(frozen=True, slots=True)
class Part:
    """A holding with its rows."""

    holding: Holding
    rows: list[Held]


def gather(person: Person, progress: Progress) -> list[Part]:
    """Every holding with its rows. A room that is closed to the person stays closed: only their own rows open."""
    with system_scope("the groups in which rows about a person lie are found, for a copy of their data"):
        groups = groups_of(person)
    every = holdings()
    with open_scope(person=person.pk, read=[*groups, PLATFORM]):
        found = []
        for done, holding in enumerate(every):
            progress.tell(done, len(every), holding.title)
            found.append(Part(holding, list(holding.provider(person))))
    progress.tell(len(every), len(every))
    return found
