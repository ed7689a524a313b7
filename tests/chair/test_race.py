"""Two at once, really committed: two appointments, one ballot from two tabs, a withdrawal while somebody votes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope
from groups.ballots.actions import cast as cast_ballot
from groups.chair import actions
from groups.models import Appointment, Person
from tests.ballots.electors import Table, table
from tests.cast import Cast
from tests.chair.steps import DAY, balloting, closed, fresh, nominating, standing


@pytest.fixture
def seated(committed_cast: Cast) -> Table:
    return table(committed_cast, pcn=4, lmc=2, federation=2)


def at_once(seated: Table, *acts: Callable[[], object], person: Person | None = None) -> list[str]:
    """Do these at the same instant, each in a transaction of its own; what came of each."""
    gate, group = Barrier(len(acts)), [seated.group.pk]

    def one(act: Callable[[], object]) -> str:
        try:
            with open_scope(person=person.pk if person else None, read=group, write=group, closed=group):
                gate.wait(10)
                try:
                    act()
                except Refused as refused:
                    return str(refused)
            return "done"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(one, acts))


def scope(seated: Table) -> Any:
    group = [seated.group.pk]
    return open_scope(read=group, write=group, closed=group)


def test_of_two_appointments_at_once_one_is_opened(seated: Table) -> None:
    first, second = at_once(seated, lambda: nominating(seated), lambda: nominating(seated))
    assert first.startswith("The appointment of a chair is under way already")
    assert second == "done"
    with scope(seated):
        assert seated.group.appointments.count() == 1


def test_two_tabs_open_one_ballot(seated: Table) -> None:
    with scope(seated):
        appointment = nominating(seated)
        standing(appointment, seated.people[0], by=seated.people[1])
        closed(appointment)

    def opens() -> None:
        actions.open_ballot(appointment, closes_at=timezone.now() + DAY, by=seated.secretariat)

    first, second = at_once(seated, opens, opens)
    assert first.startswith("The ballot is open")
    assert second == "done"
    with scope(seated):
        assert seated.group.ballots.count() == 1


def test_somebody_nominated_by_two_at_once_is_one_name(seated: Table) -> None:
    with scope(seated):
        appointment = nominating(seated)
    one, two, three = seated.people[:3]
    done = at_once(
        seated,
        lambda: actions.nominate(appointment, one, by=two),
        lambda: actions.nominate(appointment, one, by=three),
    )
    assert done == ["done", "done"]
    with scope(seated):
        assert appointment.nominations.get().supports.count() == 2


@pytest.mark.parametrize("attempt", range(5))
def test_a_vote_and_a_withdrawal_do_not_wait_for_each_other(seated: Table, attempt: int) -> None:
    with scope(seated):
        appointment, ballot = balloting(seated, seated.people[0])
    voter, seat = seated.electors[attempt]
    found = fresh_in(seated, appointment.pk)
    outcome = at_once(
        seated,
        lambda: actions.withdraw(found, reason="We merge first", by=seated.secretariat),
        lambda: cast_ballot(ballot, seat.pk, [1], by=voter),
        person=voter,
    )
    assert "done" in outcome
    assert fresh_in(seated, appointment.pk).status == "withdrawn"


def fresh_in(seated: Table, pk: int) -> Appointment:
    with scope(seated):
        return fresh(seated.group.appointments.get(pk=pk))
