"""The count: trusted in every pool, then the highest lowest share, then the highest total, then the lot."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from groups.ballots.rules.electorate import Pool
from groups.ballots.rules.lot import drawn


class Step(StrEnum):
    """What decided."""

    FLOOR = "floor"
    LOWEST = "lowest"
    TOTAL = "total"
    LOT = "lot"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Paper:
    """One ballot: whom its voter would trust. It knows its pool and nothing else of the voter."""

    pool: str
    approved: frozenset[int]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a pool answered about one candidate."""

    pool: str
    approvals: int
    cast: int

    @property
    def share(self) -> Fraction:
        """The exact share who would trust; none where nobody voted."""
        return Fraction(self.approvals, self.cast) if self.cast else Fraction(0)


@dataclass(frozen=True, slots=True)
class Tally:
    """What every pool answered about one candidate."""

    position: int
    cells: tuple[Cell, ...]

    @property
    def lowest(self) -> Fraction:
        """The lowest share in any pool."""
        return min((cell.share for cell in self.cells), default=Fraction(0))

    @property
    def total(self) -> int:
        """Approvals in all pools."""
        return sum(cell.approvals for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who is elected and what decided. `lowest` has the trusted; `lot` the trusted as drawn, if the lot decided.

    Those who were not in the tie are in `lot` too: the first of the tied wins, and who was tied stays in the box.
    """

    elected: int | None
    step: Step
    trusted: tuple[int, ...]
    lowest: tuple[tuple[int, Fraction], ...]
    lot: tuple[int, ...] = ()


def tally(papers: Iterable[Paper], pools: Iterable[Pool], positions: Iterable[int]) -> tuple[Tally, ...]:
    """Count the papers by candidate and pool. ValueError for a paper of another ballot: nothing is passed over."""
    keys, names = [pool.key for pool in pools], sorted(set(positions))
    cast, approvals = Counter[str](), Counter[tuple[int, str]]()
    for paper in papers:
        _check(paper, keys, names)
        cast[paper.pool] += 1
        approvals.update((each, paper.pool) for each in paper.approved)
    return tuple(Tally(each, tuple(Cell(key, approvals[each, key], cast[key]) for key in keys)) for each in names)


def needed(floor: int, cast: int) -> int:
    """The least number of approvals that is at least `floor` per cent of the ballots cast."""
    if not 1 <= floor <= 100:
        raise ValueError("A floor is from 1 to 100 per cent.")
    return -(-floor * cast // 100)


def met(cell: Cell, floor: int) -> bool:
    """Whether a pool trusts a candidate; a pool in which nobody voted does not."""
    return cell.cast > 0 and cell.approvals >= needed(floor, cell.cast)


def decide(tallies: Iterable[Tally], floor: int, seed: str, *, contest: bool = True) -> Outcome:
    """Who is elected. Without a contest each candidate is judged alone and nobody is elected."""
    trusted = [each for each in tallies if each.cells and all(met(cell, floor) for cell in each.cells)]
    trusted.sort(key=lambda each: each.position)
    elected, step = _first(trusted, seed) if contest and trusted else (None, Step.NONE)
    positions = tuple(each.position for each in trusted)
    lot = drawn(seed, positions) if step is Step.LOT else ()
    return Outcome(elected, step, positions, tuple((each.position, each.lowest) for each in trusted), lot)


def _first(trusted: Collection[Tally], seed: str) -> tuple[int, Step]:
    left, step = list(trusted), Step.FLOOR
    if len(left) > 1:
        highest, step = max(each.lowest for each in left), Step.LOWEST
        left = [each for each in left if each.lowest == highest]
    if len(left) > 1:
        most, step = max(each.total for each in left), Step.TOTAL
        left = [each for each in left if each.total == most]
    if len(left) > 1:
        return drawn(seed, [each.position for each in left])[0], Step.LOT
    return left[0].position, step


def _check(paper: Paper, pools: Collection[str], positions: Collection[int]) -> None:
    if paper.pool not in pools:
        raise ValueError(f"No such pool: {paper.pool}")
    if unknown := paper.approved.difference(positions):
        raise ValueError(f"No such candidate: {', '.join(str(each) for each in sorted(unknown))}")
