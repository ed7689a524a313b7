"""The proof: every count that a small ballot could have, and what can be told from what is published of it.

A world is one count: the approvals of each candidate in each pool. A reader knows what is published, the rules,
how many voted in each pool and the order of the lot; the worlds in which the same would be published are those
that the reader cannot tell apart. A cell leaks if, in all of these, a small pool's approvals are narrowed, or a
large pool's are one unanimous number, beyond what follows from the facts that voters were told would be public.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import product

from groups.ballots.rules.counting import Outcome, Tally, decide, met
from groups.ballots.rules.disclosure import published
from tests.ballots.counts import pools_for, tallies_for

SMALL = 4
SEED = "any seed: the candidates are alike, so another order of the lot renames them"

Counts = tuple[int, ...]
Method = Callable[[tuple[Tally, ...], Outcome, int, bool], Hashable]
Possible = dict[Hashable, list[set[int]]]
"""By what is seen: for every cell, the approvals that it could be."""


def agreed(tallies: tuple[Tally, ...], outcome: Outcome, floor: int, contest: bool) -> Hashable:
    """What the portal publishes."""
    casts = [cell.cast for cell in tallies[0].cells]
    return published(tallies, outcome, pools_for(casts), floor, sum(casts), contest=contest)


def facts(tallies: tuple[Tally, ...], outcome: Outcome, floor: int) -> Hashable:
    """What voters were told before they voted would be public."""
    floors = tuple(tuple(met(cell, floor) for cell in each.cells) for each in tallies)
    return floors, outcome.elected, outcome.step, outcome.trusted


def leaks(
    casts: Sequence[int],
    candidates: int,
    floor: int,
    *,
    method: Method = agreed,
    contest: bool = True,
    trusted_only: bool = False,
) -> list[str]:
    """Each cell of each world that something published gives away; none, if the method holds."""
    by_seen: Possible = defaultdict(lambda: [set() for _ in range(candidates * len(casts))])
    by_facts: Possible = defaultdict(lambda: [set() for _ in range(candidates * len(casts))])
    seen_with: dict[Hashable, Hashable] = {}
    for world in _worlds(casts, candidates, floor if trusted_only else None):
        tallies = tallies_for(casts, *world)
        outcome = decide(tallies, floor, SEED, contest=contest)
        told, seen = facts(tallies, outcome, floor), method(tallies, outcome, floor, contest)
        assert seen_with.setdefault(seen, told) == told, "what voters were told would be public is"
        for cell, approvals in enumerate(number for counts in world for number in counts):
            by_seen[seen][cell].add(approvals)
            by_facts[told][cell].add(approvals)
    sizes = list(casts) * candidates
    return [
        f"cell {cell}: {able} of {size}, told {by_facts[told][cell]}, seen {seen}"
        for seen, told in seen_with.items()
        for cell, (size, able) in enumerate(zip(sizes, by_seen[seen], strict=True))
        if _leaks(size, able, by_facts[told][cell])
    ]


def _leaks(size: int, able: set[int], told: set[int]) -> bool:
    if able == told:
        return False
    return size < SMALL or able in ({0}, {size})


def _worlds(casts: Sequence[int], candidates: int, trusted_at: int | None) -> Iterator[tuple[Counts, ...]]:
    """All counts; or those in which everybody is trusted. The counts of those who are not are judged one by one."""
    every = list(product(*(range(_least(cast, trusted_at), cast + 1) for cast in casts)))
    return product(every, repeat=candidates)


def _least(cast: int, floor: int | None) -> int:
    return 0 if floor is None else -(-floor * cast // 100)
