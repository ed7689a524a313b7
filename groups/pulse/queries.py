"""Reading pulses: each with whom it asked about, what runs, when the next is due. Everything starts at a group."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Final, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from gpleadership.lib.dates import london_day
from groups.ballots.enums import Ending
from groups.ballots.models import Ballot
from groups.ballots.rules.disclosure import Published
from groups.log.models import LogEntry
from groups.pulse.models import ConfidenceItem, Pulse, PulseSettings, PulseSubject
from groups.pulse.rules import due
from groups.pulse.subjects import CHAIR, Speaker
from groups.tenancy.models import LeadershipGroup

ENDED: Final = "trust ballot ended without a count"


@dataclass(frozen=True)
class Round:
    """A round of a pulse with whom it asked about, in the order of the ballot."""

    pulse: Pulse
    subjects: tuple[PulseSubject, ...]

    @property
    def ballot(self) -> Ballot:
        """Its ballot."""
        return self.pulse.ballot

    @property
    def counted(self) -> bool:
        """Whether there is a result."""
        return self.ballot.result is not None

    @cached_property
    def published(self) -> Published:
        """What is published of its count."""
        return Published.from_json(self.ballot.result)

    def about(self, person_id: int) -> PulseSubject | None:
        """Somebody whom it asked about."""
        return next((each for each in self.subjects if each.person_id == person_id), None)


def rounds(group: LeadershipGroup) -> list[Round]:
    """Every round, the newest first. One query: there are two or three a year."""
    found: dict[int, list[PulseSubject]] = {}
    rows = group.pulse_subjects.select_related("pulse__ballot", "person").order_by("-pulse__ballot__number", "position")
    for row in rows:
        row.pulse.ballot.group = group
        found.setdefault(row.pulse_id, []).append(row)
    return [Round(rows[0].pulse, tuple(rows)) for rows in found.values()]


def newest(group: LeadershipGroup) -> Pulse | None:
    """The last round. One query."""
    found = group.pulses.select_related("ballot").first()
    if found is not None:
        found.ballot.group = group
    return found


class Since(NamedTuple):
    """What has happened since the last count: when that closed, and how many rounds have ended without one."""

    closed: datetime | None
    ended_rounds: int


def since_last_count(pulses: Sequence[Pulse]) -> Since:
    """The same, from all pulses with the newest first."""
    for number, pulse in enumerate(pulses):
        if pulse.ballot.ending == Ending.COUNTED:
            return Since(pulse.ballot.closes_at, number)
    return Since(None, len(pulses))


def pulses_of(group: LeadershipGroup) -> list[Pulse]:
    """Every round without whom it asked about, the newest first."""
    return list(group.pulses.select_related("ballot"))


def next_due(pulses: Sequence[Pulse], speakers: Sequence[Speaker]) -> date | None:
    """The day from which the next pulse opens by itself; None where there is nobody to ask about.

    A round whose roll did not stand is held again at once, also one that was opened before it was due.
    """
    chair = next((each.since for each in speakers if CHAIR in each.roles), None)
    regular = due(since_last_count(pulses).closed, chair, [each.since for each in speakers])
    if regular is None or not pulses or not held_again(pulses[0].ballot):
        return regular
    return min(regular, london_day(pulses[0].ballot.opened_at))


def held_again(ballot: Ballot) -> bool:
    """Whether the portal ended a round without a count, and not somebody who runs the group. One query at most."""
    if ballot.ending != Ending.ABANDONED:
        return False
    ended = LogEntry.objects.filter(group_id=ballot.group_id, subject_type="ballot", subject_id=ballot.pk, verb=ENDED)
    return not ended.filter(actor__isnull=False).exists()


def settings_of(group: LeadershipGroup) -> PulseSettings:
    """What the group has settled, or what is usual."""
    return group.pulse_settings.first() or PulseSettings(group=group, version=0)


def items(group: LeadershipGroup) -> QuerySet[ConfidenceItem]:
    """The confidence items, the newest first."""
    return group.confidence_items.select_related("pulse__ballot", "person", "closed_by")


class Turnout(NamedTuple):
    """How many ballots lie in the box, and for how many seats the open scope's person has still to vote."""

    cast: int
    to_cast: int


def turnout(ballot: Ballot) -> Turnout:
    """The same of a ballot that has not ended. One query."""
    asked = """
    SELECT gpl_ballot_turnout(%(ballot)s), count(*) FILTER (WHERE m.ballot_id = %(ballot)s AND NOT m.voted)
    FROM gpl_ballot_mine(ARRAY[%(group)s]::bigint[]) m
    """
    with connection.cursor() as cursor:
        cursor.execute(asked, {"ballot": ballot.pk, "group": ballot.group_id})
        [row] = cursor.fetchall()
    return Turnout(*row)
