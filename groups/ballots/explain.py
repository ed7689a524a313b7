"""Explaining a counted ballot: everything published is worked out again, from the roll, the seed and the box.

Only what is published is said. A count that is withheld is compared and not told, not even where it differs.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from gpleadership.lib.dates import date_and_clock
from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import capital, listed, plural
from groups.ballots import keeper
from groups.ballots.counting import counted, pools_on
from groups.ballots.enums import BallotKind, Ending
from groups.ballots.finding import roll_text
from groups.ballots.models import Ballot
from groups.ballots.queries import names_on
from groups.ballots.rules.disclosure import Published, Shown
from groups.ballots.rules.electorate import fingerprint
from groups.ballots.rules.lot import commitment, paper_order
from groups.ballots.rules.wording import headline, in_pool, sentence, steps, withheld
from groups.log.models import LogEntry

UNREADABLE: Final = (ValueError, KeyError, TypeError, IndexError, StopIteration)
"""What comes of rows that somebody has changed by hand."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was worked out again, whether it is as published, and a sentence on it."""

    name: str
    holds: bool
    says: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A ballot worked out again. Without a readable result there are no sentences on it."""

    title: str
    when: str
    checks: tuple[Check, ...]
    result: tuple[str, ...]
    steps: tuple[str, ...]
    withheld: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether everything is as published."""
        return all(check.holds for check in self.checks)


def explain(ballot: Ballot) -> Explained:
    """Work a counted ballot out again. Raises `Refused`. Needs a scope that opens the closed room for writing."""
    _check_counted(ballot)
    checks = tuple(_check(ballot, name, work_out) for name, work_out in CHECKS.items())
    kind = BallotKind(ballot.kind).label
    title = f"{ballot.reference}: {kind}, {ballot.group.name}"
    opened, closed = date_and_clock(ballot.opened_at), date_and_clock(ballot.closes_at)
    try:
        said = _said(ballot)
    except UNREADABLE:
        said = ((), (), ())
    return Explained(title, f"Opened {opened}, closed {closed}.", checks, *said)


def _check_counted(ballot: Ballot) -> None:
    if ballot.ending == Ending.ABANDONED:
        raise Refused(
            f"{ballot.reference} ended without a count, and its roll and box were destroyed: "
            f"there is nothing to count again. {ballot.why_ended}"
        )
    if ballot.result is None:
        when = date_and_clock(ballot.closes_at)
        raise Refused(f"{ballot.reference} has not been counted: it is open until {when}, and then counted.")


def _said(ballot: Ballot) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    published, names = Published.from_json(ballot.result), names_on(ballot)
    voted = f"{published.cast} of {plural(published.electors, 'elector')} voted."
    sentences = (sentence(published, each.position, names[each.position]) for each in published.answers)
    return (headline(published, names), voted, *sentences), steps(published, names), withheld(published)


# ---- Checks: whether it holds, and a sentence ----


def _check(ballot: Ballot, name: str, work_out: Callable[[Ballot], tuple[bool, str]]) -> Check:
    try:
        return Check(name, *work_out(ballot))
    except UNREADABLE:
        return Check(name, False, "What the database holds cannot be read: somebody has changed it.")


def _roll(ballot: Ballot) -> tuple[bool, str]:
    text = roll_text(ballot)
    if fingerprint(text) != ballot.roll_hash:
        return False, "The fingerprint of the roll is not the one that was published when the ballot opened."
    return True, f"{plural(ballot.electors, 'elector')}, as published when the ballot opened: {ballot.roll_hash}"


def _pools(ballot: Ballot) -> tuple[bool, str]:
    pools, roll = pools_on(ballot), [pool for _, _, pool in keeper.roll(ballot.pk)]
    if len(roll) != ballot.electors or {pool.key: pool.electors for pool in pools} != Counter(roll):
        return False, "The roll does not have as many electors as the ballot says, or not in the same pools."
    return True, f"{capital(listed(f'{pool.name} {pool.electors}' for pool in pools))}."


