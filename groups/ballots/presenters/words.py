"""What a ballot is called, how it stands, and what came of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from gpleadership.lib.dates import clock, date_and_clock, day_and_date
from gpleadership.lib.parts import Tone
from gpleadership.lib.words import plural
from groups.ballots.enums import BallotKind, BallotState
from groups.ballots.models import Ballot
from groups.ballots.rules.disclosure import Published
from groups.ballots.rules.wording import headline

DESTROYED: Final = "What had been cast was destroyed, and nobody has seen it."
ANEW: Final = "Everybody votes anew in the next round."


def what_for(ballot: Ballot) -> str:
    """“Trust ballot for the chair”, with its round from the second on."""
    label = BallotKind(ballot.kind).label
    return f"{label}, round {ballot.round}" if ballot.round > 1 else label


def closing(ballot: Ballot) -> str:
    """Thursday 10 December 2026 at 5pm."""
    return f"{day_and_date(ballot.closes_at)} at {clock(ballot.closes_at)}"


def state_words(ballot: Ballot, now: datetime) -> tuple[str, Tone]:
    """How it stands at an instant."""
    state = ballot.state(now)
    if state == BallotState.OPEN:
        return f"Open until {date_and_clock(ballot.closes_at)}", "due"
    if state == BallotState.CLOSED:
        return f"Closed on {date_and_clock(ballot.closes_at)}, being counted", "due"
    ended = ballot.counted_at or ballot.ended_at or ballot.closes_at
    return f"{BallotState(state).label} on {date_and_clock(ended)}", ""


def turnout(cast: int, electors: int) -> str:
    """11 of 14 electors voted."""
    return f"{_of(cast, electors)} voted."


def so_far(cast: int, electors: int) -> str:
    """How many have voted in a ballot that is open."""
    return f"{_of(cast, electors)} {'has' if cast == 1 else 'have'} voted so far."


def _of(cast: int, electors: int) -> str:
    return f"{cast} of {plural(electors, 'elector')}"


def outcome(ballot: Ballot, names: Mapping[int, str]) -> str:
    """What came of it in a line; nothing yet of one that has not ended."""
    if ballot.result is not None:
        return headline(Published.from_json(ballot.result), names)
    return ballot.why_ended


def round_ended(ballot: Ballot) -> str:
    """What to say to whoever has just ended a round without a count."""
    told = plural(ballot.electors, "elector is", "electors are")
    return (
        f"The round has ended without a count. The {told} told by email. "
        "This cannot be undone: to vote anew, open another round."
    )
