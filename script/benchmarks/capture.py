"""One page asked inside this process: what it sends to the database, what it answers, where its time goes."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groups.models import Person

WARM_UP: Final = 3
"""Requests before the one that is looked at: what a process learns once does not count."""

_PART_OF: Final = {
    ("gpleadership.lib.scopes", "_tell_database"): "scope",
    ("django.contrib.sessions.backends.db", None): "session",
    ("django.contrib.auth.backends", "get_user"): "user",
    ("groups.tenancy.standing", None): "standing",
    ("groups.tenancy.systems", None): "standing",
    ("groups.tenancy.grants", None): "standing",
}
"""Who sends a statement that comes with every page: its module, and the function where that matters."""

TRANSACTION: Final = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE SAVEPOINT")


@dataclass(slots=True)
class Captured:
    """A page as it was answered, and the statements it took, in order."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    statements: tuple[str, ...]
    parts: dict[str, int] = field(default_factory=dict)

    @property
    def own(self) -> int:
        """Queries that the page itself needs."""
        return self.parts.get("own", 0)

    @property
    def overhead(self) -> int:
        """Statements that come with every page: transaction, scope, session, user, standing."""
        return len(self.statements) - self.own


def client_of(person: Person | None) -> Client:
    """A browser in which this person has signed in."""
    client = Client(HTTP_HOST="localhost", HTTP_ACCEPT="text/html")
    if person:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def cookie_of(client: Client) -> str:
    """What that browser would send."""
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def capture(client: Client, path: str) -> Captured:
    """A page that a warm process is asked for."""
    for _ in range(WARM_UP):
        client.get(path)
    parts: dict[str, int] = {}
    with _counted(parts), CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    statements = tuple(query["sql"] for query in queries.captured_queries)
    headers = (*response.headers.items(), *_cookies(response))
    return Captured(response.status_code, headers, response.content, statements, parts)


def _cookies(response: Any) -> list[tuple[str, str]]:
    return [("Set-Cookie", morsel.OutputString()) for morsel in response.cookies.values()]


@contextmanager
def _counted(parts: dict[str, int]) -> Iterator[None]:
    def watch(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        part = "transaction" if str(sql).startswith(TRANSACTION) else _who_asks()
        parts[part] = parts.get(part, 0) + 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield


def _who_asks() -> str:
    frame = sys._getframe(2)
    while frame.f_back is not None:
        module, function = frame.f_globals.get("__name__", ""), frame.f_code.co_name
        part = _PART_OF.get((module, function)) or _PART_OF.get((module, None))
        if part:
            return part
        frame = frame.f_back
    return "own"
