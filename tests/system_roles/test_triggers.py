"""The database refuses core standing while a system role holds: tried by raw SQL from both sides."""

import pytest
from django.db import IntegrityError, transaction

from groups.models import SeatTerm, SystemRole
from tests.cast import Cast
from tests.system_roles.raw import (
    Times,
    add_office_term,
    add_role,
    add_seat_term,
    add_staff,
    refused,
    run,
)

# ---- From the side of standing ----


@pytest.mark.parametrize("part", ["holder", "deputy"])
@pytest.mark.parametrize("kind", ["employment", "clinical", "other"])
def test_no_core_term_while_a_role_holds(everywhere: Cast, kind: str, part: str) -> None:
    add_role(everywhere.system, everywhere["outsider"], kind)
    with refused("seatterm_no_system_role"):
        add_seat_term(everywhere.seats["empty"], everywhere["outsider"], part=part)


@pytest.mark.parametrize(
    ("role", "term", "meets"),
    [
        ((0, None), (0, None), True),
        ((5, 9), (8, None), True),
        ((5, 9), (1, 6), True),
        ((5, 9), (6, 7), True),
        ((5, 9), (-50, None), True),
        ((5, 9), (9, None), False),
        ((5, 9), (1, 5), False),
        ((5, None), (-100, 5), False),
    ],
)
def test_it_is_the_time_that_counts(everywhere: Cast, role: Times, term: Times, meets: bool) -> None:
    with transaction.atomic():
        run("SELECT set_config('timezone', 'UTC', true)")
        add_role(everywhere.system, everywhere["outsider"], times=role)
        if meets:
            with refused("seatterm_no_system_role"):
                add_seat_term(everywhere.seats["empty"], everywhere["outsider"], term)
        else:
            margin = (term[0] + 1, term[1]) if term[0] == role[1] else (term[0], term[1] and term[1] - 1)
            assert add_seat_term(everywhere.seats["empty"], everywhere["outsider"], margin)


def test_staff_of_any_system_hold_no_core_seat(everywhere: Cast) -> None:
    add_staff(everywhere.other_system, everywhere["outsider"])
    with refused("seatterm_no_system_role"):
        add_seat_term(everywhere.seats["empty"], everywhere["outsider"])


def test_a_lead_of_another_system_may_sit(everywhere: Cast) -> None:
    add_role(everywhere.other_system, everywhere["outsider"])
    assert add_seat_term(everywhere.seats["empty"], everywhere["outsider"])


def test_a_role_leaves_seats_in_attendance_alone(everywhere: Cast) -> None:
    add_role(everywhere.system, everywhere["in_attendance"])
    assert add_seat_term(everywhere.seats["council"], everywhere["in_attendance"], (900, None))


def test_a_successor_of_the_system_counts_too(everywhere: Cast) -> None:
    place = everywhere.eastmere.place_id
    run("UPDATE groups_placesystem SET system_id = %s WHERE place_id = %s", everywhere.other_system.pk, place)
    add_role(everywhere.system, everywhere["outsider"])
    with transaction.atomic():
        term = add_seat_term(everywhere.seats["empty"], everywhere["outsider"])
        run("DELETE FROM groups_seatterm WHERE id = %s", term)
    run(
        'INSERT INTO groups_systemsuccession (predecessor_id, successor_id, "on") VALUES (%s, %s, now())',
        everywhere.system.pk,
        everywhere.other_system.pk,
    )
    with refused("seatterm_no_system_role"):
        add_seat_term(everywhere.seats["empty"], everywhere["outsider"])


def test_no_lead_of_a_group_while_a_role_holds(everywhere: Cast) -> None:
    add_role(everywhere.system, everywhere["outsider"])
    with refused("officeterm_no_system_role"):
        add_office_term(everywhere.eastmere, everywhere["outsider"], "deputy_chair")
    with refused("officeterm_no_system_role"):
        add_office_term(everywhere.eastmere, everywhere["outsider"], "chair", (900, None))
    secretary = add_office_term(everywhere.eastmere, everywhere["outsider"], "secretariat")
    with refused("officeterm_no_system_role"):
        run("UPDATE groups_officeterm SET office = 'deputy_chair' WHERE id = %s", secretary)


def test_terms_do_not_slip_in_by_a_change(everywhere: Cast) -> None:
    outsider, core = everywhere["outsider"].pk, everywhere["core_member"].pk
    add_role(everywhere.system, everywhere["outsider"], times=(10, None))
    with refused("seatterm_no_system_role"):
        run("UPDATE groups_seatterm SET person_id = %s WHERE person_id = %s", outsider, core)
    term = add_seat_term(everywhere.seats["empty"], everywhere["outsider"], (0, 9))
    with refused("seatterm_no_system_role"):
        run("UPDATE groups_seatterm SET period = tstzrange(lower(period), NULL) WHERE id = %s", term)
    attends = add_seat_term(everywhere.seats["council"], everywhere["outsider"], (900, None))
    with refused("seatterm_no_system_role"):
        run("UPDATE groups_seatterm SET seat_id = %s WHERE id = %s", everywhere.seats["empty"].pk, attends)


