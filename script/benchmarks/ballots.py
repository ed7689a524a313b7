"""Ballots that the bench asks about: one that is open and one that was counted, in the measured group."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils import timezone

from gpleadership.demo.elapsed import demo_only_let_ballot_elapse
from gpleadership.lib.scopes import open_scope
from groups.ballots import actions
from groups.ballots.enums import BallotKind, Ending
from groups.ballots.queries import electorate, running
from groups.models import Ballot, LeadershipGroup, Person

NAMES: Final = 4
OPEN_FOR: Final = timedelta(days=50)
LEAST_LEFT: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Ballots:
    """The two, and an elector who has not voted in the open one."""

    open: Ballot
    counted: Ballot
    elector: Person


def gather(group: LeadershipGroup) -> Ballots:
    """Both, made where they are missing."""
    with open_scope(read=[group.pk], write=[group.pk], closed=[group.pk]):
        counted = group.ballots.filter(ending=Ending.COUNTED).first()
    counted = counted or _counted(group)
    return Ballots(opened(group), counted, _elector(group))


def opened(group: LeadershipGroup) -> Ballot:
    """A ballot of the group that stays open for a while."""
    with open_scope(read=[group.pk], write=[group.pk], closed=[group.pk]):
        found = running(group, BallotKind.CHAIR)
        if found and found.closes_at > timezone.now() + LEAST_LEFT:
            return found
        if found:
            actions.abandon(found, "The bench needs another one.", by=None)
        return _open(group)


def _open(group: LeadershipGroup) -> Ballot:
    people = Person.objects.in_bulk([each.elector.person_id for each in electorate(group, timezone.now())[:NAMES]])
    names = [actions.Named(each, "GP of the bench", "I listen, then I count.") for each in people.values()]
    closes = timezone.now() + OPEN_FOR
    return actions.open_ballot(group, BallotKind.CHAIR, names=names, floor=60, closes_at=closes, by=None)


def _counted(group: LeadershipGroup) -> Ballot:
    """Everybody trusts the first name and every other the second one."""
    ballot, now = opened(group), timezone.now()
    own = [group.pk]
    with open_scope(read=own):
        electors = electorate(group, now)
    for number, each in enumerate(electors):
        person = Person.objects.get(pk=each.elector.person_id)
        with open_scope(person=person.pk, read=own, write=own, closed=own):
            actions.cast(ballot, each.elector.seat_id, [1, 2][: 1 + number % 2], by=person)
    demo_only_let_ballot_elapse(ballot, opened=now - timedelta(days=1), closes=now)
    with open_scope(read=own, write=own, closed=own):
        return actions.close(ballot)


def _elector(group: LeadershipGroup) -> Person:
    """Whoever votes for the last seat of the table."""
    with open_scope(read=[group.pk]):
        return Person.objects.get(pk=electorate(group, timezone.now())[-1].elector.person_id)
