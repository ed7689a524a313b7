"""What the portal promises, and whether it was kept. Pure: results in, verdicts out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from script.benchmarks.figures import ratio
from script.benchmarks.values import Journey, PageResult, Results

OWN_QUERIES: Final = 5
OF_THE_LIMIT: Final = {True: 1 / 3, False: 1 / 4}
"""The share of the limit's rate that a public page reaches, and a signed-in one."""
P95_MS: Final = {"members": 25.0, "roster": 150.0}
"""Milliseconds for 95 of 100 requests at four clients."""
STEP_MS: Final = {
    "lay out terms of reference, six pages": 1500.0,
    "lay out terms of reference, twelve pages": 3000.0,
    "give out a made file": 10.0,
}
"""Milliseconds that half of the runs of a step may take."""
MEMORY_MB: Final = 90.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """One target: about which page, what was promised, what was measured, whether it was kept."""

    page: str
    promised: str
    measured: str
    met: bool


def verdicts(results: Results) -> list[Verdict]:
    """Every target that this run says something about."""
    found = [verdict for page in results.pages for verdict in of_page(page)]
    found += [verdict for journey in results.journeys for verdict in of_journey(journey)]
    if results.memory is not None:
        found.append(_memory("All pages in turn", results.memory))
    return found


def of_page(page: PageResult) -> Iterator[Verdict]:
    """The targets of one page."""
    own, many = page.own, page.own_of_tenfold
    yield Verdict(page.title, f"at most {OWN_QUERIES} queries of its own", str(own), own <= OWN_QUERIES)
    if page.name != "sign-in":
        yield Verdict(page.title, "as many queries with ten times the rows", f"{own} and {many}", own == many)
    portal, limit = page.figures["portal"], page.figures["limit"]
    share, promised = ratio(portal.rate_of_four, limit.rate_of_four), OF_THE_LIMIT[page.public]
    words = f"at least 1/{round(1 / promised)} of the limit’s rate"
    yield Verdict(page.title, words, f"{share:.2f} (1/{1 / share:.1f})", share >= promised)
    if ms := P95_MS.get(page.name):
        p95 = portal.p95_of_four
        yield Verdict(page.title, f"p95 at four clients at most {ms:.0f} ms", f"{p95:.1f} ms", p95 <= ms)
    yield _memory(page.title, page.memory)


def of_journey(journey: Journey) -> Iterator[Verdict]:
    """The targets of a journey's steps."""
    for step in journey.steps:
        if ms := STEP_MS.get(step.name):
            words = f"{step.name}: p50 at most {ms:,.0f} ms"
            yield Verdict(journey.title, words, f"{step.p50:,.1f} ms", step.p50 <= ms)


def _memory(title: str, memory: float) -> Verdict:
    words = f"worker’s own memory at most {MEMORY_MB:.0f} MB after 1,000 requests"
    return Verdict(title, words, f"{memory:.1f} MB", memory <= MEMORY_MB)


def misses(page: PageResult) -> bool:
    """Whether a target of speed is missed: then the profile has to say why."""
    return any(not verdict.met for verdict in of_page(page))
