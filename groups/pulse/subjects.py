"""Whom a pulse asks about: packages name those who speak for a group, the chair here and representatives above."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from gpleadership.lib.words import listed, small
from groups.people.models import Person
from groups.tenancy.models import LeadershipGroup

CHAIR: Final = "Chair"


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody who speaks for the group in one role: “Chair”, “Representative on the ICB board”; and since when."""

    person: Person
    role: str
    since: date


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks for the group, once, with all their roles; since the first of them."""

    person: Person
    roles: tuple[str, ...]
    since: date

    @property
    def words(self) -> str:
        """“Chair and representative on the ICB board”."""
        return roles_in_words(self.roles)


Provider = Callable[[LeadershipGroup, datetime], Iterable[Subject]]
"""From a group and an instant to those who spoke for it then, people included. One query at most."""

_providers: Final[dict[str, Provider]] = {}


def register_subjects(name: str, provider: Provider) -> None:
    """Name who knows of people who speak for a group, once, when Django starts."""
    _providers[name] = provider


def speakers(group: LeadershipGroup, at: datetime) -> list[Speaker]:
    """Everybody who spoke for the group at an instant, in the order of the providers."""
    found: dict[int, list[Subject]] = {}
    for provider in _providers.values():
        for subject in provider(group, at):
            found.setdefault(subject.person.pk, []).append(subject)
    return [
        Speaker(own[0].person, tuple(dict.fromkeys(each.role for each in own)), min(each.since for each in own))
        for own in found.values()
    ]


def roles_in_words(roles: Iterable[str]) -> str:
    """“Chair and representative on the ICB board”."""
    first, *others = list(roles) or [""]
    return listed([first, *map(small, others)])
