"""The limit: a bare WSGI callable that does a page's own SQL and sends its bytes, and nothing else.

No Django: no middleware, no routing, no models, no template. The statements are those that the page was seen
to send, values and all, with the session's, the person's and the scope's, BEGIN and COMMIT; they go one after the
other over one lasting connection, as the app's role, and every row is fetched.
"""

import json
import os
from base64 import b64decode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from gpleadership.lib.postgres import embedded

StartResponse = Callable[[str, list[tuple[str, str]]], object]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A page as it was seen: its statements, its headers, its bytes."""

    statements: tuple[bytes, ...]
    headers: tuple[tuple[str, str], ...]
    body: bytes


def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Answer whatever is asked with the one page, after its SQL."""
    if environ["PATH_INFO"] == "/healthz":
        start_response("200 OK", [("Content-Length", "2")])
        return [b"ok"]
    page = _page()
    if page.statements:
        _run(page.statements)
    start_response("200 OK", list(page.headers))
    return [page.body]


def _run(statements: Iterable[bytes]) -> None:
    with _connection().cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            if cursor.description:
                cursor.fetchall()


@cache
def _connection() -> psycopg.Connection[Any]:
    """As the portal's: a statement that comes again is prepared, here with its values in it."""
    address = embedded(Path(os.environ["GPL_VAR"])).url("app")
    connection = psycopg.connect(address, autocommit=True, prepare_threshold=5)
    connection.execute("SET TIME ZONE 'UTC'")
    return connection


@cache
def _page() -> Recorded:
    recorded = json.loads(Path(os.environ["BENCH_RECORDED"]).read_text(encoding="utf-8"))
    return Recorded(
        tuple(statement.encode() for statement in recorded["statements"]),
        tuple((name, value) for name, value in recorded["headers"]),
        b64decode(recorded["body"]),
    )
