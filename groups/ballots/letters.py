"""Letters about a ballot. They say what waits and where; never an answer, and never a receipt code."""

from groups.ballots.models import Ballot


def write(ballot: Ballot, letter: str, person_id: int) -> None:
    """Write to one elector; a reminder only where they have not voted."""


def write_result(ballot: Ballot) -> int:
    """Plan a letter for each person who is told of the result: how many."""
    return 0
