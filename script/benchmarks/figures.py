"""Arithmetic of the bench: bursts of requests in, figures out. No clock, no server."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest of the values that at least so many per cent of them do not exceed (nearest rank)."""
    if not values:
        raise ValueError("There is no percentile of nothing.")
    if not 0 < percent <= 100:
        raise ValueError(f"{percent} is not a percentile.")
    return sorted(values)[ceil(len(values) * percent / 100) - 1]


@dataclass(frozen=True, slots=True)
class Burst:
    """Requests answered one after the other, or by several clients at once, on one core of the server."""

    clients: int
    seconds: float
    latencies: tuple[float, ...]

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.latencies) / self.seconds

    def ms(self, percent: float) -> float:
        """A percentile of the time that a client waited, in milliseconds."""
        return percentile(self.latencies, percent) * 1000


def best(bursts: Iterable[Burst]) -> Burst:
    """Of several bursts the one with the highest rate: what disturbed the others was not the subject's."""
    return max(bursts, key=lambda burst: burst.rate)


@dataclass(frozen=True, slots=True)
class Figure:
    """What one subject did with one page: alone, and with four clients at once."""

    rate: float
    p50: float
    p95: float
    rate_of_four: float
    p50_of_four: float
    p95_of_four: float
    requests: int
    bytes_sent: int

    @classmethod
    def of(cls, alone: Iterable[Burst], four: Iterable[Burst], bytes_sent: int) -> "Figure":
        """The best burst of each kind."""
        one, many = list(alone), list(four)
        first, second = best(one), best(many)
        return cls(
            first.rate,
            first.ms(50),
            first.ms(95),
            second.rate,
            second.ms(50),
            second.ms(95),
            sum(len(burst.latencies) for burst in (*one, *many)),
            bytes_sent,
        )


def ratio(ours: float, theirs: float) -> float:
    """How many times theirs ours is; nothing is compared with nothing."""
    if theirs <= 0:
        raise ValueError("There is no ratio to nothing.")
    return ours / theirs
