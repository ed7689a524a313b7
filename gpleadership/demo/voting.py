"""Electors of the demo's groups, how they vote, and how long ago that was."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from django.utils import timezone

from gpleadership.demo.elapsed import demo_only_let_ballot_elapse
from gpleadership.lib.dates import LONDON
from gpleadership.lib.scopes import open_scope
from groups.ballots import actions
from groups.ballots.queries import Seated, electorate
from groups.models import Ballot, LeadershipGroup, OfficeTerm, Person

DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Table:
    """A group with its chair's term, who runs it and who votes."""

    group: LeadershipGroup
    chair: OfficeTerm
    secretariat: Person
    electors: Sequence[Seated]
    people: Mapping[int, Person]

    def of(self, elector: Seated) -> Person:
        """The person of an elector."""
        return self.people[elector.elector.person_id]

    def who(self, name: str) -> Person:
        """An elector by their name, or the first of a constituency."""
        found = (each for each in self.electors if name in (each.person, each.elector.constituency))
        return self.of(next(found, self.electors[-1]))


def gathered(group: LeadershipGroup) -> Table:
    """A group as it is at its table now."""
    now = timezone.now()
    with inside(group):
        electors = electorate(group, now)
        terms = {each.office: each for each in group.office_terms.filter(period__contains=now).select_related("person")}
        people = Person.objects.in_bulk([each.elector.person_id for each in electors])
    return Table(group, terms["chair"], terms["secretariat"].person, electors, people)


@contextmanager
def inside(group: LeadershipGroup, person: Person | None = None) -> Iterator[None]:
    """The group open for reading and writing, the closed room too."""
    own = [group.pk]
    with open_scope(person=person.pk if person else None, read=own, write=own, closed=own):
        yield


def vote(table: Table, ballot: Ballot, trusted: Mapping[Person, int], voters: Sequence[Seated]) -> None:
    """Let each voter trust people: so many in ten do, spread over the table."""
    with inside(table.group):
        at = dict(ballot.candidates.values_list("person_id", "position"))
    for number, voter in enumerate(voters):
        approved = [at[person.pk] for person, tenths in trusted.items() if number * 7 % 10 < tenths]
        person = table.of(voter)
        with inside(table.group, person):
            actions.cast(ballot, voter.elector.seat_id, approved, by=person)


def count(ballot: Ballot, *, opened: datetime, closed: datetime) -> None:
    """Count a ballot, and let it have been opened and closed at times that are over."""
    now = timezone.now()
    demo_only_let_ballot_elapse(ballot, opened=now - DAY, closes=now)
    with inside(ballot.group):
        actions.close(Ballot.objects.select_related("group").get(group_id=ballot.group_id, pk=ballot.pk))
    demo_only_let_ballot_elapse(ballot, opened=opened, closes=closed)


def ago(days: int, hour: int) -> datetime:
    """An hour of some days ago."""
    return datetime.combine(timezone.now().astimezone(LONDON) - days * DAY, time(hour), LONDON)
