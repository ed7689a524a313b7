"""Casting a ballot. Nothing of it reaches the group's log: a line with a time is what a join would need."""

from collections.abc import Iterable

from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import required_scope
from groups.ballots import keeper, receipts
from groups.ballots.actions.ending import MOST, abandon
from groups.ballots.enums import Ending, Refusal
from groups.ballots.models import Ballot
from groups.ballots.policies import roll_changes, why_changed
from groups.people.models import Person

NEW_ROUND = "This round ends without a count, and everybody votes anew in the next one. Your answers were not cast."


@sensitive_variables()
def cast(ballot: Ballot, seat_id: int, approved: Iterable[int], *, by: Person) -> str:
    """Put the ballot of a seat's elector into the box: the receipt code, which is kept nowhere. Raises `Refused`.

    `approved`: the positions of the names they trust; all others they do not. Where the roll no longer stands,
    the round is ended in the same transaction: let it go through after the refusal.
    """
    if required_scope().person != by.pk:
        raise Refused("A ballot is cast by its elector alone.")
    now = timezone.now()
    if ballot.ending == Ending.NOT_YET and now < ballot.closes_at and (changed := roll_changes(ballot, now)):
        why = why_changed(changed)
        ended = abandon(ballot, why, by=None)
        # Whoever ended it a moment ago took its roll with it: then that is why, and not the roll.
        raise Refused(f"{why} {NEW_ROUND}" if ended.why_ended == why[:MOST] else Refusal.ENDED.label)
    code = receipts.new_code()
    if refusal := keeper.cast(ballot.pk, seat_id, approved, receipts.hashed(ballot.pk, code)):
        raise Refused(refusal.label)
    return code
