"""Pulses that tests begin from: opened, voted in, counted; and people who speak for the group."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import open_scope
from groups.ballots import actions as ballots
from groups.models import LeadershipGroup, OfficeTerm, Person, Pulse
from groups.pulse import actions
from groups.pulse.subjects import Subject, register_subjects
from tests.ballots.electors import Table
from tests.ballots.steps import pass_closing_time

BOARD = "Representative on the ICB board"


def scope(seated: Table, person: Person | None = None) -> Any:
    """Eastmere open for reading and writing, for a while."""
    group = [seated.group.pk]
    return open_scope(person=person.pk if person else None, read=group, write=group, closed=group)


def chair_since(seated: Table, days: int) -> None:
    """Let the chair's term have begun so many days ago."""
    begun = timezone.now() - timedelta(days=days)
    with scope(seated):
        OfficeTerm.objects.filter(group=seated.group, office="chair").update(
            period=DateTimeTZRange(begun, begun + timedelta(days=900))
        )


def chair_of(seated: Table) -> Person:
    """The chair."""
    with scope(seated):
        return seated.group.office_terms.select_related("person").get(office="chair").person


def representatives(*people: Person, role: str = BOARD, since: date | None = None) -> None:
    """Let these represent the group somewhere."""

    def provider(group: LeadershipGroup, at: datetime) -> Iterable[Subject]:
        return [Subject(each, role, since or today() - timedelta(days=30)) for each in people]

    register_subjects(f"test {role}", provider)


def opened(seated: Table) -> Pulse:
    """A pulse that the secretariat opened."""
    with scope(seated):
        return actions.open_pulse(seated.group, by=seated.secretariat)


def vote(seated: Table, pulse: Pulse, number: int, *trusted: Person) -> None:
    """The elector of a number trusts these people and no others."""
    person, seat = seated.electors[number]
    with scope(seated, person):
        at = dict(pulse.ballot.candidates.values_list("person_id", "position"))
        ballots.cast(pulse.ballot, seat.pk, [at[each.pk] for each in trusted], by=person)


def count(seated: Table, pulse: Pulse) -> Pulse:
    """The time passes, and what was cast is counted."""
    pass_closing_time(pulse.ballot)
    with scope(seated):
        ballots.close(pulse.ballot)
        return seated.group.pulses.select_related("ballot__group").get(pk=pulse.pk)


def counted(seated: Table, *trusted: Person, against: Collection[int] = ()) -> Pulse:
    """A pulse in which all electors but those of these numbers trusted these people."""
    pulse = opened(seated)
    for number in range(len(seated.electors)):
        vote(seated, pulse, number, *(() if number in against else trusted))
    return count(seated, pulse)
