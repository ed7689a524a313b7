"""Opening a pulse: by itself when it is due, or earlier by those who run the group. One at a time."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.utils import timezone

from gpleadership.lib.dates import london_day
from groups.ballots.actions import Named, open_ballot
from groups.ballots.enums import BallotKind
from groups.ballots.queries import electorate, running
from groups.log.record import record
from groups.log.whole import whole
from groups.people.models import Person
from groups.pulse import policies
from groups.pulse.models import Pulse, PulseSubject
from groups.pulse.queries import next_due, pulses_of, settings_of, since_last_count
from groups.pulse.rules import closing, half_year
from groups.pulse.subjects import Speaker, speakers
from groups.tenancy.models import LeadershipGroup

MOST_ABOUT: Final = 200


@whole()
def open_pulse(group: LeadershipGroup, *, by: Person) -> Pulse:
    """Ask now, whether it is due or not. Raises `Refused`."""
    group, now = _held(group), timezone.now()
    asked = speakers(group, now)
    policies.check_can_open(group, running(group, BallotKind.PULSE), asked)
    return _opened(group, asked, now, by=by)


@whole()
def open_if_due(group: LeadershipGroup) -> Pulse | None:
    """Ask if it is due and nothing stands in the way that is nobody's mistake. Raises `Refused` for anything else."""
    group, now = _held(group), timezone.now()
    asked = speakers(group, now)
    due = next_due(pulses_of(group), asked)
    if due is None or due > london_day(now) or running(group, BallotKind.PULSE) or not electorate(group, now):
        return None
    policies.check_can_open(group, None, asked)
    return _opened(group, asked, now, by=None)


def _held(group: LeadershipGroup) -> LeadershipGroup:
    """The group as it is now, nobody else's until the transaction ends: a second one finds what the first opened."""
    return LeadershipGroup.objects.select_for_update(no_key=True).get(pk=group.pk)


def _opened(group: LeadershipGroup, asked: Sequence[Speaker], now: datetime, *, by: Person | None) -> Pulse:
    before = pulses_of(group)
    ballot = open_ballot(
        group,
        BallotKind.PULSE,
        names=[Named(each.person, each.words[:MOST_ABOUT]) for each in asked],
        floor=settings_of(group).floor,
        closes_at=closing(now),
        round_number=since_last_count(before).ended_rounds + 1,
        by=by,
    )
    today, due = london_day(now), next_due(before, asked)
    kept = {"half_year": _half_year(before, today), "due": due or today, "opened_by": by}
    pulse = Pulse.objects.create(group=group, ballot=ballot, **kept)
    _keep_subjects(pulse, asked)
    values = {"number": ballot.number, "subjects": [each.person.pk for each in asked], "due": pulse.due}
    record(group.pk, "trust pulse opened", by=by, subject=pulse, after=values)
    return pulse


def _half_year(before: Sequence[Pulse], today: date) -> date:
    """That of today; a further round goes on with the one of the first."""
    again = since_last_count(before).ended_rounds
    return before[again - 1].half_year if again else half_year(today)


def _keep_subjects(pulse: Pulse, asked: Sequence[Speaker]) -> None:
    at: dict[int, int] = dict(pulse.ballot.candidates.values_list("person_id", "position"))
    PulseSubject.objects.bulk_create(
        PulseSubject(
            group=pulse.group, pulse=pulse, person=each.person, position=at[each.person.pk], roles=list(each.roles)
        )
        for each in asked
    )
