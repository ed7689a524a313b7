"""One page measured: all its subjects served side by side, asked in turn, the best of three."""

import gzip
import json
from base64 import b64encode
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Final

import brotli  # type: ignore[import-not-found,import-untyped,unused-ignore]
from django.db import connections

from script.benchmarks import tenfold
from script.benchmarks.capture import Captured, capture, client_of, cookie_of
from script.benchmarks.cast import Cast
from script.benchmarks.environment import VAR
from script.benchmarks.figures import Burst, Figure
from script.benchmarks.generator import LoadError, answer_once, burst, request_bytes
from script.benchmarks.pages import Page
from script.benchmarks.servers import Server, serving
from script.benchmarks.values import Effort, PageResult

PORTAL, LIMIT, PLAIN, ADMIN = "portal", "limit", "plain", "admin"
PLAIN_SETTINGS: Final = "script.benchmarks.plain.settings"
DJANGO: Final = "gpleadership.wsgi"


@dataclass(frozen=True, slots=True)
class Subject:
    """One of those compared: where it answers, and what it is asked."""

    name: str
    server: Server
    request: bytes

    def burst(self, clients: int, effort: Effort) -> Burst:
        """Some seconds of requests."""
        port = self.server.port
        return burst(port, self.request, clients=clients, seconds=effort.seconds, at_most=effort.requests)


def measure(page: Page, cast: Cast, effort: Effort) -> PageResult:
    """Everything about one page."""
    client = client_of(page.person)
    seen = capture(client, page.path)
    _check(page, PORTAL, seen.status, seen.body)
    more = tenfold.own_queries(page, cast, client)
    _leave_database()
    with _subjects(page, seen, cookie_of(client)) as subjects:
        figures = _figures(page, subjects, effort)
    return PageResult(
        page.name,
        page.title,
        page.public,
        len(page.rows),
        parts=dict(seen.parts, transaction=len(seen.statements) - sum(seen.parts.values())),
        own_of_tenfold=more,
        bytes_gzip=len(gzip.compress(seen.body, 6)),
        bytes_brotli=len(brotli.compress(seen.body, quality=5)),
        figures=figures,
        memory=memory_of([(page, cookie_of(client))], effort),
    )


def _leave_database() -> None:
    """This process holds no connection while others are measured."""
    connections.close_all()
    connections["default"].close_pool()  # type: ignore[attr-defined]


@contextmanager
def _subjects(page: Page, seen: Captured, cookie: str) -> Iterator[list[Subject]]:
    recorded = VAR / "recorded.json"
    recorded.write_text(
        json.dumps({"statements": seen.statements, "headers": seen.headers, "body": b64encode(seen.body).decode()})
    )
    with ExitStack() as stack:
        portal = stack.enter_context(serving(PORTAL, DJANGO))
        limit = stack.enter_context(serving(LIMIT, "script.benchmarks.limit", BENCH_RECORDED=str(recorded)))
        plain = stack.enter_context(serving(PLAIN, DJANGO, DJANGO_SETTINGS_MODULE=PLAIN_SETTINGS))
        yield [
            Subject(PORTAL, portal, request_bytes(page.path, cookie)),
            Subject(LIMIT, limit, request_bytes(page.path, cookie)),
            *(
                Subject(name, plain, request_bytes(path, cookie))
                for name, path in ((PLAIN, page.plain), (ADMIN, page.admin))
                if path
            ),
        ]


def _figures(page: Page, subjects: list[Subject], effort: Effort) -> dict[str, Figure]:
    sent = {subject.name: _first_answer(page, subject) for subject in subjects}
    alone: dict[str, list[Burst]] = {subject.name: [] for subject in subjects}
    four: dict[str, list[Burst]] = {subject.name: [] for subject in subjects}
    for subject in subjects:
        burst(subject.server.port, subject.request, clients=1, seconds=effort.seconds, at_most=effort.warm_up)
    for _ in range(effort.rounds):
        for subject in subjects:
            alone[subject.name].append(subject.burst(1, effort))
        for subject in subjects:
            four[subject.name].append(subject.burst(4, effort))
    return {name: Figure.of(alone[name], four[name], sent[name]) for name in sent}


def _first_answer(page: Page, subject: Subject) -> int:
    status, _, body = answer_once(subject.server.port, subject.request)
    _check(page, subject.name, status, body)
    return len(body)


def _check(page: Page, subject: str, status: int, body: bytes) -> None:
    if not 200 <= status <= 299:
        raise LoadError(f"{subject} answers {page.title} with {status}: {body[:400].decode(errors='replace')}")
    if missing := page.missing_from(body):
        raise LoadError(f"{subject} leaves out {len(missing)} rows of {page.title}, like {missing[0]}.")


def memory_of(asked: list[tuple[Page, str]], effort: Effort) -> float:
    """Megabytes of a fresh worker's own memory after so many requests, turn by turn."""
    with serving("memory", DJANGO) as server:
        each = max(1, effort.for_memory // len(asked) // 10)
        for _ in range(10):
            for page, cookie in asked:
                request = request_bytes(page.path, cookie)
                burst(server.port, request, clients=1, seconds=600, at_most=each)
        return server.own_memory()
