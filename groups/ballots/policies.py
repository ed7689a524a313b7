"""Whether a ballot may be opened now, and whether its roll still stands."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from gpleadership.lib.dates import date_and_clock
from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import listed
from groups.ballots import keeper
from groups.ballots.models import Ballot
from groups.ballots.queries import Seated, electorate, running
from groups.ballots.rules.electorate import pool_key_of, pools_of
from groups.tenancy.models import LeadershipGroup

LEAST_FLOOR: Final = 50
MOST_FLOOR: Final = 100
LONGEST: Final = timedelta(days=60)
_MOMENT: Final = timedelta(microseconds=1)


class RollChanged(Refused):
    """Who sits has changed since the roll was frozen: this round ends without a count."""


def check_floor(floor: int) -> None:
    """At least half, so that no constituency is passed over."""
    if not LEAST_FLOOR <= floor <= MOST_FLOOR:
        raise Refused(f"Choose a floor from {LEAST_FLOOR}% to {MOST_FLOOR}%.", field="floor")


def check_closes(closes_at: datetime, now: datetime) -> None:
    """A ballot closes later than now, and within two months."""
    if closes_at <= now:
        raise Refused("Choose a closing time that is still to come.", field="closes")
    if closes_at > now + LONGEST:
        raise Refused("Choose a closing time within the next 60 days.", field="closes")


def check_can_open(group: LeadershipGroup, kind: str, *, floor: int, closes_at: datetime, now: datetime) -> None:
    """Whether a ballot of this kind may open now: none is running, and nobody's term ends before it closes."""
    check_floor(floor)
    check_closes(closes_at, now)
    if current := running(group, kind):
        raise Refused(f"The ballot {current} is open until {date_and_clock(current.closes_at)}.")
    seated = electorate(group, now)
    if not seated:
        raise Refused("No core seat is filled, so nobody could vote. Fill the seats first.")
    if moves := differences(seated, electorate(group, closes_at - _MOMENT)):
        raise Refused(
            f"Who may vote changes before then: {listed(moves)}. "
            "Close the ballot sooner, or let the term run longer first.",
            field="closes",
        )


def roll_changes(ballot: Ballot, now: datetime) -> list[str]:
    """The seats in which the roll no longer stands at an instant, or did not when the ballot closed."""
    seated = electorate(ballot.group, min(now, ballot.closes_at - _MOMENT))
    pools = pools_of([each.elector for each in seated])
    today = {
        (each.elector.seat_id, each.elector.person_id, pool_key_of(each.elector, pools)): each.seat for each in seated
    }
    frozen = set(keeper.roll(ballot.pk))
    gone = frozen - today.keys()
    if not gone and not today.keys() - frozen:
        return []
    titles = dict(ballot.group.seats.filter(pk__in=[seat for seat, _, _ in gone]).values_list("pk", "title"))
    names = {titles.get(seat, "a seat") for seat, _, _ in gone}
    return sorted(names | {today[key] for key in today.keys() - frozen})


def check_roll_stands(ballot: Ballot, now: datetime) -> None:
    """Raise `RollChanged` where somebody has joined or left the electorate since it was frozen."""
    if changed := roll_changes(ballot, now):
        raise RollChanged(why_changed(changed))


def why_changed(seats: Sequence[str]) -> str:
    """Why a round ends without a count; it names seats and nobody."""
    return f"Who votes has changed since the roll was frozen: {listed(seats[:5])}."


def differences(before: Sequence[Seated], after: Sequence[Seated]) -> list[str]:
    """In which seats the elector is not the same in both."""
    one = {each.elector.seat_id: each for each in before}
    other = {each.elector.seat_id: each for each in after}
    changed = [
        (one.get(seat) or other[seat]).seat
        for seat in dict.fromkeys([*one, *other])
        if (seat in one and one[seat].elector) != (seat in other and other[seat].elector)
    ]
    return changed[:5]
