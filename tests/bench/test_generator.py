"""The load generator against a little server: it counts what was answered, and stops at anything wrong."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from script.benchmarks.generator import LoadError, answer_once, burst, request_bytes

GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"


@contextmanager
def answering(answer: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """A server that gives everybody one answer and closes."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    asked.append(connection.recv(65536))
                    connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1], asked
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


@pytest.mark.parametrize("clients", [1, 4])
def test_every_request_is_answered_and_timed(clients: int) -> None:
    with answering(GOOD) as (port, asked):
        found = burst(port, request_bytes("/g/eastmere/", "a=b"), clients=clients, seconds=30, at_most=20)
    assert len(found.latencies) == 20
    assert len(asked) == 20
    assert set(asked) == {
        b"GET /g/eastmere/ HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\nCookie: a=b\r\n\r\n"
    }
    assert 0 < max(found.latencies) <= found.seconds


def test_time_ends_a_burst() -> None:
    with answering(GOOD) as (port, _):
        found = burst(port, request_bytes("/"), clients=2, seconds=0.1, at_most=1_000_000)
    assert 0.1 <= found.seconds < 5


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /account/login/\r\n\r\n",
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\ncut short",
        b"",
    ],
)
def test_anything_but_a_whole_2xx_stops_the_bench(answer: bytes) -> None:
    with answering(answer) as (port, _), pytest.raises(LoadError):
        burst(port, request_bytes("/"), clients=1, seconds=1, at_most=3)


def test_one_answer_in_parts() -> None:
    with answering(GOOD) as (port, _):
        status, head, body = answer_once(port, request_bytes("/"))
    assert (status, body) == (200, b"hello")
    assert head.startswith(b"HTTP/1.1 200 OK")
