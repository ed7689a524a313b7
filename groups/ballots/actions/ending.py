"""Ending a ballot: counted after its closing time, or without a count because its roll no longer stands."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from gpleadership.lib.dates import date_and_clock
from gpleadership.lib.refusal import Refused
from groups.ballots import keeper
from groups.ballots.counting import counted
from groups.ballots.enums import Ending
from groups.ballots.kinds import kind_of
from groups.ballots.models import Ballot
from groups.ballots.policies import roll_changes, why_changed
from groups.ballots.timing import tell_electors, tell_result
from groups.log.record import record
from groups.log.whole import whole
from groups.people.models import Person

MOST: Final = 300
"""Characters of a reason that are kept."""


@whole()
def close(ballot: Ballot, *, by: Person | None = None) -> Ballot:
    """Count a ballot whose time is over and publish what may be published; once, whoever asks again.

    Where the roll changed before the closing time, it ends without a count. Raises `Refused` while it is open.
    The open scope must read the group's closed room: this alone reads the box.
    """
    ballot, now = fresh(ballot), timezone.now()
    if ballot.result is not None or ballot.ending == Ending.ABANDONED:
        return ballot
    if now < ballot.closes_at:
        raise Refused(f"The ballot is open until {date_and_clock(ballot.closes_at)}. It is counted after that.")
    if changed := roll_changes(ballot, ballot.closes_at - timedelta(microseconds=1)):
        return abandon(ballot, why_changed(changed), by=by)
    if keeper.end(ballot.pk, Ending.COUNTED) != "ended":
        return fresh(ballot)
    ballot = fresh(ballot)
    keeper.publish(ballot.pk, counted(ballot, keeper.box(ballot.pk)).to_json())
    ballot = fresh(ballot)
    values = {"number": ballot.number, "cast": ballot.cast, "box": ballot.box_hash, "lot": ballot.lot_seed}
    record(ballot.group_id, "trust ballot counted", by=by, subject=ballot, after=values)
    kind_of(ballot).follows(ballot)
    tell_result(ballot)
    return ballot


@whole()
def abandon(ballot: Ballot, why: str, *, by: Person | None) -> Ballot:
    """End a ballot without a count: what was cast is destroyed, and nobody will have seen it.

    `why` names seats and rules, never a person. A ballot that has ended stays as it ended.
    """
    if keeper.end(ballot.pk, Ending.ABANDONED, why[:MOST]) != "ended":
        return fresh(ballot)
    ballot = fresh(ballot)
    values = {"number": ballot.number, "why": ballot.why_ended}
    record(ballot.group_id, "trust ballot ended without a count", by=by, subject=ballot, after=values)
    kind_of(ballot).follows(ballot)
    tell_electors(ballot)
    return ballot


def fresh(ballot: Ballot) -> Ballot:
    """The ballot as it is now."""
    return Ballot.objects.select_related("group").get(group_id=ballot.group_id, pk=ballot.pk)
