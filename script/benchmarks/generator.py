"""The load generator: a few clients in one loop over raw sockets, on a core of its own.

A synchronous gunicorn closes every connection, so a request is: connect, send, read to the end.
Anything but the expected status, or a body cut short, ends the whole bench.
"""

import re
import selectors
import socket
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final

from script.benchmarks.figures import Burst

HOST: Final = "127.0.0.1"
_STATUS: Final = re.compile(rb"HTTP/1\.[01] (\d{3})")
_LENGTH: Final = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)


class LoadError(Exception):
    """An answer was not what it should be; the bench says what it was and stops."""


@dataclass(slots=True)
class _Call:
    began: float
    parts: list[bytes] = field(default_factory=list)


def request_bytes(path: str, cookie: str = "") -> bytes:
    """A GET as a browser would send it, as far as the portal looks at it."""
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Accept: text/html", "Connection: close"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def answer_once(port: int, request: bytes, timeout: float = 30) -> tuple[int, bytes, bytes]:
    """One request, in no hurry: status, head and body."""
    with socket.create_connection((HOST, port), timeout=timeout) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    head, _, body = b"".join(parts).partition(b"\r\n\r\n")
    return _status(head), head, body


def burst(port: int, request: bytes, *, clients: int, seconds: float, at_most: int) -> Burst:
    """Keep so many clients busy for so long, or until so many requests have been answered."""
    latencies: list[float] = []
    with selectors.DefaultSelector() as selector:
        began = perf_counter()
        until, asked = began + seconds, 0
        for _ in range(clients):
            _ask(selector, port, request)
            asked += 1
        while asked > len(latencies):
            for key, _ in selector.select(10) or _silence():
                connection, call = key.fileobj, key.data
                assert isinstance(connection, socket.socket)
                if part := connection.recv(262144):
                    call.parts.append(part)
                    continue
                now = perf_counter()
                selector.unregister(connection)
                connection.close()
                _check(b"".join(call.parts))
                latencies.append(now - call.began)
                if now < until and asked < at_most:
                    _ask(selector, port, request)
                    asked += 1
        return Burst(clients, perf_counter() - began, tuple(latencies))


def _ask(selector: selectors.BaseSelector, port: int, request: bytes) -> None:
    call = _Call(perf_counter())
    connection = socket.create_connection((HOST, port), timeout=10)
    connection.sendall(request)
    connection.setblocking(False)
    selector.register(connection, selectors.EVENT_READ, call)


def _silence() -> list[tuple[selectors.SelectorKey, int]]:
    raise LoadError("The server has not answered for ten seconds.")


def _status(head: bytes) -> int:
    found = _STATUS.match(head)
    if found is None:
        raise LoadError(f"Not an answer of HTTP: {head[:80]!r}")
    return int(found.group(1))


def _check(answer: bytes) -> None:
    head, _, body = answer.partition(b"\r\n\r\n")
    status = _status(head)
    if not 200 <= status <= 299:
        raise LoadError(f"Status {status}: {body[:400].decode(errors='replace')}")
    length = _LENGTH.search(head + b"\r\n")
    if length and int(length.group(1)) != len(body):
        raise LoadError(f"{len(body)} bytes came of {length.group(1).decode()}.")
