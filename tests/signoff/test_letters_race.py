"""Letters about a round when several do things at once: really committed, in threads."""

from collections.abc import Callable, Iterator
from threading import Event, Thread
from typing import Any

import pytest
from django.core import mail
from django.db import connections

from gpleadership.lib import mail as post
from groups.signoff.actions import withdraw_round
from tests.cast import Cast
from tests.signoff.post import asked, run
from tests.signoff.worlds import says, scope

Start = Callable[[Callable[[], object]], Thread]


@pytest.fixture
def start() -> Iterator[Start]:
    """Do something in a thread that is waited for at the end."""
    threads: list[Thread] = []

    def go(act: Callable[[], object]) -> Thread:
        def do() -> None:
            try:
                act()
            finally:
                connections.close_all()

        threads.append(Thread(target=do))
        threads[-1].start()
        return threads[-1]

    yield go
    for thread in threads:
        thread.join(20)


class Slow:
    """A mail server that takes its time over the first letter."""

    def __init__(self) -> None:
        self.asked, self.answer, self.real = Event(), Event(), post.send

    def send(self, *args: Any, **options: Any) -> None:
        first = not self.asked.is_set()
        self.asked.set()
        if first:
            assert self.answer.wait(20)
        self.real(*args, **options)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    server = Slow()
    monkeypatch.setattr(post, "send", server.send)
    return server


def test_two_workers_write_to_everybody_once(committed_cast: Cast, start: Start, slow: Slow) -> None:
    found = asked(committed_cast)
    one = start(lambda: run(found, "asked"))
    assert slow.asked.wait(20)
    other = start(lambda: run(found, "asked"))
    slow.answer.set()
    one.join(20)
    other.join(20)
    assert sorted(each.to[0] for each in mail.outbox) == ["chair@example.org", "core@example.org"]


def test_nobody_waits_for_the_mail_server_and_whoever_is_reached_learns_the_end(
    committed_cast: Cast, start: Start, slow: Slow
) -> None:
    cast = committed_cast
    found = asked(cast)
    asking = start(lambda: run(found, "asked"))
    assert slow.asked.wait(20)
    with scope(cast):
        says(found, "LMC", "agree", cast["chair"])
    with scope(cast):
        withdraw_round(found, reason="New words come", by=cast["secretariat"])
    ending = start(lambda: run(found, "ended"))
    ending.join(1)
    assert ending.is_alive(), "it waits for the letter that is on its way"
    slow.answer.set()
    asking.join(20)
    ending.join(20)
    told = [(each.to[0].split("@")[0], each.subject.split(":")[0].split(" by ")[0]) for each in mail.outbox]
    reached = [who for who, what in told if what == "Please answer"]
    assert len(reached) == 1
    assert sorted(who for who, what in told if what == "Withdrawn") == sorted({*reached, "chair"})
