"""What follows when a chair leaves early: packages above name it here, and it happens in the same act."""

from datetime import datetime
from typing import Final, NamedTuple, Protocol

from groups.people.models import Person
from groups.seats.models import OfficeTerm
from groups.tenancy.models import LeadershipGroup


class Following(Protocol):
    """Something that follows. What it refuses undoes the whole act."""

    def __call__(self, group: LeadershipGroup, *, left: OfficeTerm, at: datetime, by: Person) -> None:
        """`left`: the term that ends early; `at`: when somebody begins to act."""


class FollowUp(NamedTuple):
    """What follows, and what takes it back if the leaving is undone before it came."""

    callback: Following
    undone: Following | None


_follow_ups: Final[dict[str, FollowUp]] = {}


def register_follow_up(name: str, callback: Following, *, undone: Following | None = None) -> None:
    """Name what follows when a chair leaves early and nobody is planned to come next.

    `undone` is called if the leaving is taken back before the acting chair began.
    """
    _follow_ups[name] = FollowUp(callback, undone)


def chair_left(group: LeadershipGroup, *, left: OfficeTerm, at: datetime, by: Person) -> None:
    """Let everything follow that packages have named."""
    for each in _follow_ups.values():
        each.callback(group, left=left, at=at, by=by)


def chair_stays(group: LeadershipGroup, *, left: OfficeTerm, at: datetime, by: Person) -> None:
    """Let everything be taken back: the chair does not leave after all."""
    for each in _follow_ups.values():
        if each.undone is not None:
            each.undone(group, left=left, at=at, by=by)


def something_follows() -> bool:
    """Whether a new appointment, or anything else, will be proposed."""
    return bool(_follow_ups)
