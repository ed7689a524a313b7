"""Leaving a group: everything a person holds in it ends at once, or nothing does."""

from datetime import datetime
from typing import NamedTuple

from groups.log.whole import whole
from groups.mydata import policies as policy
from groups.mydata.queries import holds_in, readings
from groups.people.models import Person
from groups.readers.actions import end_readership
from groups.seats import actions as seats
from groups.seats.rules.spans import begun
from groups.tenancy.models import LeadershipGroup


class Left(NamedTuple):
    """What ended, and what will never begin, each by its name."""

    ended: list[str]
    cancelled: list[str]


@whole()
def leave_group(group: LeadershipGroup, *, at: datetime, by: Person) -> Left:
    """End every term and readership of one’s own in a group. Raises `Refused`, for one from a chair."""
    held, reading, left = holds_in(group, by), readings(by, group), Left([], [])
    policy.check_has_something(held, reading)
    policy.check_can_leave(held.offices)
    for office in held.offices:
        if begun(office.period, at):
            seats.end_office_term(office, at=at, reason="Left the group", by=by)
        else:
            seats.cancel_office_term(office, by=by)
        _note(left, office.title, at_once=begun(office.period, at))
    for seat in held.seats:
        if begun(seat.period, at):
            seats.end_term(seat, at=at, reason="Left the group", by=by)
        else:
            seats.cancel_term(seat, by=by)
        _note(left, str(seat.seat), at_once=begun(seat.period, at))
    for each in reading:
        end_readership(each, at=at, reason="Left the group", by=by)
        left.ended.append(f"reading for {each.practice}")
    return left


def _note(left: Left, what: str, *, at_once: bool) -> None:
    (left.ended if at_once else left.cancelled).append(what)
