"""Ballots for the rules, written as counts."""

from collections.abc import Sequence

from groups.ballots.rules.counting import Cell, Tally, decide
from groups.ballots.rules.disclosure import Published, published
from groups.ballots.rules.electorate import SHORT, Pool

KEYS = tuple(str(each) for each in SHORT)


def pools_for(sizes: Sequence[int]) -> tuple[Pool, ...]:
    """A pool of each size: PCNs, LMC, federation …"""
    return tuple(Pool(key, SHORT[key], (key,), size) for key, size in zip(KEYS, sizes, strict=False))


def tallies_for(casts: Sequence[int], *approvals: Sequence[int]) -> tuple[Tally, ...]:
    """A tally for each candidate: their approvals, pool by pool."""
    return tuple(
        Tally(position, tuple(Cell(*cell) for cell in zip(KEYS, counts, casts, strict=False)))
        for position, counts in enumerate(approvals, start=1)
    )


def result(
    casts: Sequence[int],
    *approvals: Sequence[int],
    floor: int = 60,
    sizes: Sequence[int] | None = None,
    contest: bool = True,
    seed: str = "seed",
) -> Published:
    """What is published of such a count."""
    tallies, pools = tallies_for(casts, *approvals), pools_for(sizes or casts)
    outcome = decide(tallies, floor, seed, contest=contest)
    return published(tallies, outcome, pools, floor, sum(sizes or casts), contest=contest)
