"""The order of a run."""

import os
from typing import Final

from django.db import connections

from script.benchmarks import (
    cast,
    casting,
    database,
    demo_start,
    journeys,
    machine,
    measuring,
    pages,
    papers,
    profiling,
    targets,
)
from script.benchmarks.capture import client_of, cookie_of
from script.benchmarks.environment import OTHER_CORE, pin
from script.benchmarks.pages import Page
from script.benchmarks.servers import serving
from script.benchmarks.values import Effort, PageResult, Results

JOURNEYS: Final = {
    "sign-in-post": journeys.sign_in,
    "founding": journeys.founding,
    "casting": casting.casting,
    "papers": papers.papers,
}


def run(effort: Effort, *, only: str | None, fresh: bool) -> Results:
    """Load what is missing, then measure page by page, journeys, starts."""
    load = os.getloadavg()[0]
    loading = database.ensure_loaded(fresh=fresh)
    people = cast.gather()
    database.settle()
    results = Results(machine.describe(load), effort, people.seats_of_demo, loading=loading)
    if not only or only == "demo-start":
        say("demo start")
        results.loading += demo_start.measure()
    pin(0, OTHER_CORE)
    database.keep_on_core()
    for page in pages.pages_of(people):
        if only in (None, page.name):
            say(page.title)
            results.pages.append(_page(page, people, effort))
    if not only:
        say("memory")
        results.memory = _memory(pages.pages_of(people), effort)
    for name, journey in JOURNEYS.items():
        if only in (None, name):
            say(name)
            with serving("portal", measuring.DJANGO) as server:
                results.journeys.append(journey(server))
    return results


def say(words: str) -> None:
    """Progress, for whoever waits."""
    print(f"… {words}", flush=True)


def _page(page: Page, people: cast.Cast, effort: Effort) -> PageResult:
    result = measuring.measure(page, people, effort)
    if targets.misses(result):
        result.profile = profiling.profile(client_of(page.person), page.path)
    return result


def _memory(asked: list[Page], effort: Effort) -> float:
    """A worker's own memory after all pages in turn."""
    cookies = [(page, cookie_of(client_of(page.person))) for page in asked]
    connections.close_all()
    return measuring.memory_of(cookies, effort)