def test_a_seat_does_not_become_core_under_a_role(everywhere: Cast) -> None:
    add_role(everywhere.system, everywhere["in_attendance"])
    council = everywhere.seats["council"].pk
    with refused("seat_no_system_role"):
        run("UPDATE groups_seat SET seat_class = 'core' WHERE id = %s", council)
    run("DELETE FROM groups_seatterm WHERE seat_id = %s", council)
    assert run("UPDATE groups_seat SET seat_class = 'core' WHERE id = %s", council) == 1


# ---- From the side of the role ----


@pytest.mark.parametrize(("who", "kind"), [("core_member", "clinical"), ("deputy", "other"), ("chair", "employment")])
def test_no_role_while_somebody_stands_in_the_core(everywhere: Cast, who: str, kind: str) -> None:
    with refused("systemrole_no_core_standing"):
        add_role(everywhere.system, everywhere[who], kind)


def test_no_role_for_a_time_in_which_somebody_will(everywhere: Cast) -> None:
    add_seat_term(everywhere.seats["empty"], everywhere["outsider"], (30, 60))
    with refused("systemrole_no_core_standing"):
        add_role(everywhere.system, everywhere["outsider"])
    role = add_role(everywhere.system, everywhere["outsider"], times=(0, 20))
    with refused("systemrole_no_core_standing"):
        run("UPDATE groups_systemrole SET period = tstzrange(lower(period), NULL) WHERE id = %s", role)


def test_a_role_does_not_slip_in_by_a_change(everywhere: Cast) -> None:
    role = add_role(everywhere.other_system, everywhere["core_member"])
    for change in ("kind = 'employment'", f"system_id = {everywhere.system.pk}"):
        with refused("systemrole_no_core_standing"):
            run(f"UPDATE groups_systemrole SET {change} WHERE id = %s", role)
    other = add_role(everywhere.system, everywhere["outsider"])
    with refused("systemrole_no_core_standing"):
        run("UPDATE groups_systemrole SET person_id = %s WHERE id = %s", everywhere["core_member"].pk, other)


def test_no_staff_term_while_somebody_stands_in_the_core(everywhere: Cast) -> None:
    with refused("staffterm_no_core_standing"):
        add_staff(everywhere.other_system, everywhere["core_member"])
    with refused("staffterm_no_core_standing"):
        run("UPDATE groups_systemstaffterm SET person_id = %s", everywhere["chair"].pk)
    ended = add_staff(everywhere.other_system, everywhere["core_member"], (-500, -400))
    with refused("staffterm_no_core_standing"):
        run("UPDATE groups_systemstaffterm SET period = tstzrange(lower(period), NULL) WHERE id = %s", ended)


def test_an_office_alone_is_enough(everywhere: Cast) -> None:
    add_office_term(everywhere.eastmere, everywhere["outsider"], "deputy_chair")
    with refused("systemrole_no_core_standing"):
        add_role(everywhere.system, everywhere["outsider"])


# ---- What any role is ----


@pytest.mark.parametrize(
    "change",
    [
        "period = tstzrange(declared_at - interval '1 second', NULL)",
        "period = 'empty'",
        "period = tstzrange(NULL, NULL)",
        "title = ''",
    ],
)
def test_what_a_role_is(everywhere: Cast, change: str) -> None:
    role = add_role(everywhere.system, everywhere["outsider"])
    with pytest.raises(IntegrityError), transaction.atomic():
        run(f"UPDATE groups_systemrole SET {change} WHERE id = %s", role)


def test_one_role_of_a_kind_in_a_system_at_a_time(everywhere: Cast) -> None:
    add_role(everywhere.system, everywhere["outsider"])
    with refused("systemrole_once_at_a_time"):
        add_role(everywhere.system, everywhere["outsider"], times=(50, None))
    assert add_role(everywhere.system, everywhere["outsider"], "other")
    assert SystemRole.objects.count() == 2


def test_the_firewall_holds_in_a_scope_that_sees_nothing(everywhere: Cast) -> None:
    """The functions look with the keeper's eyes: a role may be declared where no group is open."""
    run("SELECT set_config('gpl.read', '', true)")
    assert not SeatTerm.objects.exists()
    with refused("systemrole_no_core_standing"):
        add_role(everywhere.system, everywhere["core_member"])
