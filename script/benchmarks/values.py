"""What is measured, as values: the report is made of these and nothing else."""

from dataclasses import dataclass, field

from script.benchmarks.figures import Figure
from script.benchmarks.profiling import Profile


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is asked of each subject."""

    seconds: float = 2.0
    rounds: int = 3
    requests: int = 2_500
    warm_up: int = 30
    for_memory: int = 1_000


@dataclass(slots=True)
class PageResult:
    """One page."""

    name: str
    title: str
    public: bool
    rows: int
    parts: dict[str, int]
    own_of_tenfold: int
    bytes_gzip: int
    bytes_brotli: int
    figures: dict[str, Figure]
    memory: float
    profile: Profile | None = None

    @property
    def own(self) -> int:
        """Queries of the page itself."""
        return self.parts.get("own", 0)

    @property
    def overhead(self) -> int:
        """Statements that come with every page."""
        return sum(self.parts.values()) - self.own


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a journey, done several times: milliseconds."""

    name: str
    p50: float
    p95: float
    times: int


@dataclass(frozen=True, slots=True)
class Journey:
    """What somebody does in several steps."""

    name: str
    title: str
    steps: tuple[Step, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something measured once, in words."""

    name: str
    value: str
    note: str = ""


@dataclass(slots=True)
class Results:
    """Everything of one run."""

    machine: tuple[Fact, ...]
    effort: Effort
    seats_of_demo: int
    pages: list[PageResult] = field(default_factory=list)
    journeys: list[Journey] = field(default_factory=list)
    loading: list[Fact] = field(default_factory=list)
    memory: float | None = None
    not_measured: list[str] = field(default_factory=list)
