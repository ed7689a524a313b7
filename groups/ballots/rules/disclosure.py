"""What of a count may be published: enough to understand it, and nobody's answer with it.

Where everybody in a pool answered alike, the count is everybody's answer. To hide just those counts would say
so all the louder. So counts are coded at both ends: of n ballots, n and n - 1 both read “n - 1 or more”, 0 and
1 both read “1 or fewer”, and what lies between is exact. In a pool with fewer than 4 ballots cast only “met”
or “not met” is said, and there is never a total for a candidate.

A contest says more: who won and by which step orders the exact shares of all who are trusted. If there are two
or more of them, their counts are published only if each is an exact one; otherwise all of theirs are withheld.

`tests/ballots/test_disclosure.py` proves by trying all counts of small ballots that nothing published narrows a
small or unanimous pool's answers beyond what voters were told would be: floor met or not, who is elected and by
which step. How many voted in each pool is taken as known, for it can be worked out. Somebody who voted can take
their own answer out of a count, as in any election: that is outside the proof, and so is what people tell each
other.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal, get_args

from groups.ballots.rules.counting import Cell, Outcome, Step, Tally, met
from groups.ballots.rules.electorate import SMALL, Pool

Edge = Literal["", "or more", "or fewer"]
FEWER: Final = 1
"""Counts up to this one, and as near to the other end, are not told apart."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is said of one candidate in one pool; without a count, only whether the floor is met."""

    pool: str
    met: bool
    approvals: int | None = None
    cast: int | None = None
    edge: Edge = ""

    @property
    def count(self) -> str:
        """“5 or more of 6”, “3 of 6”, or nothing if it is withheld."""
        if self.approvals is None:
            return ""
        return " ".join(part for part in (str(self.approvals), self.edge, "of", str(self.cast)) if part)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Shown":
        """From what `Published.to_json` gave."""
        if stored["edge"] not in get_args(Edge):
            raise ValueError(f"No such edge: {stored['edge']}")
        return cls(stored["pool"], stored["met"], stored["approvals"], stored["cast"], stored["edge"])


@dataclass(frozen=True, slots=True)
class Answers:
    """What is said of one candidate."""

    position: int
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """All that is published of a count. `lot` has the trusted in the order drawn, if the lot decided."""

    electors: int
    cast: int
    floor: int
    contest: bool
    pools: tuple[Pool, ...]
    answers: tuple[Answers, ...]
    elected: int | None
    step: Step
    trusted: tuple[int, ...]
    lot: tuple[int, ...]

    def of(self, position: int) -> tuple[Shown, ...]:
        """What is said of one candidate, pool by pool."""
        return next(each.shown for each in self.answers if each.position == position)

    def turnout(self, key: str) -> int | None:
        """How many voted in a pool, where a count of it is published."""
        of_pool = (shown.cast for each in self.answers for shown in each.shown if shown.pool == key)
        return next((cast for cast in of_pool if cast is not None), None)

    def to_json(self) -> dict[str, Any]:
        """As it is stored: lists for tuples."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Published":
        """From what `to_json` gave."""
        answers = tuple(
            Answers(each["position"], tuple(Shown.from_json(shown) for shown in each["shown"]))
            for each in stored["answers"]
        )
        as_they_are = {name: stored[name] for name in ("electors", "cast", "floor", "contest", "elected")}
        return cls(
            **as_they_are,
            pools=tuple(Pool.from_json(each) for each in stored["pools"]),
            answers=answers,
            step=Step(stored["step"]),
            trusted=tuple(stored["trusted"]),
            lot=tuple(stored["lot"]),
        )


def published(
    tallies: Sequence[Tally],
    outcome: Outcome,
    pools: Iterable[Pool],
    floor: int,
    electors: int,
    *,
    contest: bool = True,
) -> Published:
    """What may be published of a count. `contest` as it was given to `decide`."""
    withheld = _withheld(tallies, outcome.trusted) if contest else frozenset()
    return Published(
        electors=electors,
        cast=sum(cell.cast for cell in tallies[0].cells) if tallies else 0,
        floor=floor,
        contest=contest,
        pools=tuple(pools),
        answers=tuple(_answers(each, floor, each.position in withheld) for each in tallies),
        elected=outcome.elected,
        step=outcome.step,
        trusted=outcome.trusted,
        lot=outcome.lot,
    )


def _withheld(tallies: Iterable[Tally], trusted: Collection[int]) -> frozenset[int]:
    """Those whose counts the winner and the deciding step would give away."""
    cells = [cell for each in tallies if each.position in trusted for cell in each.cells]
    return frozenset() if len(trusted) < 2 or all(_exact(cell) for cell in cells) else frozenset(trusted)


def _exact(cell: Cell) -> bool:
    """Whether a count may be said exactly."""
    return cell.cast >= SMALL and FEWER < cell.approvals < cell.cast - FEWER


def _answers(tally: Tally, floor: int, withheld: bool) -> Answers:
    return Answers(tally.position, tuple(_shown(cell, met(cell, floor), withheld) for cell in tally.cells))


def _shown(cell: Cell, is_met: bool, withheld: bool) -> Shown:
    if withheld or cell.cast < SMALL:
        return Shown(cell.pool, is_met)
    if _exact(cell):
        return Shown(cell.pool, is_met, cell.approvals, cell.cast)
    if cell.approvals <= FEWER:
        return Shown(cell.pool, is_met, FEWER, cell.cast, "or fewer")
    return Shown(cell.pool, is_met, cell.cast - FEWER, cell.cast, "or more")


def _plain(value: Any) -> Any:
    """Lists for tuples all the way down, text for a step: what jsonb gives back."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, Step) else value
