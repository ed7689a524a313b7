"""Where a page's time goes, when it misses a target: the profiler's word on fifty requests."""

import cProfile
import pstats
import re
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

from django.test import Client

from script.benchmarks.environment import ROOT

REQUESTS: Final = 50
ADDRESS: Final = re.compile(r" at 0x[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A function: milliseconds a request in it and below it, in it alone, and calls a request."""

    where: str
    below: float
    alone: float
    calls: float


@dataclass(frozen=True, slots=True)
class Profile:
    """Milliseconds a request without the profiler, the heaviest functions by themselves, and our own by all below."""

    ms: float
    heaviest: tuple[Line, ...]
    ours: tuple[Line, ...]


def profile(client: Client, path: str, lines: int = 12) -> Profile:
    """Ask for a page fifty times without the profiler, then with it."""
    began = perf_counter()
    for _ in range(REQUESTS):
        client.get(path)
    ms = (perf_counter() - began) * 1000 / REQUESTS
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in range(REQUESTS):
        client.get(path)
    profiler.disable()
    found = _lines(profiler)
    heaviest = sorted(found, key=lambda line: -line.alone)[:lines]
    ours = sorted((line for line in found if _is_ours(line.where)), key=lambda line: -line.below)[:lines]
    return Profile(ms, tuple(heaviest), tuple(ours))


def _lines(profiler: cProfile.Profile) -> list[Line]:
    return [
        Line(_where(file, number, name), below * 1000 / REQUESTS, alone * 1000 / REQUESTS, calls / REQUESTS)
        for (file, number, name), (_, calls, alone, below, _) in pstats.Stats(profiler).stats.items()  # type: ignore[attr-defined]
    ]


def _is_ours(where: str) -> bool:
    return where.startswith(("gpleadership", "groups", "priorities", "representation", "templates"))


def _where(file: str, number: int, name: str) -> str:
    """A place in the code without this machine's folders; of a compiled template without its lines."""
    path = Path(file)
    if file == "~":
        return ADDRESS.sub("", name)
    if "site-packages" in path.parts:
        place = "/".join(path.parts[path.parts.index("site-packages") + 1 :])
    elif path.is_relative_to(ROOT):
        place = str(path.relative_to(ROOT))
    else:
        place = path.name
    return f"{place} {name}" if path.suffix == ".html" else f"{place}:{number} {name}"