def _paper(ballot: Ballot) -> tuple[bool, str]:
    people = [str(each) for each in ballot.candidates.order_by("position").values_list("person_id", flat=True)]
    if len(people) != ballot.names or tuple(people) != paper_order(ballot.lot_commitment, people):
        return False, "The names do not stand in the order that was drawn when the ballot opened."
    return True, "The names stand in the order that was drawn when the ballot opened."


def _seed(ballot: Ballot) -> tuple[bool, str]:
    if commitment(ballot.lot_seed) != ballot.lot_commitment:
        return False, "The seed of the lot is not the one that was fixed when the ballot opened."
    return True, f"The seed {ballot.lot_seed} was fixed when the ballot opened: {ballot.lot_commitment}"


def _box(ballot: Ballot) -> tuple[bool, str]:
    if keeper.box_hash(ballot.pk) != ballot.box_hash:
        return False, "The fingerprint of the box is not the one that was published at the count."
    if keeper.turnout(ballot.pk) != ballot.cast:
        return False, "The box does not hold as many ballots as were published."
    return True, f"{plural(ballot.cast or 0, 'ballot')}, as published at the count: {ballot.box_hash}"


def _count(ballot: Ballot) -> tuple[bool, str]:
    again, published = counted(ballot, keeper.box(ballot.pk)), Published.from_json(ballot.result)
    if again.to_json() == ballot.result:
        return True, "Counted again, every figure and the decision are as published."
    return False, f"Counted again, it is not as published: {listed([*_differences(again, published, ballot)])}."


def _differences(again: Published, published: Published, ballot: Ballot) -> Iterator[str]:
    """Names and pools in which they differ, with the published words and nothing of the recount."""
    names = names_on(ballot)
    for answers in published.answers:
        shown: dict[str, Shown] = {each.pool: each for each in again.of(answers.position)}
        for each in answers.shown:
            if shown.get(each.pool) != each:
                yield f"“{in_pool(each)}” for {names[answers.position]} in the pool “{each.pool}”"
    if (again.elected, again.step, again.lot, again.trusted) != (
        published.elected,
        published.step,
        published.lot,
        published.trusted,
    ):
        yield "who is trusted and chosen, and by which step"
    if (again.cast, again.electors, again.floor, again.contest, again.pools) != (
        published.cast,
        published.electors,
        published.floor,
        published.contest,
        published.pools,
    ):
        yield "the turnout, the floor or the pools"


def _log(ballot: Ballot) -> tuple[bool, str]:
    opening = {"roll": ballot.roll_hash, "lot": ballot.lot_commitment, "floor": ballot.floor, "names": ballot.names}
    closing = {"box": ballot.box_hash, "cast": ballot.cast, "lot": ballot.lot_seed}
    for verb, values in (("trust ballot opened", opening), ("trust ballot counted", closing)):
        noted = _noted(ballot, verb)
        if {name: noted[name] for name in values} != values:
            return False, "The group’s log says otherwise of the opening or of the count."
    return True, "The group’s log noted the same when the ballot was opened and when it was counted."


def _noted(ballot: Ballot, verb: str) -> dict[str, Any]:
    """What the log’s one entry says; ValueError where there is none, or a second one."""
    entries = LogEntry.objects.filter(
        group_id=ballot.group_id, verb=verb, subject_type="ballot", subject_id=ballot.pk
    ).values_list("body", flat=True)
    [body] = entries
    noted: dict[str, Any] = json.loads(body)["after"]
    return noted


CHECKS: Final[dict[str, Callable[[Ballot], tuple[bool, str]]]] = {
    "Roll": _roll,
    "Pools": _pools,
    "Order of names": _paper,
    "Lot": _seed,
    "Box": _box,
    "Count": _count,
    "Log": _log,
}
