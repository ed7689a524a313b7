"""Whether somebody may leave, be erased, or take that back, now."""

from datetime import datetime
from typing import Final

from gpleadership.lib.dates import long_date
from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import listed, plural
from groups.mydata.models import ErasureRequest
from groups.mydata.queries import Holds, addresses_of
from groups.people.models import Person
from groups.readers.models import Readership
from groups.seats.enums import Office
from groups.seats.models import OfficeTerm

FIRST: Final = "Leave the group first, or hand over: the page says how."


def check_address(person: Person, typed: str) -> None:
    """Whoever confirms types their own address."""
    if typed.strip().lower() not in addresses_of(person):
        raise Refused("That is not your email address. Enter the one you sign in with.", field="email")


def check_can_be_erased(person: Person, holds: Holds) -> None:
    """Nobody disappears from a seat, an office or a ballot: others would not know who sits there."""
    if person.is_platform_staff:
        raise Refused("You are platform staff. Ask a colleague to withdraw that first.")
    if not holds.nothing:
        raise Refused(f"You still have {what_is_held(holds)}. {FIRST}")


def what_is_held(holds: Holds) -> str:
    """A seat, 2 offices and a candidacy for the chair."""
    parts = (
        (len(holds.seats), "seat", ""),
        (len(holds.offices), "office", ""),
        (len(holds.stands), "candidacy for the chair", "candidacies for the chair"),
    )
    return listed(plural(count, one, many) for count, one, many in parts if count)


def check_not_asked(request: ErasureRequest | None) -> None:
    """One wish at a time."""
    if request is not None:
        raise Refused(f"You have asked already. You will be erased on {long_date(request.due_at)}.")


def check_can_take_back(request: ErasureRequest) -> None:
    """What was carried out is gone; what was taken back is over."""
    if request.done_at is not None:
        raise Refused(f"This was done on {long_date(request.done_at)}, and cannot be taken back.")
    if request.ended_at is not None:
        raise Refused("This is no longer waiting, so there is nothing to take back.")


def is_due(request: ErasureRequest, now: datetime) -> bool:
    """Whether a wish is to be carried out now."""
    return request.is_open and request.due_at <= now


def check_can_leave(offices: list[OfficeTerm]) -> None:
    """A chair hands over first: a group is never without one."""
    if is_chair(offices):
        raise Refused(
            "You are chair of this group, or will be. Hand over the chair first, or leave the chair early: "
            "then somebody leads when you go."
        )


def is_chair(offices: list[OfficeTerm]) -> bool:
    """Whether one of them is the chair’s."""
    return any(term.office == Office.CHAIR for term in offices)


def check_has_something(holds: Holds, readings: list[Readership]) -> None:
    """There is something to leave."""
    if not (holds.seats or holds.offices or readings):
        raise Refused("You have no part in this group any more, so there is nothing to leave.")
