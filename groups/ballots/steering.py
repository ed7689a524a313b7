"""What chair and secretariat may ask of a ballot that runs: to count it now, or to end its round without a count."""

from django.utils import timezone

from gpleadership.lib.dates import date_and_clock
from gpleadership.lib.refusal import Refused
from groups.ballots.actions import abandon
from groups.ballots.enums import BallotState, Ending
from groups.ballots.models import Ballot
from groups.ballots.timing import CLOSE
from groups.jobs.actions import enqueue
from groups.jobs.models import Job
from groups.people.models import Person


def ask_for_count(ballot: Ballot, *, by: Person) -> Job:
    """Ask for the count of a ballot whose time is over; it counts once, whoever else asked. Raises `Refused`.

    The job is the asker's own, so that they can see how it goes: the planned one is nobody's.
    """
    state = ballot.state(timezone.now())
    if state == BallotState.OPEN:
        raise Refused(f"The ballot is open until {date_and_clock(ballot.closes_at)}. It is counted after that.")
    if state != BallotState.CLOSED:
        raise Refused("There is nothing to count: this ballot has ended already.")
    arguments = {"group": ballot.group_id, "ballot": ballot.pk}
    return enqueue(CLOSE, arguments, by=by, key=f"{CLOSE}:{ballot.pk}:by:{by.pk}")


def end_round(ballot: Ballot, why: str, *, by: Person) -> Ballot:
    """End an open round without a count, for a reason that names nobody. Raises `Refused`.

    Once the time is over what was cast in it is counted: nobody may look at the turnout and throw it away.
    """
    state = ballot.state(timezone.now())
    if state == BallotState.CLOSED:
        raise Refused("The ballot has closed. What was cast in time is counted.")
    if state != BallotState.OPEN:
        raise Refused("This ballot has ended already.")
    ended = abandon(ballot, why, by=by)
    if ended.ending != Ending.ABANDONED:
        raise Refused("This ballot has ended already.")
    return ended
