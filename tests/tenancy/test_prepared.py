"""A plan that PostgreSQL keeps shows no more than a new one: the policies read their settings when it runs."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from typing import Any

import pytest
from django.db import connection

from gpleadership.lib.scopes import Scope, open_scope, system_scope
from groups.models import InterestWithheld, Person, Seat
from groups.tenancy import standing
from groups.tenancy.capabilities import Role
from tests.cast import Cast
from tests.interests.worlds import SECRET, take_role, withhold

OFTEN = 12
"""A statement is prepared when it comes for the sixth time, and its plan is kept after five more runs."""


def _generic_plans(words: str) -> int:
    """How often kept plans of statements with these words were used on this connection."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(generic_plans), 0) FROM pg_prepared_statements WHERE statement LIKE %s", [words]
        )
        return int(cursor.fetchone()[0])


def _titles() -> list[str]:
    return list(Seat.objects.filter(position__gte=1).order_by("position").values_list("title", flat=True))


@pytest.fixture(autouse=True)
def kept_plans(committed_cast: Cast) -> Iterator[None]:
    """Let the server keep each plan at once, so that no test rests on its reckoning."""
    with connection.cursor() as cursor:
        cursor.execute("SET plan_cache_mode = force_generic_plan")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET plan_cache_mode")


def test_a_kept_plan_shows_each_scope_its_own_rows(committed_cast: Cast) -> None:
    cast = committed_cast
    own, other = cast.eastmere.pk, cast.ambleford.pk
    with system_scope("tests"):
        by_group = {
            group: list(Seat.objects.filter(group=group).order_by("position").values_list("title", flat=True))
            for group in (own, other)
        }
    scopes: list[tuple[Iterable[int], list[str]]] = [([own], by_group[own]), ([other], by_group[other]), ([], [])]
    for turn in range(OFTEN * len(scopes)):
        group, expected = scopes[turn % len(scopes)]
        with open_scope(read=group):
            assert _titles() == expected, turn
    assert _generic_plans('%"groups_seat"."position" >= $1%') >= OFTEN


def test_a_kept_plan_of_the_closed_table_opens_with_the_room_alone(committed_cast: Cast) -> None:
    cast = committed_cast
    withhold(cast.eastmere, cast["chair"])
    group = [cast.eastmere.pk]
    scopes: list[tuple[dict[str, Any], list[str]]] = [
        ({"person": cast["core_member"].pk, "read": group, "closed": group}, [SECRET]),
        ({"person": cast["core_member"].pk, "read": group}, []),
        ({"person": cast["chair"].pk}, [SECRET]),
        ({"read": "*", "write": "*"}, []),
        ({"person": cast["other_chair"].pk, "read": [cast.ambleford.pk], "closed": [cast.ambleford.pk]}, []),
    ]
    for turn in range(OFTEN * len(scopes)):
        scope, expected = scopes[turn % len(scopes)]
        with open_scope(**scope):
            assert list(InterestWithheld.objects.filter(pk__gt=0).values_list("what", flat=True)) == expected, turn
    assert _generic_plans("%groups_interestwithheld%") >= OFTEN


def test_a_scope_that_narrows_in_its_transaction_narrows_a_kept_plan(committed_cast: Cast) -> None:
    """The same statement on both sides of a scope within a scope, many times in one transaction."""
    cast = committed_cast
    withhold(cast.eastmere, cast["chair"])
    group = [cast.eastmere.pk]
    with open_scope(person=cast["core_member"].pk, read=group, closed=group):
        for turn in range(OFTEN):
            for scope, count in ((nullcontext(), 1), (open_scope(read=group), 0)):
                with scope:
                    assert InterestWithheld.objects.filter(pk__gt=0).count() == count, turn


def test_a_kept_plan_writes_no_more_than_a_new_one(committed_cast: Cast) -> None:
    own, other = committed_cast.eastmere.pk, committed_cast.ambleford.pk
    for turn in range(OFTEN):
        with open_scope(read=[own, other], write=[own if turn % 2 else other]):
            changed = Seat.objects.filter(group_id=own).update(title="changed")
            assert changed == (5 if turn % 2 else 0), turn


def _roles(who: Person) -> set[Role]:
    with open_scope(person=who.pk):
        found = standing.find(who.pk, "eastmere")
    return set(found[1].roles) if found else set()


def test_a_kept_plan_of_standing_sees_a_role_that_has_begun_since(committed_cast: Cast) -> None:
    cast = committed_cast
    member, other = cast["core_member"], cast["deputy"]
    for _ in range(OFTEN):
        assert _roles(member) == _roles(other) == {Role.CORE_MEMBER}
    take_role(cast, member)
    for _ in range(OFTEN):
        assert _roles(member) == {Role.IN_ATTENDANCE}
        assert _roles(other) == {Role.CORE_MEMBER}


def test_what_a_scope_opens_is_forgotten_by_the_next_one_on_the_connection(committed_cast: Cast) -> None:
    """The pool gives one connection to one person after another."""
    cast = committed_cast
    withhold(cast.eastmere, cast["chair"])
    group = [cast.eastmere.pk]
    for turn in range(OFTEN):
        with open_scope(person=cast["chair"].pk, read=group, write=group, closed=group) as scope:
            assert isinstance(scope, Scope)
            assert InterestWithheld.objects.filter(pk__gt=0).count() == 1
        with open_scope(person=cast["outsider"].pk):
            assert (InterestWithheld.objects.filter(pk__gt=0).count(), Seat.objects.count()) == (0, 0), turn
