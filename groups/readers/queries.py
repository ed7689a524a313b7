"""Reading for the pages of practice readers: the practices of a place, and who reads for each.

A place has some dozens of practices, so its whole list is read in three queries, whatever is asked for,
and filtered, counted and sorted here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from gpleadership.lib.dates import today
from groups.people.models import Person
from groups.readers.models import Readership
from groups.reference.queries import practice_rows
from groups.seats.queries.terms import not_over
from groups.tenancy.models import LeadershipGroup

SORTS: Final = ("readers", "name", "pcn")
LEFT: Final = "left"
"""The filter for practices that have left the place and still have a reader."""


@dataclass(slots=True)
class Read:
    """A practice with those who read for it and those who are invited to. `here`: it is of the place today."""

    practice_id: int
    code: str
    name: str
    pcn_id: int | None
    pcn: str
    here: bool = True
    readers: list[Readership] = field(default_factory=list)
    invited: list[Any] = field(default_factory=list)

    def says(self, words: str) -> bool:
        """Whether the practice, its PCN or somebody of it answers to these words."""
        texts = [self.name, self.code, self.pcn]
        texts += [text for each in self.readers for text in (each.person.full_name, each.person.email)]
        texts += [text for each in self.invited for text in (each.full_name, each.email)]
        return words.casefold() in "\n".join(texts).casefold()


@dataclass(frozen=True, slots=True)
class Readers:
    """What was asked for, and what holds for the whole place."""

    shown: list[Read]
    practices: int
    unread: int
    left: int
    pcns: list[tuple[int, str]]
    sort: str


def readers(group: LeadershipGroup, asked: Mapping[str, str]) -> Readers:
    """The practices of a group's place with their readers, filtered and sorted as asked. Three queries."""
    every = _of_place(group)
    here = [each for each in every if each.here]
    sort = asked.get("sort", "") if asked.get("sort", "").removeprefix("-") in SORTS else "readers"
    return Readers(
        shown=_sorted([each for each in every if _matches(each, asked)], sort),
        practices=len(here),
        unread=sum(not each.readers for each in here),
        left=len(every) - len(here),
        pcns=sorted({(each.pcn_id, each.pcn) for each in here if each.pcn_id}, key=lambda pcn: (pcn[1], pcn[0])),
        sort=sort,
    )


def _of_place(group: LeadershipGroup) -> list[Read]:
    found: dict[int, Read] = {}
    for row in practice_rows([group.place_id], today()):
        found.setdefault(
            row.practice_id, Read(row.practice_id, row.code, row.name, row.pcn_id, row.pcn_name or "No PCN")
        )
    for practice_id, terms in _by_practice(current(group)).items():
        practice = terms[0].practice
        gone = Read(practice_id, practice.ods_code or "", practice.name, None, "No longer in this place", here=False)
        found.setdefault(practice_id, gone).readers = terms
    for practice_id, invited in _by_practice(open_invitations(group, timezone.now())).items():
        if practice_id in found:
            found[practice_id].invited = invited
    return list(found.values())


def _by_practice(rows: Iterable[Any]) -> dict[int, list[Any]]:
    gathered = defaultdict(list)
    for row in rows:
        gathered[row.practice_id].append(row)
    return gathered


def _matches(each: Read, asked: Mapping[str, str]) -> bool:
    show, pcn = asked.get("show", ""), asked.get("pcn", "")
    shown = {
        "nobody": each.here and not each.readers,
        "somebody": bool(each.readers),
        "invited": bool(each.invited),
        LEFT: not each.here,
    }.get(show, True)
    return shown and (not pcn or str(each.pcn_id) == pcn) and each.says(asked.get("q", "").strip())


def _sorted(rows: list[Read], sort: str) -> list[Read]:
    key = sort.removeprefix("-")
    rows = sorted(rows, key=lambda each: (each.name.casefold(), each.practice_id))
    keys: dict[str, Any] = {
        "readers": lambda each: (len(each.readers), len(each.invited)),
        "name": lambda each: each.name.casefold(),
        "pcn": lambda each: each.pcn.casefold(),
    }
    return sorted(rows, key=keys[key], reverse=sort.startswith("-"))


# ---- Rows ----


def current(group: LeadershipGroup) -> QuerySet[Readership]:
    """Who reads for a practice of the group, by practice and name."""
    terms = group.readerships.filter(not_over(timezone.now())).select_related("person", "practice")
    return terms.order_by("practice_id", "person__full_name", "pk")


def readers_of(group: LeadershipGroup, now: datetime) -> dict[int, list[Readership]]:
    """Who reads for each practice at an instant, by the practice's number."""
    running = group.readerships.filter(period__contains=now).select_related("person")
    return _by_practice(running.order_by("person__full_name", "pk"))


def open_invitations(group: LeadershipGroup, now: datetime) -> QuerySet[Any]:
    """Invitations to read for a practice that wait for an answer. They are of a package above: asked of the group."""
    waiting = group.invitations.filter(to="practice", accepted_at=None, withdrawn_at=None, expires_at__gt=now)
    return waiting.order_by("practice_id", "full_name", "pk")


def own(group: LeadershipGroup, person: Person) -> QuerySet[Readership]:
    """A person's own readerships in the group."""
    return current(group).filter(person=person)


def colleagues(group: LeadershipGroup, practice_ids: Iterable[int], person: Person) -> dict[int, list[str]]:
    """The names of the others who read for these practices."""
    found = current(group).filter(practice__in=list(practice_ids)).exclude(person=person)
    return {pk: [each.person.full_name for each in terms] for pk, terms in _by_practice(found).items()}
