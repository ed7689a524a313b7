"""Two connections at once, really committed: a core seat and a system role never both get through."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier
from time import sleep

import pytest
from django.db import IntegrityError, connections
from django.utils import timezone

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import system_scope
from groups.models import Person, SeatTerm, SystemRole
from groups.seats import actions
from tests.cast import Cast, person
from tests.system_roles.raw import add_office_term, add_role, add_seat_term, add_staff, run

ROUNDS = 40
Act = Callable[[], object]


def at_once(acts: list[Act], *, pauses: list[float]) -> list[bool]:
    """Do these at the same instant, each holding its transaction open for a while; which of them were committed."""
    gate = Barrier(len(acts))

    def done(number: int) -> bool:
        try:
            with system_scope("tests"):
                gate.wait(10)
                acts[number]()
                sleep(pauses[number])
        except (IntegrityError, Refused):
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(done, range(len(acts))))


def _sides(cast: Cast, number: int) -> tuple[list[Act], Act]:
    who = person(f"racer{number}", f"Dr Racer {number}")
    seat = cast.seats["empty"]
    with system_scope("tests"):
        council = add_seat_term(cast.seats["council"], who, (1000 + number * 10, 1000 + number * 10 + 5))
    standing: list[Act] = [
        lambda: add_seat_term(seat, who, (0, None)),
        lambda: add_office_term(cast.eastmere, who, "deputy_chair"),
        lambda: run("UPDATE groups_seatterm SET seat_id = %s WHERE id = %s", seat.pk, council),
    ]
    role: list[Act] = [
        lambda: add_role(cast.system, who),
        lambda: add_staff(cast.other_system, who),
        lambda: add_role(cast.other_system, who, "employment"),
    ]
    return [standing[number % 3], role[number % 2 if number % 5 else 2]], lambda: _clear(who.pk)


def _clear(pk: int) -> None:
    with system_scope("tests"):
        for table in ("seatterm", "officeterm", "systemrole", "systemstaffterm"):
            run(f"DELETE FROM groups_{table} WHERE person_id = %s", pk)


@pytest.mark.slow
def test_one_of_the_two_is_refused(committed_cast: Cast) -> None:
    chance, outcomes = Random(7241), set()
    for number in range(ROUNDS):
        acts, clear = _sides(committed_cast, number)
        came = at_once(acts, pauses=[chance.choice([0, 0.01, 0.03]) for _ in acts])
        assert sum(came) == 1, (number, came)
        outcomes.add(tuple(came))
        clear()
    assert outcomes == {(True, False), (False, True)}


@pytest.mark.slow
def test_a_seat_that_becomes_core_meets_who_comes_to_it(committed_cast: Cast) -> None:
    """Neither sees the other's row yet: the class of the seat and a term in it."""
    cast, chance = committed_cast, Random(7242)
    with system_scope("tests"):
        add_role(cast.system, cast["outsider"])
        council = cast.seats["council"]
        run("DELETE FROM groups_seatterm WHERE seat_id = %s", council.pk)
    acts: list[Act] = [
        lambda: run("UPDATE groups_seat SET seat_class = 'core' WHERE id = %s", council.pk),
        lambda: add_seat_term(council, cast["outsider"]),
    ]
    for number in range(ROUNDS // 2):
        assert sum(at_once(acts, pauses=[chance.choice([0, 0.02]) for _ in acts])) == 1, number
        with system_scope("tests"):
            run("UPDATE groups_seat SET seat_class = 'in_attendance' WHERE id = %s", council.pk)
            run("DELETE FROM groups_seatterm WHERE seat_id = %s", council.pk)


def test_declaring_meets_a_seat_that_is_being_given(committed_cast: Cast) -> None:
    """Both by their actions: whoever comes second is told so in a sentence, or moves the first away again."""
    cast = committed_cast
    for number in range(8):
        who = person(f"given{number}", f"Dr Given {number}")
        acts: list[Act] = [lambda who=who: _declare(cast, who), lambda who=who: _give(cast, who)]  # type: ignore[misc]
        came = at_once(acts, pauses=[0, 0.02 * (number % 2)])
        assert any(came)
        with system_scope("tests"):
            sits = SeatTerm.objects.filter(person=who, seat=cast.seats["empty"], period__endswith=None).exists()
            assert sits + SystemRole.objects.filter(person=who).count() == 1
        _clear(who.pk)


def _declare(cast: Cast, who: Person) -> None:
    actions.declare_system_role(
        who,
        cast.system,
        kind="clinical",
        title="Pathway lead, frailty",
        begins=timezone.now(),
        ends=None,
        by=who,
    )


def _give(cast: Cast, who: Person) -> None:
    actions.appoint(
        cast.seats["empty"],
        who,
        part="holder",
        begins=timezone.now(),
        ends=None,
        by=cast["chair"],
    )
