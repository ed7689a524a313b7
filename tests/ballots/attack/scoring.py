"""How good the guesses are, judged by the truth, against what chance gives somebody who knows nothing.

To know nothing means: within a pool each way to give its ballots to its voters is equally likely. With one guess
for each voter, k given guesses for k different ballots of a pool of n are all right with a chance of
(n - k)! / n!, so of n guesses at most C(n, k) (n - k)! / n! = 1 / k! sets of k are expected to be all right, and
with m pools at most m^k / k!. That bounds the chance of k or more hits (Markov), whatever the guesses are.

An order that is only roughly right hits seldom. So each pair of orders is also judged by the correlation of
ranks within pools, whose mean and variance under a random permutation are exact; its sum over hundreds of
voters is taken as normal.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import erfc, exp, lgamma, log, log10, sqrt

from tests.ballots.attack.finding import Scene
from tests.ballots.attack.guessing import Guess, guesses

SUSPECT = 1e-6
TINY = -3000.0


@dataclass(frozen=True)
class Finding:
    """The best of all strategies: `p` is its chance times the number of strategies, as a power of ten."""

    strategy: str
    hits: int
    most_hits: int
    voters: int
    strategies: int
    log10_p: float

    @property
    def caught(self) -> bool:
        """Whether chance cannot explain it."""
        return self.log10_p < log10(SUSPECT)

    def __str__(self) -> str:
        return (
            f"{self.strategy}: {self.hits} of {self.voters} right (most by any strategy: {self.most_hits}); "
            f"p = 10^{self.log10_p:.1f} after {self.strategies} strategies"
        )


def attack(scene: Scene, truth: Mapping[int, str]) -> Finding:
    """Try everything; `truth` is the mark in the box of each seat’s ballot, which only the test knows."""
    rows = {str(row["receipt"]): at for at, row in enumerate(scene.ballots)}
    own = {seat: rows[mark] for seat, mark in truth.items()}
    pools = {each.seat: each.pool for each in scene.voters()}
    assert own.keys() == pools.keys()
    found = [each for guess in guesses(scene) for each in _judged(guess, own, pools)]
    best = min(found, key=lambda each: each[1])
    log10_p = min(0.0, best[1] + log10(len(found)))
    return Finding(best[0], best[2], max(hits for _, _, hits in found), len(own), len(found), log10_p)


def _judged(guess: Guess, own: Mapping[int, int], pools: Mapping[int, str]) -> list[tuple[str, float, int]]:
    hits = sum(own[seat] == at for seat, at in guess.pairs.items())
    judged = [(guess.name, log10_of_hits(hits, len(set(pools.values()))), hits)]
    if guess.orders:
        voters, ballots = guess.orders
        places = {row: place for place, row in enumerate(ballots.items)}
        ranks: dict[str, list[int]] = defaultdict(list)
        for seat in voters.items:
            ranks[pools[seat]].append(places[own[seat]])
        judged.append((f"{guess.name} (by rank)", log10_of_ranks(ranks.values()), hits))
    return judged


def log10_of_hits(hits: int, pools: int) -> float:
    """A bound of the chance of so many hits or more."""
    return min(0.0, (hits * log(pools) - lgamma(hits + 1)) / log(10))


def log10_of_ranks(pools: Iterable[Sequence[int]]) -> float:
    """The chance of ranks that rise or fall so much together, pool by pool."""
    total = variance = 0.0
    for places in pools:
        size = len(places)
        rank = {place: at for at, place in enumerate(sorted(places))}
        middle = (size - 1) / 2
        total += sum((at - middle) * (rank[place] - middle) for at, place in enumerate(places))
        if size > 1:
            variance += (size * (size * size - 1) / 12) ** 2 / (size - 1)
    return _log10_normal(abs(total) / sqrt(variance)) if variance else 0.0


def _log10_normal(z: float) -> float:
    """Both tails; far out by the bound of the tail, where a float has become nothing."""
    chance = erfc(z / sqrt(2))
    if chance > exp(-600):
        return log10(chance)
    return max(TINY, (-z * z / 2) / log(10))
