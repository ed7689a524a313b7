"""The ballot paper in words: what happens to an answer, how somebody is chosen, and why there is no paper."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Link
from gpleadership.lib.words import capital
from groups.ballots.counting import pools_on
from groups.ballots.enums import BallotState, Refusal
from groups.ballots.finding import Line, Paper
from groups.ballots.kinds import kind_of
from groups.ballots.models import Ballot
from groups.ballots.presenters.words import ANEW, DESTROYED, closing
from groups.ballots.rules.telling import told

SECRECY: Final = (
    (
        "That you voted is noted on the roll. Your answers go into a box, and both are written anew in a random "
        "order with every vote, so that nobody can join the two from the database."
    ),
    (
        "You get a receipt code, which is shown once. With it you can see that your ballot is in the box; "
        "the portal never says what is in it."
    ),
    "Nothing is published but what stands here under “What others can work out”.",
)
BEYOND: Final = (
    "What this cannot hide: your answers from somebody who runs the server and watches it while you vote, "
    "who compares its back-ups, or who has a copy of the database and your receipt code."
)
NOT_CAST: Final = "Your answers were not cast, and nobody has seen them."
AT_ONCE: Final = "If you pressed the button twice or loaded the page again, your ballot is in the box all the same."


@dataclass(frozen=True, slots=True)
class Chosen:
    """How a ballot is decided, in a heading and sentences."""

    title: str
    text: str


def chosen(ballot: Ballot) -> Chosen:
    """What it takes to be trusted, and who is chosen if there are several."""
    floor = f"{ballot.floor}% of those who vote in every constituency"
    if not kind_of(ballot).contest:
        return Chosen("What counts as trusted", f"Each person is judged alone: trusted by at least {floor}.")
    several = (
        "If there are several, the one whose lowest constituency is highest; then the one with the most in all; "
        "then a lot, drawn from a seed that was fixed when the ballot opened."
    )
    return Chosen(
        "How the chair is chosen",
        f"Somebody trusted by at least {floor}. {several} If there is nobody, the group says so and starts again.",
    )


def with_whom(ballot: Ballot, paper: Paper) -> str:
    """With whom somebody votes, and how many there are."""
    there = f"one of {paper.pool.electors} electors" if paper.pool.electors > 1 else "the only elector"
    fixed = long_date(ballot.opened_at)
    return f"You vote {paper.pool.where}, as {there} there and {ballot.electors} on the roll, fixed on {fixed}."


@dataclass(frozen=True, slots=True)
class Inferences:
    """What the published result will let anybody work out: in some constituency of this ballot, and in any."""

    here: tuple[str, ...]
    anywhere: tuple[str, ...]


def inferences(ballot: Ballot) -> Inferences:
    """What voters are told beforehand; what holds in a constituency by its size stands first, for all to see."""
    pools = pools_on(ballot)
    starts = tuple(f"{capital(pool.where)} there" for pool in pools)
    said = told(pools, ballot.floor, ballot.names, contest=kind_of(ballot).contest)
    here = tuple(sentence for sentence in said if sentence.startswith(starts))
    return Inferences(here, tuple(sentence for sentence in said if sentence not in here))


# ---- Why there is no paper ----


@dataclass(frozen=True, slots=True)
class Notice:
    """Why somebody cannot vote here and now, and what they can do."""

    title: str
    lines: Sequence[str]
    links: list[Link] = field(default_factory=list)
    next_paper: str = ""


def ended(ballot: Ballot, state: BallotState, *, sent: bool) -> Notice:
    """The ballot takes no votes any more. `sent`: somebody has just tried."""
    lost = [NOT_CAST] if sent else []
    result = _result(ballot)
    if state == BallotState.ABANDONED:
        return Notice("This round ended without a count", [ballot.why_ended, *(lost or [DESTROYED]), ANEW], [result])
    if state == BallotState.COUNTED:
        return Notice("This ballot has been counted", [f"It closed on {closing(ballot)}.", *lost], [result])
    return Notice("This ballot has closed", [f"It closed on {closing(ballot)} and is being counted.", *lost], [result])


def voted(ballot: Ballot, paper: Paper, others: Sequence[Paper], *, sent: bool) -> Notice:
    """A ballot was cast for the seat."""
    lines = [f"A ballot was cast for the seat of {paper.seat}. It counts once and cannot be changed."]
    if sent:
        lines += [AT_ONCE, "Its receipt code was shown when it was cast, and cannot be shown again."]
    lines.append(f"The result is worked out after the ballot closes on {closing(ballot)}.")
    return Notice("You have voted", lines, [_result(ballot)], next_paper(ballot, others))


def not_on_roll(ballot: Ballot, seats: Sequence[tuple[int, str]], roll: Sequence[Line]) -> Notice:
    """Somebody of the table who has no vote: who votes for their seats."""
    voters = {line.seat_id: line.person for line in roll}
    lines = [
        f"{voters[seat]} votes for the seat of {title}."
        if seat in voters
        else f"The seat of {title} has no vote in this ballot: nobody filled it when the roll was fixed."
        for seat, title in seats
    ]
    start = f"One person votes for each filled core seat. The roll was fixed on {long_date(ballot.opened_at)}."
    address = reverse("ballots:roll", args=[ballot.group.slug, ballot.number])
    return Notice("You have no vote in this ballot", [start, *lines], [Link("See the roll", address), _result(ballot)])


def refused(ballot: Ballot, sentence: str) -> Notice:
    """The keeper or the roll said no at the last moment."""
    title = next((_REFUSED[each] for each in _REFUSED if each.label == sentence), _REFUSED[Refusal.ENDED])
    lines = [sentence, AT_ONCE] if sentence == Refusal.VOTED.label else [sentence]
    return Notice(title, lines, [_result(ballot)])


_REFUSED: Final = {
    Refusal.VOTED: "You have voted",
    Refusal.CLOSED: "This ballot has closed",
    Refusal.ENDED: "This round has ended without a count",
    Refusal.NOT_ON_ROLL: "You have no vote in this ballot",
    Refusal.UNREADABLE: "Your ballot was not cast",
}


def next_paper(ballot: Ballot, others: Sequence[Paper]) -> str:
    """The address of the paper for another seat that somebody votes for, if one waits."""
    waiting = next((paper for paper in others if not paper.voted), None)
    if waiting is None:
        return ""
    return f"{reverse('ballots:vote', args=[ballot.group.slug, ballot.number])}?seat={waiting.seat_id}"


def _result(ballot: Ballot) -> Link:
    return Link("See how the ballot stands", reverse("ballots:result", args=[ballot.group.slug, ballot.number]))
